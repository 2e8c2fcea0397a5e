"""The counter is set by numbers or by digits, printed as a text, and counts by itself."""

from __future__ import annotations

import pytest

from tests.drivers.virtual_printer.bench import printed, skipped

PRINT = b"\x1dc"


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (b"", "1 2 3"),
        (b"\x1dC0\x03\x00", "  1   2   3"),
        (b"\x1dC0\x031", "001 002 003"),
        (b"\x1dC0\x03\x02", "1   2   3"),
        (b"\x1dC1\x05\x00\x07\x00\x02\x01", "5 7 5"),
        (b"\x1dC1\x07\x00\x05\x00\x01\x01\x1dC2\x06\x00", "6 5 7"),
        (b"\x1dC1\x01\x00\x09\x00\x01\x02", "1 1 2"),
        (b"\x1dC2\x2c\x01", "300 301 302"),
        (b"\x1dC;10;30;10;1;20;", "20 30 10"),
        (b"\x1dC;;;5;;;", "1 6 11"),
    ],
)
def test_a_counter_prints_what_it_counts(setting: bytes, text: str) -> None:
    assert printed(setting + b" ".join([PRINT] * 3) + b"\n").text == text + "\n"


def test_a_reset_begins_the_counter_anew() -> None:
    assert printed(PRINT + b"\n\x1b@" + PRINT + b"\n").text == "1\n1\n"


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (b"\x1dC0\x06\x00", "GS C 0"),
        (b"\x1dC0\x01\x03", "GS C 0"),
        (b"\x1dC;70000;1;1;1;1;", "GS C ;"),
        (b"\x1dC;" + bytes(61), "GS C ;"),
    ],
)
def test_what_there_is_not_is_refused(command: bytes, name: str) -> None:
    assert skipped(command) == [name]
