"""Contexts of a line: every dot's ten neighbours, one by one, against the lanes."""

from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.pictures import noise
from wire.bitmap import Bitmap
from wire.jbig1_entity import Flag, Header
from wire.jbig1_lines import Lines, decisions, packed, runs, spread, template

# Neighbours by name of the line, most significant first, as the spec writes them (dx, dy).
THREE_LINES = [(-1, 2), (0, 2), (1, 2), *((dx, 1) for dx in range(-2, 3)), (-2, 0), (-1, 0)]
TWO_LINES = [*((dx, 1) for dx in range(-3, 3)), *((dx, 0) for dx in range(-4, 0))]


def header(image: Bitmap, flags: Flag, up: int = 0) -> Header:
    return Header(image.width, image.height, 128, 127, up, 0, flags)


def dots(image: Bitmap, y: int) -> bytes:
    return bytes(image.pixel(x, y) for x in range(image.width))


def dot(image: Bitmap, x: int, y: int) -> bool:
    return 0 <= x < image.width and y >= 0 and image.pixel(x, y)


def context(image: Bitmap, x: int, y: int, neighbours: list[tuple[int, int]]) -> int:
    bits = "".join("01"[dot(image, x + dx, y - dy)] for dx, dy in neighbours)
    return int(bits, 2)


@pytest.mark.parametrize(
    ("flags", "neighbours"), [(Flag(0), THREE_LINES), (Flag.LRLTWO, TWO_LINES)], ids=["3", "2"]
)
@pytest.mark.parametrize("width", [1, 2, 7, 8, 33])
@pytest.mark.parametrize("black", [0.5, 0.01])
def test_decisions_hold_each_dot_and_its_ten_neighbours(
    flags: Flag, neighbours: list[tuple[int, int]], width: int, black: float
) -> None:
    image = noise(width, 60, black)
    assert [list(map(ord, line)) for line in decisions(image, template(header(image, flags)))] == [
        [context(image, x, y, neighbours) * 2 + image.pixel(x, y) for x in range(width)]
        for y in range(image.height)
    ]


@pytest.mark.parametrize(
    ("left", "up"), [(0, 0), (0, 1), (5, 1), (-6, 1), (0, 2), (-3, 4), (127, 3)]
)
@pytest.mark.parametrize(
    ("flags", "neighbours", "place", "own"),
    [(Flag(0), THREE_LINES, 7, 2), (Flag.LRLTWO, TWO_LINES, 5, 4)],
)
def test_contexts_hold_what_lies_above_and_the_adaptive_pixel_where_it_moved(
    flags: Flag, neighbours: list[tuple[int, int]], place: int, own: int, left: int, up: int
) -> None:
    image = noise(140, 7, 0.5)
    lines = Lines(header(image, flags, up=4))
    lines.move(left, up)
    moved = list(neighbours)
    if (left, up) != (0, 0):
        moved[place] = (-left, up)
    for y in range(image.height):
        assert [number >> own for number in map(ord, lines.contexts())] == [
            context(image, x, y, moved) >> own for x in range(image.width)
        ]
        lines.add(dots(image, y))


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
        lines.add(dots(image, 0))
    once.add(dots(image, 0))
    twice.repeat()
    assert once.contexts() == twice.contexts()


@given(st.text("\0\0\0\0\x01\u0400\u07ff", max_size=200))
def test_runs_are_the_same_numbers(numbers: str) -> None:
    counted = [chain(repeat(0, zeros), others) for zeros, others in runs(numbers)]
    assert list(chain.from_iterable(counted)) == list(map(ord, numbers))


def test_long_white_is_one_run() -> None:
    assert [(zeros, list(others)) for zeros, others in runs("\x01" + "\0" * 90 + "\x02")] == [
        (0, [1]),
        (90, [2]),
    ]


@given(st.integers(1, 50).flatmap(lambda w: st.lists(st.binary(min_size=w, max_size=w))))
def test_dots_are_packed_and_spread_without_loss(pattern: list[bytes]) -> None:
    lines = [bytes(byte & 1 for byte in line) for line in pattern]
    rows = packed(lines)
    width = len(lines[0]) if lines else 0
    stride = (width + 7) // 8
    for y, line in enumerate(lines):
        lanes = spread(rows[y * stride : (y + 1) * stride])
        assert [lanes >> 16 * x & 0xFFFF for x in range(width)] == list(line)
