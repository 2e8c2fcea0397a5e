"""How commands end: one sentence on the error way, and the exit code scripts rely on."""

from __future__ import annotations

import pytest
import typer

from countersign.commands.exits import DEVICE_FAULT, NOT_SO, WRONG_USAGE, fail, faults


def test_the_exit_codes_are_those_the_outside_relies_on() -> None:
    assert (NOT_SO, WRONG_USAGE, DEVICE_FAULT) == (1, 2, 3)


def test_failing_is_a_sentence_on_the_error_way(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        fail("no paper: load a roll", DEVICE_FAULT)
    said = capsys.readouterr()
    assert (ended.value.exit_code, said.out, said.err) == (
        3,
        "",
        "countersign: no paper: load a roll\n",
    )


def test_a_named_error_becomes_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, faults(NOT_SO, KeyError, ValueError):
        raise ValueError("it is not so")
    assert (ended.value.exit_code, capsys.readouterr().err) == (1, "countersign: it is not so\n")


def test_what_the_system_refuses_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, faults(DEVICE_FAULT, OSError):
        raise IsADirectoryError(21, "Is a directory", "/s")
    assert (ended.value.exit_code, capsys.readouterr().err) == (
        3,
        "countersign: /s is a folder: name a file\n",
    )


def test_any_other_error_is_a_mistake_of_ours_and_shows_as_one() -> None:
    with pytest.raises(ZeroDivisionError), faults(NOT_SO, ValueError):
        raise ZeroDivisionError
