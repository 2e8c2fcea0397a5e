"""How many parameters each kind of command takes."""

from __future__ import annotations

import pytest

from drivers.escpos import rules
from drivers.escpos.rules import Rule, Scanned, Sized


def size(rule: Rule, parameters: bytes) -> int | None:
    match rule:
        case Sized(head, body):
            return head + body(parameters[:head])
        case Scanned(end):
            return end(parameters)
        case _:
            return rule.size


@pytest.mark.parametrize(
    ("rule", "parameters", "bytes_taken"),
    [
        (rules.RASTER, b"\x00\x30\x00\x02\x00", 5 + 0x30 * 2),
        (rules.BIT_IMAGE, b"\x00\x0a\x00", 3 + 10),
        (rules.BIT_IMAGE, b"\x21\x0a\x01", 3 + 3 * 0x10A),
        (rules.FUNCTION, b"k\x03\x00", 3 + 3),
        (rules.LONG_FUNCTION, b"\x01\x00\x01\x00", 4 + 0x10001),
        (rules.DOWNLOADED, b"\x02\x03", 2 + 48),
        (rules.STORED_USER_DATA, b"\x00\x00\x00\x00\x00\x05\x00", 7 + 5),
        (rules.CUT, b"\x00", 1),
        (rules.CUT, b"\x31", 1),
        (rules.CUT, b"\x42", 2),
        (rules.REAL_TIME_STATUS, b"\x04", 1),
        (rules.REAL_TIME_STATUS, b"\x08", 2),
        (rules.REAL_TIME_FUNCTION, b"\x08", 8),
        (rules.REAL_TIME_FUNCTION, b"\x63", 1),
        (rules.THROUGH_NUL, b"\x08\x10\x00rest", 3),
        (rules.BARCODE, b"\x02ABC\x00rest", 5),
        (rules.BARCODE, b"\x49\x03ABCrest", 5),
        (rules.BARCODE, b"\x20rest", 1),
        (rules.USER_CHARACTERS, b"\x03AB\x01abc\x02abcdef rest", 3 + 4 + 7),
        (rules.STORED_PICTURES, b"\x01\x01\x00\x02\x00" + bytes(16), 5 + 16),
    ],
)
def test_the_parameters_say_how_many_they_are(
    rule: Rule, parameters: bytes, bytes_taken: int
) -> None:
    assert size(rule, parameters) == bytes_taken


@pytest.mark.parametrize(
    ("rule", "parameters"),
    [
        (rules.THROUGH_NUL, b"\x08\x10"),
        (rules.BARCODE, b""),
        (rules.BARCODE, b"\x02ABC"),
        (rules.BARCODE, b"\x49"),
        (rules.USER_CHARACTERS, b"\x03A"),
        (rules.USER_CHARACTERS, b"\x03AB\x01abc"),
        (rules.STORED_PICTURES, b""),
        (rules.STORED_PICTURES, b"\x01\x01\x00"),
    ],
)
def test_an_end_that_has_not_come_is_waited_for(rule: Scanned, parameters: bytes) -> None:
    assert rule.end(parameters) is None
