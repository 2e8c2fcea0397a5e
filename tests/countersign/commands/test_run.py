"""`countersign run`: what cannot be meant is refused before any screen is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from countersign.cli import app


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--lang", "fr"], "zh and en"),
        (["--printer", "pigeon:"], "is no printer address"),
        (["--printer", "serial:///dev/ttyUSB0?baud=fast"], "such as 9600"),
        (["--host", "bank.example"], "tcp://127.0.0.1:9583"),
        (["--paper", "110"], "58 or 80"),
        ([], "needs a screen and a keyboard"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence_and_touches_nothing(
    tmp_path: Path, words: list[str], sentence: str
) -> None:
    result = CliRunner().invoke(app, ["run", "--state", str(tmp_path / "state"), *words])
    assert (result.exit_code, sentence in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", [True, False])
def test_parameters_that_are_not_allowed_are_named_with_their_line(
    tmp_path: Path, option: bool
) -> None:
    """By option, and where the state folder holds them."""
    config = tmp_path / "terminal.toml"
    config.write_text("copies = 3\n")
    where = ["--config", str(config)] if option else ["--state", str(tmp_path)]
    result = CliRunner().invoke(app, ["run", *where])
    assert result.exit_code == 2
    assert f"{config}, line 1: copies = 3" in result.stderr
