"""The narrow fonts: every size has every character, rules join, and the size of slips is theirs."""

from __future__ import annotations

import pytest

from receipts import dots
from receipts.narrow_dots import CELLS, has, narrow

SIZES = pytest.mark.parametrize(("width", "height"), CELLS)


@SIZES
@pytest.mark.parametrize("char", ["A", "g", "é", "Ř", "Ω", "Ж", "ｱ", "€", "₩", "¥", "█"])
def test_a_glyph_has_ink_and_stays_in_its_cell(char: str, width: int, height: int) -> None:
    rows = narrow(char, width, height)
    assert len(rows) == height
    assert 0 < max(rows) < 1 << width


@SIZES
def test_letters_differ_from_each_other(width: int, height: int) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ÀÂÄĄĄčćÇŁÉЖДЯцщ"
    assert len({narrow(letter, width, height) for letter in letters}) == len(set(letters))


def test_font_a_is_the_font_of_slips() -> None:
    for code in range(0x20, 0x7F):
        assert narrow(chr(code), 12, 24) == dots.ank(chr(code))


@SIZES
@pytest.mark.parametrize("char", ["א", "ع", "ก", "中", "\x07", "😀"])
def test_a_character_the_font_has_not_is_the_mark(char: str, width: int, height: int) -> None:
    assert not has(char)
    assert narrow(char, width, height) == narrow("〓", width, height)
    assert any(narrow(char, width, height))


@SIZES
@pytest.mark.parametrize(
    ("left", "right"), [("┌", "┐"), ("├", "┤"), ("╘", "╛"), ("╪", "╪"), ("─", "┴"), ("╭", "╮")]
)
def test_rules_go_on_from_cell_to_cell(left: str, right: str, width: int, height: int) -> None:
    leaves = [row & 1 for row in narrow(left, width, height)]
    enters = [row >> width - 1 & 1 for row in narrow(right, width, height)]
    assert any(leaves)
    assert leaves == enters


@SIZES
@pytest.mark.parametrize(("upper", "lower"), [("┌", "└"), ("╔", "║"), ("┬", "┴"), ("╥", "╫")])
def test_rules_go_on_from_line_to_line(upper: str, lower: str, width: int, height: int) -> None:
    last, first = narrow(upper, width, height)[-1], narrow(lower, width, height)[0]
    assert last == first != 0


def test_a_capital_with_an_accent_is_not_cut_at_the_top() -> None:
    for width, height in CELLS:
        assert len([row for row in narrow("É", width, height) if row]) > len(
            [row for row in narrow("e", width, height) if row]
        )
