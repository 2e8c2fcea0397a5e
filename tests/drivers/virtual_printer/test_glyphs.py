"""A glyph is cut with the font's dots in the paper's rows, and with all that is done to them."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.glyphs import (
    PLAIN,
    Finish,
    Glyph,
    Scale,
    cut_glyph,
    in_paper_rows,
    stretched,
    turned,
)
from receipts.dots import ank, hanzi

PAPER = 384


def rows(glyph: Glyph) -> tuple[int, ...]:
    edge = (1 << PAPER) - 1
    return tuple(glyph.dots >> PAPER * (glyph.height - 1 - y) & edge for y in range(glyph.height))


def cut(finish: Finish, char: str = "A") -> Glyph:
    return cut_glyph(ank(char), 12, finish, PAPER)


def test_a_glyph_holds_its_rows_a_paper_width_apart() -> None:
    glyph = cut_glyph(hanzi("签"), 24, PLAIN, PAPER)
    assert (glyph.width, glyph.height, rows(glyph)) == (24, 24, hanzi("签"))


@pytest.mark.parametrize(("across", "down"), [(1, 2), (2, 1), (3, 5), (8, 8)])
def test_every_dot_is_as_wide_and_high_as_the_scale_says(across: int, down: int) -> None:
    glyph = cut(Finish(Scale(across, down)))
    assert (glyph.width, glyph.height) == (12 * across, 24 * down)
    for row, wide in zip(ank("A"), rows(glyph)[::down], strict=True):
        assert f"{wide:0{12 * across}b}" == "".join(bit * across for bit in f"{row:012b}")


def test_an_underline_is_the_last_rows_black_and_grows_in_no_size() -> None:
    glyph = cut(Finish(Scale(2, 2), underline=2))
    assert rows(glyph)[-2:] == ((1 << 24) - 1,) * 2
    assert rows(glyph)[:-2] == rows(cut(Finish(Scale(2, 2))))[:-2]


def test_the_space_beside_a_character_is_underlined_with_it() -> None:
    glyph = cut(Finish(after_dots=5, underline=1))
    assert (glyph.width, rows(glyph)[-1]) == (17, (1 << 17) - 1)


def test_reverse_is_white_on_black_and_not_underlined() -> None:
    glyph = cut(Finish(before_dots=1, after_dots=2, underline=2, reverse=True))
    assert rows(glyph) == tuple(row << 2 ^ (1 << 15) - 1 for row in ank("A"))


def test_bold_in_reverse_is_thicker_white() -> None:
    glyph = cut(Finish(reverse=True, bold=True))
    assert rows(glyph) == tuple((row | row >> 1) ^ 0xFFF for row in ank("A"))


def test_a_turned_character_lies_on_its_right_side_without_underline() -> None:
    glyph = cut(Finish(turned=True, underline=1), "L")
    assert (glyph.width, glyph.height) == (24, 12)
    lines = [f"{row:024b}" for row in rows(glyph)]
    upright = [f"{row:012b}" for row in ank("L")]
    for y in range(12):
        for x in range(24):
            assert lines[y][x] == upright[23 - x][y]


def test_a_turned_character_is_enlarged_before_it_is_turned() -> None:
    glyph = cut(Finish(Scale(2, 1), turned=True))
    assert (glyph.width, glyph.height) == (24, 24)


def test_spaces_do_not_make_a_character_wider_than_the_paper() -> None:
    glyph = cut(Finish(before_dots=200, after_dots=500))
    assert glyph.width == PAPER
    assert rows(glyph) == tuple(row << PAPER - 212 for row in ank("A"))


def test_four_quarter_turns_change_nothing() -> None:
    once = turned(ank("R"), 12)
    assert turned(turned(turned(once, 24), 12), 24) == ank("R")


def test_rows_become_one_number_from_the_top_down() -> None:
    assert in_paper_rows((1, 2, 3), 8) == 0x010203
    assert stretched(0b101, 3) == 0b111000111
