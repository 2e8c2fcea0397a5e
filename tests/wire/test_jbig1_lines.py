"""Contexts of a line: every dot's ten neighbours, one by one, against the lanes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.pictures import noise
from wire.bitmap import Bitmap
from wire.jbig1_entity import Flag, Header
from wire.jbig1_lines import Lines, packed, spread

# Neighbours by name of the line, most significant first, as the spec writes them (dx, dy).
THREE_LINES = [(-1, 2), (0, 2), (1, 2), *((dx, 1) for dx in range(-2, 3)), (-2, 0), (-1, 0)]
TWO_LINES = [*((dx, 1) for dx in range(-3, 3)), *((dx, 0) for dx in range(-4, 0))]


def header(image: Bitmap, flags: Flag, up: int = 0) -> Header:
    return Header(image.width, image.height, 128, 127, up, 0, flags)


def dot(image: Bitmap, x: int, y: int) -> bool:
    return 0 <= x < image.width and y >= 0 and image.pixel(x, y)


def context(image: Bitmap, x: int, y: int, neighbours: list[tuple[int, int]]) -> int:
    bits = "".join("01"[dot(image, x + dx, y - dy)] for dx, dy in neighbours)
    return int(bits, 2)


@pytest.mark.parametrize(
    ("flags", "neighbours"), [(Flag(0), THREE_LINES), (Flag.LRLTWO, TWO_LINES)], ids=["3", "2"]
)
@pytest.mark.parametrize("width", [1, 2, 7, 8, 33])
def test_decisions_hold_each_dot_and_its_ten_neighbours(
    flags: Flag, neighbours: list[tuple[int, int]], width: int
) -> None:
    image = noise(width, 12, 0.5)
    lines = Lines(header(image, flags))
    for y in range(image.height):
        expected = tuple(
            context(image, x, y, neighbours) * 2 + image.pixel(x, y) for x in range(width)
        )
        assert lines.decisions(spread(image.row(y))) == expected
        lines.add(image.row(y), spread(image.row(y)))


@pytest.mark.parametrize(("left", "up"), [(0, 1), (5, 1), (-6, 1), (0, 2), (-3, 4), (127, 3)])
@pytest.mark.parametrize(
    ("flags", "neighbours", "place"), [(Flag(0), THREE_LINES, 7), (Flag.LRLTWO, TWO_LINES, 5)]
)
def test_a_moved_adaptive_pixel_is_seen_where_it_moved(
    flags: Flag, neighbours: list[tuple[int, int]], place: int, left: int, up: int
) -> None:
    image = noise(140, 7, 0.5)
    lines = Lines(header(image, flags, up=4))
    lines.move(left, up)
    moved = [*neighbours[:place], (-left, up), *neighbours[place + 1 :]]
    for y in range(image.height):
        lanes = spread(image.row(y))
        assert [d >> 1 for d in lines.decisions(lanes)] == [
            context(image, x, y, moved) for x in range(image.width)
        ]
        lines.add(image.row(y), lanes)


def test_an_adaptive_pixel_in_the_line_itself_is_left_to_the_decoder() -> None:
    lines = Lines(header(Bitmap.blank(8, 2), Flag(0)))
    assert lines.lag == 0
    lines.move(5, 0)
    assert lines.lag == 5
    assert lines.adaptive_bit == 4
    lines.move(0, 0)
    assert lines.lag == 0


def test_a_repeated_line_is_seen_twice_above() -> None:
    image = Bitmap(8, 1, b"\x81")
    once, twice = (Lines(header(image, Flag(0))) for _ in range(2))
    for lines in (once, twice):
        lines.add(image.row(0), spread(image.row(0)))
    once.add(image.row(0), spread(image.row(0)))
    twice.repeat()
    assert once.contexts() == twice.contexts()


@given(st.lists(st.integers(0, 1), min_size=1, max_size=50))
def test_dots_are_packed_and_spread_without_loss(dots: list[int]) -> None:
    row = packed(bytes(dots))
    assert [spread(row) >> 16 * x & 0xFFFF for x in range(len(dots))] == dots
