"""The dot font: its shape, its look, and that it is the same face as the PDF's."""

from collections.abc import Callable

import pytest

from receipts import dots
from tools import build_fonts

SLIP_TTF = (build_fonts.TARGET / "slip.ttf").read_bytes()

ZHONG = """
........................
...........##...........
...........##...........
...........##...........
...........##...........
...###################..
...###################..
...##......##.......##..
...##......##.......##..
...##......##.......##..
...##......##.......##..
...##......##.......##..
...##......##.......##..
...###################..
...###################..
...##......##.......##..
...##......##.......##..
...........##...........
...........##...........
...........##...........
...........##...........
...........##...........
...........##...........
........................
"""


def drawn(rows: dots.Rows, width: int) -> str:
    lines = (f"{row:0{width}b}".replace("0", ".").replace("1", "#") for row in rows)
    return "\n" + "\n".join(lines) + "\n"


def test_a_hanzi_reads_from_the_top_row_and_the_left_dot() -> None:
    assert drawn(dots.hanzi("中"), dots.HANZI_DOTS) == ZHONG


@pytest.mark.parametrize("char", ["银", "齉", "（", "￥", "瑄", "A", "g", "~", "@"])
def test_a_glyph_has_ink_and_stays_in_its_cell(char: str) -> None:
    rows = dots.glyph(char)
    assert len(rows) == dots.CELL_ROWS
    assert 0 < max(rows) < 1 << dots.cell_dots(char)


def test_a_space_is_white_in_both_widths() -> None:
    assert not any(dots.ank(" ") + dots.hanzi("\u3000"))


def test_every_letter_differs_from_every_other() -> None:
    letters = [chr(code) for code in range(0x20, 0x7F)]
    assert len({dots.ank(letter) for letter in letters}) == len(letters)


@pytest.mark.parametrize("char", ["\u00a5", "\U00020000", "\ud800", "㑇", ""])
def test_a_character_the_printer_has_not_is_the_geta_mark(char: str) -> None:
    assert dots.hanzi(char) == dots.hanzi("〓")


@pytest.mark.parametrize("char", ["中", "\n", "\x7f", "", "AB"])
def test_only_printable_ascii_is_narrow(char: str) -> None:
    with pytest.raises(ValueError, match="not printable ASCII"):
        dots.ank(char)


def test_the_dots_are_the_pdf_font_at_24_pixels() -> None:
    face = build_fonts.opened(SLIP_TTF)
    for char in "银联签购单商户待补齉":
        baked = build_fonts.dots(face, char, dots.HANZI_DOTS, build_fonts.BASELINE)
        assert b"".join(row.to_bytes(3, "big") for row in dots.hanzi(char)) == baked
    for char in "AMOUNT 1,234.56 gjpqy":
        baked = build_fonts.dots(face, char, dots.ANK_DOTS, build_fonts.ANK_BASELINE)
        assert b"".join((row << 4).to_bytes(2, "big") for row in dots.ank(char)) == baked


def test_small_hanzi_are_the_same_face_at_16_pixels() -> None:
    face = build_fonts.opened(SLIP_TTF, 16)
    for char in "银联签购单商户待补疆":
        baked = build_fonts.dots(face, char, 16, build_fonts.SMALL_BASELINE)
        assert b"".join(row.to_bytes(2, "big") for row in dots.small_hanzi(char)) == baked


@pytest.mark.parametrize("char", ["口", "囍", "齉", "\u00a5", "\ue000", "A"])
def test_a_small_hanzi_outside_gb2312_is_the_geta_mark(char: str) -> None:
    assert (dots.small_hanzi(char) == dots.small_hanzi("〓")) is (char != "口")


@pytest.mark.parametrize("glyph", [dots.hanzi, dots.small_hanzi])
@pytest.mark.parametrize(("left", "right"), ["┌┐", "┏┓", "├┤", "┣┫", "─┼"])
def test_wide_rules_go_on_from_cell_to_cell(
    glyph: Callable[[str], dots.Rows], left: str, right: str
) -> None:
    width = len(glyph(left))
    leaves = [row & 1 for row in glyph(left)]
    assert any(leaves)
    assert leaves == [row >> width - 1 & 1 for row in glyph(right)]


@pytest.mark.slow
def test_every_code_of_gbk_has_its_glyph_or_the_geta_mark() -> None:
    face, known = build_fonts.opened(SLIP_TTF), build_fonts.characters(SLIP_TTF)
    for char in build_fonts.gbk():
        shown = char if char in known else dots.GETA
        baked = build_fonts.dots(face, shown, dots.HANZI_DOTS, build_fonts.BASELINE)
        assert b"".join(row.to_bytes(3, "big") for row in dots.hanzi(char)) == baked, char
