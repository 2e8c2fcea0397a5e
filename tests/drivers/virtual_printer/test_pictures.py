"""Pictures are doubled and placed dot for dot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.pictures import placed, scaled
from wire.bitmap import Bitmap

PAPER = 64


def test_doubling_doubles_every_dot_and_row() -> None:
    picture = scaled(b"\xa0\x01", 1, across=2, down=2)
    assert picture == Bitmap(16, 4, b"\xcc\x00\xcc\x00\x00\x03\x00\x03")


@given(st.binary(min_size=2, max_size=20), st.integers(0, PAPER - 8))
def test_every_dot_moves_by_the_shift(data: bytes, shift: int) -> None:
    picture = scaled(data, 1, 1, 1)
    stride = PAPER // 8
    rows = placed(picture, shift, PAPER)
    assert len(rows) == stride * len(data)
    for y, byte in enumerate(data):
        row = int.from_bytes(rows[y * stride : (y + 1) * stride], "big")
        assert row == byte << PAPER - shift - 8


@pytest.mark.parametrize("shift", [0, 8, 12])
def test_what_juts_out_is_lost(shift: int) -> None:
    wide = Bitmap(80, 1, b"\xff" * 10)
    row = int.from_bytes(placed(wide, shift, PAPER), "big")
    assert row == (1 << PAPER - shift) - 1
