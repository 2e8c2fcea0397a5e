"""What ends a command that was cut short, so that the next one is not taken for a part of it."""

import pytest
from hypothesis import given

from drivers.escpos.ending import MOST_BYTES, white_ending
from drivers.escpos.tokenizer import Tokenizer
from tests.drivers.escpos.strategies import hostile_bytes

PICTURE = b"\x1dv0\x00\x30\x00\x10\x00"
"""48 bytes wide, 16 rows: 768 bytes of dots follow."""


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        (b"", 0),
        (b"HELLO\n", 0),
        (PICTURE + bytes(768), 0),
        (PICTURE + bytes(700), 68),
        (PICTURE, 768),
        (PICTURE[:4], 4),  # a picture of no size
        (b"\x1b!", 1),
        (b"\x1dk\x02123", 1),  # up to its NUL
        (b"\x1d(k\x03\x001C", 1),
    ],
)
def test_so_much_white_ends_it(data: bytes, missing: int) -> None:
    assert white_ending(data) == bytes(missing)


def test_a_length_that_was_garbled_is_not_made_good() -> None:
    assert white_ending(b"\x1dv0\x00\xff\xff\xff\xff") is None
    assert white_ending(b"\x1dv0\x00\x01\x00\x00\x01" + bytes(256 - 1)) == bytes(1)
    assert len(white_ending(b"\x1dv0\x00\x10\x00\x00\x10") or b"") == MOST_BYTES


@given(hostile_bytes())
def test_whatever_came_before_the_next_command_begins_behind_it(data: bytes) -> None:
    white = white_ending(data)
    if white is None:
        return
    tokens = Tokenizer()
    tokens.feed(data + white)
    while tokens.take() is not None:
        pass
    assert not tokens.inside_command
