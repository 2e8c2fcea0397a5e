"""A picture of the display: where it can be touched, and a dark one."""

from __future__ import annotations

import pytest
from rich.style import Style

from countersign.tui.picture import Picture, Touch, dark
from terminal.keys import Key


def test_a_touch_reaches_the_keys_of_its_own_cells_and_no_others() -> None:
    picture = Picture((), (Touch(3, 2, 5, (Key.F2,)),))
    reached = [(x, y) for y in range(6) for x in range(8) if picture.keys_at(x, y)]
    assert reached == [(2, 3), (3, 3), (4, 3)]
    assert picture.keys_at(2, 3) == (Key.F2,)


def test_a_dark_display_is_blank_but_for_its_words_in_the_middle() -> None:
    lines = [strip.text.strip() for strip in dark(34, 12, Style(), "已断电").strips]
    assert lines == [""] * 6 + ["已断电"] + [""] * 5


def test_a_dark_display_without_words_is_blank() -> None:
    assert {strip.text for strip in dark(34, 12, Style(), "").strips} == {" " * 34}


@pytest.mark.parametrize("height", [0, 1])
def test_a_dark_display_with_hardly_any_lines_has_just_those(height: int) -> None:
    assert len(dark(34, height, Style(), "no power").strips) == height
