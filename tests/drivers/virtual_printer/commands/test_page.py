"""The commands of page mode say where and how, and do nothing out of it."""

from __future__ import annotations

import pytest

from tests.drivers.virtual_printer.bench import ink, printed, skipped
from tests.drivers.virtual_printer.test_page_mode import PAGE, PRINT, area, word


def rule(fn: int, x1: int, y1: int, x2: int, y2: int, style: int = 1) -> bytes:
    places = b"".join(map(word, (x1, y1, x2, y2)))
    size = 14 if fn == 49 else 12
    return (
        b"\x1d(Q"
        + bytes([size, 0, fn])
        + places
        + bytes([1, style, 0, 0, 1][: 5 if fn == 49 else 3])
    )


def test_an_area_set_before_page_mode_is_the_page_s() -> None:
    assert printed(area(0, 0, 99, 44) + PAGE + b"A" + PRINT).bitmap.height == 44


def test_out_of_page_mode_they_change_nothing() -> None:
    assert printed(b"A\x18\x1b\x0c\x1bS\x1d$\x10\x00\x1d\\\x10\x00\n").text == "A\n"


@pytest.mark.parametrize(
    "command", [area(384, 0, 1, 1), area(0, 1662, 1, 1), area(0, 0, 0, 9), area(0, 0, 9, 0)]
)
def test_an_area_outside_the_page_is_refused(command: bytes) -> None:
    assert skipped(PAGE + command) == ["ESC W"]


def test_a_direction_that_there_is_not_is_refused() -> None:
    assert skipped(b"\x1bT\x04") == ["ESC T"]


def test_an_area_too_large_ends_where_the_page_does() -> None:
    assert printed(PAGE + area(0, 1600, 9999, 9999) + b"A" + PRINT).bitmap.height == 1662


@pytest.mark.parametrize(
    ("style", "pattern"),
    [(1, "1" * 40), (2, "1100" * 10), (3, "111111110000" * 4), (5, "11111111001100" * 3)],
)
def test_a_line_along_the_page_is_two_dots_thick_and_of_its_style(style: int, pattern: str) -> None:
    slip = printed(PAGE + area(0, 0, 60, 60) + rule(48, 5, 10, 44, 10, style) + PRINT)
    expected = int("00000" + pattern[:40] + "0" * 15, 2)
    assert ink(slip.bitmap, 9, 4, 0, 60) == (0, expected, expected, 0)


def test_a_double_line_has_white_between() -> None:
    slip = printed(PAGE + area(0, 0, 60, 60) + rule(48, 0, 10, 59, 10, 4) + PRINT)
    black = (1 << 60) - 1
    assert ink(slip.bitmap, 9, 5, 0, 60) == (0, black, 0, black, 0)


def test_a_line_down_the_page_goes_from_line_to_line() -> None:
    slip = printed(PAGE + area(0, 0, 60, 60) + rule(48, 7, 50, 7, 3) + PRINT)
    column = ink(slip.bitmap, 0, 60, 0, 60)
    assert [y for y, row in enumerate(column) if row] == list(range(3, 51))
    assert set(column) == {0, 0b11 << 51}


def test_a_rectangle_has_four_sides_within_its_corners() -> None:
    slip = printed(PAGE + area(0, 0, 60, 60) + rule(49, 10, 20, 29, 39) + PRINT)
    rows = [f"{row:060b}"[10:30] for row in ink(slip.bitmap, 20, 20, 0, 60)]
    assert rows[:2] == rows[-2:] == ["1" * 20] * 2
    assert set(rows[2:-2]) == {"11" + "0" * 16 + "11"}


def test_lines_are_drawn_in_the_direction_of_the_page() -> None:
    slip = printed(PAGE + area(0, 0, 60, 60) + b"\x1bT\x03" + rule(48, 0, 0, 59, 0) + PRINT)
    assert ink(slip.bitmap, 0, 60, 0, 60) == (0b11,) * 60


def test_a_slanting_line_or_one_out_of_page_mode_is_refused() -> None:
    assert skipped(PAGE + rule(48, 0, 0, 9, 9)) == ["GS ( Q 48"]
    assert skipped(rule(48, 0, 0, 9, 0) + rule(49, 0, 0, 9, 9)) == ["GS ( Q 48", "GS ( Q 49"]


def test_a_page_without_an_area_is_as_large_as_the_largest_that_is_set() -> None:
    largest = b"\x1d(P\x08\x000" + word(120) + word(60) + b"\x00\x00\x01"
    slip = printed(largest + PAGE + b"1" * 12 + PRINT)
    assert (slip.bitmap.height, slip.text) == (60, "1111111111\n11\n")
    assert skipped(PAGE + largest) == ["GS ( P 48"]
