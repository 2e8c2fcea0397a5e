"""The file of parameters: what it can set, and what a wrong one is told."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from countersign.config_file import MAX_FILE_BYTES, ConfigFileError, keys, read
from countersign.settings import SettingsError
from terminal.config import Config, SignatureRules, UploadMode, Waits

EXAMPLE = Path(__file__).parents[2] / "docs" / "terminal.toml.example"


def complaint(tmp_path: Path, content: str | bytes) -> str:
    """What the file is told, without its folder."""
    path = tmp_path / "terminal.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ConfigFileError) as refused:
        read(path)
    return str(refused.value).replace(str(path), "FILE")


def test_the_documented_example_says_the_defaults() -> None:
    assert read(EXAMPLE) == Config()


def test_the_documented_example_says_every_key_and_what_is_allowed() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    heads = {line[1 : line.index("]")]: n for n, line in enumerate(lines) if line.startswith("[")}
    for table, name, allowed in keys():
        below = lines[heads.get(table, 0) :]
        line = next(line for line in below if line.startswith(f"{name} ="))
        assert f"# {allowed}" in line


def test_every_parameter_of_the_terminal_is_a_key() -> None:
    said = {(table, name) for table, name, _ in keys()}
    tables = {"signature": SignatureRules, "waits": Waits}
    meant = {("", field.name) for field in fields(Config) if field.name not in tables}
    meant |= {(table, field.name) for table, kind in tables.items() for field in fields(kind)}
    assert said == meant


def test_what_the_file_says_replaces_the_defaults_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "terminal.toml"
    path.write_text(
        'terminal_id = "10000002"\ntpdu = "6001020304"\noperator_at_power_on = ""\n'
        '[signature]\nredos = 9\nupload = "at_once"\n[waits]\nhost_s = 5\n',
        "utf-8",
    )
    assert read(path) == Config(
        terminal_id="10000002",
        tpdu=bytes.fromhex("6001020304"),
        operator_at_power_on="",
        signature=SignatureRules(redos=9, upload=UploadMode.AT_ONCE),
        waits=Waits(host_s=5),
    )


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "terminal.toml"
    path.write_text("copies = 1\n", "utf-8-sig")
    assert read(path).copies == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("\n[signature]\nredos = 12", "line 3: signature.redos = 12: it must be a whole number"),
        ("[signature]\nwithin_s = 14", "from 15 to 900"),
        ("signature.redos = 0", "line 1: signature.redos = 0: it must be a whole number from 1"),
        ('copies = "2"', 'copies = "2": it must be a whole number from 1 to 2'),
        ("copies = true", "copies = true: it must be a whole number from 1 to 2"),
        ("copies = 1979-05-27", "copies = 1979-05-27: it must be a whole number"),
        ("keyed_entry = 1", "keyed_entry = 1: it must be true or false"),
        ("terminal_id = 10000001", "it must be 8 letters or digits"),
        ('terminal_id = "10000001\\n"', "it must be 8 letters or digits"),
        ('merchant_id = "1"', "it must be 15 letters or digits"),
        ('merchant_name = "\\U0001F600"', "a name of at most 40 bytes in GBK"),
        ('merchant_name = ""', "a name of at most 40 bytes in GBK"),
        ('tpdu = "61000300AB"', "it must be 60 and 8 more hex digits"),
        ('currency = "USD"', 'currency = "USD": it must be "CNY"'),
        ('signature.upload = "later"', '"at_once" or "before_next_online"'),
        ("signature = 3", "signature is a table: write [signature]"),
        ("[signature]\nimage_min_bytes = 901", "image_min_bytes = 901: it must not be above"),
    ],
)
def test_a_value_that_is_not_allowed_is_told_what_is(
    tmp_path: Path, content: str, sentence: str
) -> None:
    assert sentence in complaint(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "[signature]\nredo = 3",
            "FILE, line 2: there is no key redo in [signature]; did you mean",
        ),
        ("redos = 3", "there is no key redos; redos belongs in [signature]"),
        ("[waits]\ncopies = 1", "there is no key copies in [waits]; copies belongs above the"),
        ("[sgnature]\nredos = 1", "there is no key sgnature; did you mean signature?"),
        ("[waits]\nbananas = 1", "there is no key bananas in [waits]; there are: ask_s, notice_s"),
    ],
)
def test_a_key_that_does_not_exist_is_told_the_near_one(
    tmp_path: Path, content: str, sentence: str
) -> None:
    assert sentence in complaint(tmp_path, content)


def test_of_several_mistakes_the_first_in_the_file_is_told_and_the_others_counted(
    tmp_path: Path,
) -> None:
    content = "[waits]\nhost_s = 0\n[signature]\nredos = 0\n"
    told = complaint(tmp_path, content)
    assert told == (
        "FILE, line 2: waits.host_s = 0: it must be a whole number from 1 to 300 (and 1 more)"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("copies 1", "FILE is not written in TOML: Expected '='"),
        (b"copies = 1\nmerchant_name = '\xba\xcf'", "FILE, line 2: not UTF-8 text"),
        ("a = " + "[" * 5000, "nested too deeply"),
        ("#" * (MAX_FILE_BYTES + 1), "is it the right one?"),
    ],
)
def test_a_file_that_is_no_toml_is_told_where(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    assert sentence in complaint(tmp_path, content)


def test_a_file_that_is_not_there_is_an_option_that_cannot_be_meant(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(SettingsError, match="cannot be read"):
            read(path)


def test_a_long_value_is_not_repeated_whole(tmp_path: Path) -> None:
    assert len(complaint(tmp_path, f'copies = "{"9" * 1000}"')) < 120


def test_who_has_no_such_file_does_not_pay_for_the_checks(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from countersign.state import StateFolder;"
        "from countersign.settings import terminal_config;"
        f"terminal_config(StateFolder(Path({str(tmp_path)!r})));"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
