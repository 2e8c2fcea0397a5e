"""Pictures are unpacked, enlarged, stacked and placed dot for dot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.pictures import (
    from_columns,
    from_rows,
    left_columns,
    placed,
    scaled,
    stacked,
    top_rows,
    turned_round,
)
from wire.bitmap import Bitmap

PAPER = 64


@st.composite
def bitmaps(draw: st.DrawFn) -> Bitmap:
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 12))
    size = (width + 7) // 8 * height
    return from_rows(draw(st.binary(min_size=size, max_size=size)), width)


def test_what_pads_a_row_does_not_count() -> None:
    assert from_rows(b"\xff\xff\xaa\xaa", 10) == Bitmap(10, 2, b"\xff\xc0\xaa\x80")


@given(st.integers(1, 3), st.integers(0, 20), st.data())
def test_a_column_is_read_from_the_top_down(
    column_bytes: int, width: int, data: st.DataObject
) -> None:
    size = column_bytes * width
    columns = data.draw(st.binary(min_size=size, max_size=size))
    picture = from_columns(columns, column_bytes)
    assert (picture.width, picture.height) == (width, column_bytes * 8)
    for x in range(width):
        column = columns[x * column_bytes : (x + 1) * column_bytes]
        wanted = [bit == "1" for byte in column for bit in f"{byte:08b}"]
        assert [picture.pixel(x, y) for y in range(picture.height)] == wanted


def test_the_rows_from_the_top_are_kept() -> None:
    assert top_rows(Bitmap(8, 3, b"abc"), 2) == Bitmap(8, 2, b"ab")


@given(bitmaps(), st.sampled_from([1, 2]), st.sampled_from([1, 2, 3]))
def test_every_dot_gets_so_many_times_larger(picture: Bitmap, across: int, down: int) -> None:
    larger = scaled(picture, across, down)
    assert (larger.width, larger.height) == (picture.width * across, picture.height * down)
    for y in range(larger.height):
        for x in range(larger.width):
            assert larger.pixel(x, y) == picture.pixel(x // across, y // down)


@given(bitmaps(), bitmaps())
def test_one_picture_stands_in_the_middle_of_the_other(upper: Bitmap, lower: Bitmap) -> None:
    both = stacked([upper, lower])
    assert (both.width, both.height) == (
        max(upper.width, lower.width),
        upper.height + lower.height,
    )
    left = (both.width - lower.width) // 2
    for y in range(lower.height):
        for x in range(lower.width):
            assert both.pixel(left + x, upper.height + y) == lower.pixel(x, y)
    assert both.black_count == upper.black_count + lower.black_count


@given(st.binary(min_size=2, max_size=20), st.integers(0, PAPER - 8))
def test_every_dot_moves_by_the_shift(data: bytes, shift: int) -> None:
    rows = placed(from_rows(data, 8), shift, PAPER)
    stride = PAPER // 8
    assert len(rows) == stride * len(data)
    for y, byte in enumerate(data):
        row = int.from_bytes(rows[y * stride : (y + 1) * stride], "big")
        assert row == byte << PAPER - shift - 8


@pytest.mark.parametrize("width", [64, 80])
@pytest.mark.parametrize("shift", [0, 8, 12])
def test_what_juts_out_is_lost(width: int, shift: int) -> None:
    wide = Bitmap(width, 1, b"\xff" * (width // 8))
    row = int.from_bytes(placed(wide, shift, PAPER), "big")
    assert row == (1 << PAPER - shift) - 1


@given(bitmaps(), st.integers(0, 39))
def test_the_first_columns_are_kept_dot_for_dot(picture: Bitmap, width: int) -> None:
    width = min(width, picture.width)
    kept = left_columns(picture, width)
    assert (kept.width, kept.height) == (width, picture.height)
    for y in range(kept.height):
        for x in range(width):
            assert kept.pixel(x, y) == picture.pixel(x, y)


@given(bitmaps())
def test_a_picture_turned_round_has_its_first_dot_last(picture: Bitmap) -> None:
    over = turned_round(picture)
    for y in range(picture.height):
        for x in range(picture.width):
            assert over.pixel(picture.width - 1 - x, picture.height - 1 - y) == picture.pixel(x, y)


@given(bitmaps(), st.integers(0, PAPER))
def test_a_picture_is_moved_and_cut_off_at_the_edge(picture: Bitmap, shift: int) -> None:
    rows, stride = placed(picture, shift, PAPER), PAPER // 8
    for y in range(picture.height):
        row = int.from_bytes(rows[y * stride : (y + 1) * stride], "big")
        dots = int.from_bytes(picture.row(y), "big") >> picture.stride * 8 - picture.width
        spare = PAPER - shift - picture.width
        assert row == (dots << spare if spare >= 0 else dots >> -spare)
