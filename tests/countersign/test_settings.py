"""What a person may choose: what cannot be meant is said before anything is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from countersign.settings import Settings, SettingsError, host_address, terminal_config
from countersign.state import StateFolder
from terminal.config import Config


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"paper_mm": 57}, "--paper 57: the printer takes 58 or 80 mm"),
        ({"printer": "lpt1:"}, "--printer: 'lpt1:' is no printer address; write one of virtual:"),
        ({"printer": "serial:///dev/ttyS0?baud=fast"}, "a speed such as 9600"),
        ({"host": "localhost"}, "--host localhost: write embedded, or tcp://127.0.0.1:9583"),
        ({"host": "tcp://127.0.0.1"}, "write embedded, or tcp://"),
        ({"host": "tcp://127.0.0.1:99999"}, "write embedded, or tcp://"),
        ({"host": "http://127.0.0.1:80"}, "write embedded, or tcp://"),
    ],
)
def test_a_setting_that_cannot_be_meant_says_what_would_be_right(
    tmp_path: Path, options: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings(state=tmp_path, **options)  # type: ignore[arg-type]
    assert sentence in str(refused.value)


def test_a_banks_address_is_read() -> None:
    assert host_address("tcp://bank.example:9583") == ("bank.example", 9583)


def test_the_parameters_lie_in_the_state_folder_or_where_one_says(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path)
    assert terminal_config(folder) == Config()
    folder.config.write_text("copies = 1\n")
    assert terminal_config(folder) == Config(copies=1)
    other = tmp_path / "other.toml"
    other.write_text("keyed_entry = true\n")
    assert terminal_config(folder, other) == Config(keyed_entry=True)
    with pytest.raises(SettingsError, match=r"none\.toml cannot be read"):
        terminal_config(folder, tmp_path / "none.toml")
