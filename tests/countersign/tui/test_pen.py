"""The pen: screen cells to pad units and back, undistorted, never outside the pad."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countersign.tui.braille import BrailleSheet
from countersign.tui.pen import PadArea, Pen
from receipts.strokes import PAD_HEIGHT, PAD_WIDTH, Point

SIZES = st.tuples(st.integers(4, 200), st.integers(2, 60))


@given(SIZES)
def test_the_pad_fits_and_is_not_distorted(size: tuple[int, int]) -> None:
    area = PadArea.within(*size)
    assert area.columns <= size[0]
    assert area.rows <= size[1]
    units_a_cell = PAD_WIDTH / area.columns
    assert area.rows * units_a_cell * 2 >= PAD_HEIGHT - 2 * units_a_cell


@given(SIZES, st.floats(-50, 300), st.floats(-50, 300), st.booleans())
def test_a_point_is_always_on_the_pad(
    size: tuple[int, int], x: float, y: float, exact: bool
) -> None:
    point = PadArea.within(*size).point(x, y, exact)
    assert 0 <= point[0] < PAD_WIDTH
    assert 0 <= point[1] < PAD_HEIGHT


def test_without_pixels_the_pen_is_in_the_middle_of_its_cell() -> None:
    area = PadArea(48, 10)
    assert area.point(0, 0, exact=False) == (4, 8)
    assert area.point(47, 9, exact=False) == (380, 152)


def test_with_pixels_the_pen_is_where_it_is() -> None:
    assert PadArea(48, 10).point(0.25, 0.75, exact=True) == (2, 12)


def test_a_dot_shows_the_place_of_its_point() -> None:
    area = PadArea(48, 10)
    assert area.dot(*area.point(10, 5, exact=False)) == (21, 22)


def _drawn(points: list[Point]) -> tuple[str, Pen]:
    area = PadArea(48, 10)
    sheet = BrailleSheet(area.columns, area.rows)
    pen = Pen(sheet, area)
    for point in points:
        pen.move(point)
    pen.lift()
    return "\n".join(sheet.text(row) for row in range(sheet.rows)), pen


def test_a_tap_leaves_one_dot() -> None:
    picture, pen = _drawn([(100, 80)])
    assert len(picture.replace(" ", "").replace("\n", "")) == 1
    assert pen.stroke == ((100, 80),)


def test_a_straight_stroke_stays_straight() -> None:
    picture, _ = _drawn([(x, 80) for x in (8, 100, 200, 380)])
    lines = [line for line in picture.split("\n") if line.strip()]
    assert lines == [" " + "⠉" * 47]


def test_standing_still_adds_no_point() -> None:
    _, pen = _drawn([(5, 5), (5, 5), (9, 5)])
    assert pen.stroke == ((5, 5), (9, 5))


def test_a_stroke_begun_on_one_sheet_goes_on_on_another() -> None:
    points = [(8, 8), (100, 90), (200, 20)]
    picture, pen = _drawn(points)
    small, area = BrailleSheet(48, 10), PadArea(48, 10)
    again = pen.again_on(small, area)
    again.lift()
    assert again.stroke == tuple(points)
    assert "\n".join(small.text(row) for row in range(10)) == picture


@pytest.mark.parametrize("points", [2, 3, 7])
def test_the_cells_told_hold_everything_drawn(points: int) -> None:
    area = PadArea(48, 10)
    sheet = BrailleSheet(area.columns, area.rows)
    pen = Pen(sheet, area)
    for i in range(points):
        before = [sheet.row(row) for row in range(sheet.rows)]
        told = pen.move((20 + 50 * i, 20 + 37 * i % 120))
        changed = {
            (x, y)
            for y, row in enumerate(before)
            for x, cell in enumerate(row)
            if sheet.row(y)[x] != cell
        }
        assert all(told.contains(x, y) for x, y in changed)
