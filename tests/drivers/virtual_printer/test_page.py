"""A page takes dots in four directions, within its areas, and is read in the order they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer import page as pages
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.page import Area, Item, Page
from wire.bitmap import Bitmap

WIDTH = 16
F = (0b111, 0b100, 0b110, 0b100)
"""A letter that looks different from every side: three dots wide, four high."""

UPRIGHT = ["###", "#..", "##.", "#.."]
UPWARDS = ["#...", "#.#.", "####"]
OVER = ["..#", ".##", "..#", "###"]
DOWNWARDS = ["####", ".#.#", "...#"]


def drawn(page: Page) -> list[str]:
    return [f"{row:0{WIDTH}b}".replace("0", ".").replace("1", "#") for row in page.rows]


def window(page: Page, left: int, top: int, shape: list[str]) -> list[str]:
    return [row[left : left + len(shape[0])] for row in drawn(page)[top : top + len(shape)]]


@pytest.mark.parametrize(
    ("direction", "shape", "left", "top"),
    [(0, UPRIGHT, 2 + 1, 3 + 2), (1, UPWARDS, 2 + 2, 3 + 8 - 1 - 3),
     (2, OVER, 2 + 10 - 1 - 3, 3 + 8 - 2 - 4), (3, DOWNWARDS, 2 + 10 - 2 - 4, 3 + 1)],
)  # fmt: skip
def test_dots_lie_as_the_direction_says(
    direction: int, shape: list[str], left: int, top: int
) -> None:
    page = Page(WIDTH)
    assert page.lay(Area(2, 3, 10, 8, direction), F, 3, x=1, y=2)
    assert window(page, left, top, shape) == shape
    assert sum(row.bit_count() for row in page.rows) == sum(row.bit_count() for row in F)


@given(
    st.integers(0, 3),
    st.integers(-5, 15),
    st.integers(-5, 15),
    st.integers(1, WIDTH),
    st.integers(1, 9),
)
def test_what_is_outside_the_area_is_lost(
    direction: int, x: int, y: int, width: int, height: int
) -> None:
    page, area = Page(WIDTH), Area(0, 2, width, height, direction)
    black = (0b111,) * 3
    visible = len(range(max(0, x), min(area.along, x + 3))) * len(
        range(max(0, y), min(area.across, y + 3))
    )
    assert page.lay(area, black, 3, x, y) is (visible > 0)
    assert sum(row.bit_count() for row in page.rows) == visible
    for number, row in enumerate(page.rows):
        assert row >> WIDTH == 0
        assert not row or 2 <= number < 2 + height


def test_a_page_is_as_long_as_the_areas_that_were_used() -> None:
    page = Page(WIDTH)
    page.lay(Area(0, 0, 4, 5), F, 3, 0, 0)
    page.lay(Area(0, 10, 4, 20), F, 3, 0, 0)
    assert (page.height, len(page.rows)) == (30, 14)


def words(direction: int, line: int, place: int, text: str) -> Item:
    return Item(
        direction, line, place, place, 12 * len(text), (place, line, 12 * len(text), 24), text
    )


def test_pieces_of_one_line_are_one_with_blanks_between() -> None:
    page = Page(WIDTH)
    for item in (words(0, 24, 120, "b"), words(0, 60, 0, "c"), words(0, 24, 12, "a")):
        page.note(item)
    assert [(item.text, item.box) for item in page.lines()] == [
        ("a        b", (12, 24, 120, 24)),
        ("c", (0, 60, 12, 24)),
    ]


def test_each_direction_is_read_by_itself() -> None:
    page = Page(WIDTH)
    for item in (words(1, 30, 0, "side"), words(0, 90, 0, "below"), words(0, 30, 0, "above")):
        page.note(item)
    assert [item.text for item in page.lines()] == ["above", "below", "side"]


@pytest.mark.parametrize("direction", range(4))
def test_lines_and_places_grow_as_one_reads(direction: int) -> None:
    area = Area(3, 5, 40, 60, direction)
    first, further, next_line = (area.reading_order(*at) for at in ((0, 0), (9, 0), (0, 7)))
    assert first < further < next_line
    assert first[0] == further[0]


def test_clearing_an_area_leaves_the_rest() -> None:
    page = Page(WIDTH)
    left, right = Area(0, 0, 8, 8), Area(8, 0, 8, 8)
    for area in (left, right):
        page.lay(area, F, 3, 0, 0)
        page.note(Item(0, 4, area.left, 0, 3, area.on_page(0, 0, 3, 4), "F"))
    page.clear(left)
    assert drawn(page)[0] == "........###....."
    assert [item.place for item in page.lines()] == [8]


def test_what_a_page_remembers_has_a_limit() -> None:
    page = Page(WIDTH)
    for number in range(pages.MAX_ITEMS + 5):
        page.note(words(0, number, 0, "a"))
    assert len(page._items) == pages.MAX_ITEMS
    page = Page(WIDTH)
    picture = Drawn(Bitmap.blank(800, 1000))
    for number in range(50):
        page.note(Item(0, number, 0, 0, 800, (0, 0, 800, 1000), "", drawn=picture))
    assert len(page._items) * 100_000 <= pages.MAX_PICTURE_BYTES
