"""Braille dots: each in its place, lines without gaps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from countersign.tui.braille import BrailleSheet, bresenham

PLACES = st.integers(-40, 40)


def test_each_dot_of_a_cell_is_where_unicode_has_it() -> None:
    found = ""
    for y in range(4):
        for x in range(2):
            sheet = BrailleSheet(1, 1)
            sheet.dot(x, y)
            found += sheet.text(0)
    assert found == "⠁⠈⠂⠐⠄⠠⡀⢀"


def test_a_dot_outside_the_sheet_is_not_there_to_blacken() -> None:
    sheet = BrailleSheet(2, 1)
    for x, y in ((-1, 0), (0, -1), (4, 0), (0, 4)):
        sheet.dot(x, y)
    assert sheet.text(0) == "  "


def test_a_line_is_drawn_across_cells() -> None:
    sheet = BrailleSheet(3, 1)
    sheet.line(0, 0, 5, 0)
    assert sheet.text(0) == "⠉⠉⠉"
    assert sheet.row(0) == bytes([0x09] * 3)


@given(PLACES, PLACES, PLACES, PLACES)
def test_a_line_has_no_gap_and_both_its_ends(x0: int, y0: int, x1: int, y1: int) -> None:
    points = list(bresenham(x0, y0, x1, y1))
    assert points[0] == (x0, y0)
    assert points[-1] == (x1, y1)
    assert len(points) == max(abs(x1 - x0), abs(y1 - y0)) + 1
    assert all(max(abs(c - a), abs(d - b)) == 1 for (a, b), (c, d) in pairwise(points))
