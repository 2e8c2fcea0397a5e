"""What the system refuses is told in words: which place, why, and what to do, in both languages."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from drivers.refusals import SENTENCES, cause, naming, refusal


@pytest.mark.parametrize("number", sorted(SENTENCES), ids=errno.errorcode.get)
def test_every_known_refusal_names_the_place_and_says_what_to_do(number: int) -> None:
    said = refusal(OSError(number, os.strerror(number), "/s/file"))
    assert said.say("en").startswith("/s/file ")
    assert said.say("zh").startswith("/s/file")
    assert ": " in said.say("en")
    assert "：" in said.say("zh")
    assert "Errno" not in said.say("en")


def test_a_refusal_nobody_thought_of_is_told_in_the_systems_words() -> None:
    error = OSError(errno.EIO, "Input/output error", "/s/file")
    assert refusal(error).say("en") == (
        "/s/file cannot be used (Input/output error): check disk and rights"
    )


def test_an_error_of_ours_is_a_sentence_already() -> None:
    assert refusal(OSError("reprint it from the menu")).say("en") == "reprint it from the menu"


def test_a_host_that_is_not_found_is_no_matter_of_a_disk() -> None:
    error = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert refusal(error, "there:9100").say("en") == (
        "there:9100 is not found (Name or service not known): check how it is written"
    )


def test_an_error_that_names_nothing_is_given_the_name_of_what_was_written() -> None:
    with pytest.raises(OSError, match="full") as refused, naming(Path("/s/report.xml")):
        raise OSError(errno.ENOSPC, "full")
    assert refusal(refused.value).say("en").startswith("/s/report.xml finds no room")


def test_a_sentence_of_ours_is_not_given_a_name() -> None:
    with pytest.raises(OSError, match=r"^in use$"), naming("/s/report.xml"):
        raise OSError("in use")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EIO, "Input/output error", "/s"), "Input/output error"),
        (OSError(-2, "not known (while attempting to bind on address)"), "not known"),
        (ValueError("a word of ours"), "a word of ours"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_cause_is_told_without_its_number(error: BaseException, said: str) -> None:
    assert cause(error) == said
