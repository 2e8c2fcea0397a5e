"""A line takes what fits, whatever the sizes in it, and stands on its lowest row."""

from __future__ import annotations

from drivers.virtual_printer.glyphs import NORMAL, GlyphCase, Scale
from drivers.virtual_printer.line import PrintLine
from receipts.dots import ank
from wire.bitmap import Bitmap

PAPER = 384
PLAIN = GlyphCase(PAPER, NORMAL, NORMAL)
LARGE = GlyphCase(PAPER, Scale(2, 2), Scale(2, 2))


def row(data: bytes, y: int) -> int:
    stride = PAPER // 8
    return int.from_bytes(data[y * stride : (y + 1) * stride], "big")


def test_what_does_not_fit_is_handed_back() -> None:
    line = PrintLine(PAPER)
    assert line.write("1" * 30, PLAIN, bold=False) == ""
    assert line.write("签签2", PLAIN, bold=False) == "签2"
    assert ("".join(line.text), line.used_dots) == ("1" * 30 + "签", 384)


def test_small_characters_stand_at_the_bottom_beside_large_ones() -> None:
    line = PrintLine(PAPER)
    line.write("A", LARGE, bold=False)
    line.write("A", PLAIN, bold=False)
    rows = line.rows(shift=0, height=48)
    small = tuple(row(rows, y) >> PAPER - 36 & 0xFFF for y in range(24, 48))
    assert (line.height, small) == (48, ank("A"))


def test_a_line_is_moved_right_and_filled_up_with_white() -> None:
    line = PrintLine(PAPER)
    line.write("A", PLAIN, bold=False)
    rows = line.rows(shift=100, height=30)
    assert len(rows) == 30 * PAPER // 8
    assert row(rows, 4) == ank("A")[4] << PAPER - 112
    assert row(rows, 29) == 0


def test_bold_and_plain_stand_in_one_line() -> None:
    line = PrintLine(PAPER)
    line.write("A", PLAIN, bold=False)
    line.write("A", PLAIN, bold=True)
    dots = ank("A")[12]
    expected = dots << PAPER - 12 | (dots | dots >> 1) << PAPER - 24
    assert row(line.rows(0, 24), 12) >> PAPER - 24 == expected >> PAPER - 24


def test_a_tab_beyond_the_paper_stays() -> None:
    line = PrintLine(PAPER)
    line.tab()
    assert line.used_dots == 96
    line.used_dots = 300
    line.tab()
    assert line.used_dots == 300


def test_a_picture_stands_in_the_line_on_its_lowest_row() -> None:
    line = PrintLine(PAPER)
    line.write("A", PLAIN, bold=False)
    line.insert(Bitmap(3, 2, b"\xa0\x40"))
    rows = line.rows(shift=0, height=24)
    inserted = tuple(row(rows, y) >> PAPER - 15 & 0b111 for y in (21, 22, 23))
    assert (inserted, line.used_dots) == ((0, 0b101, 0b010), 15)


def test_what_juts_out_of_the_paper_is_lost() -> None:
    line = PrintLine(PAPER)
    line.used_dots = PAPER - 2
    line.insert(Bitmap(8, 1, b"\xff"))
    assert (line.used_dots, row(line.rows(0, 1), 0)) == (PAPER, 0b11)


def test_pictures_alone_are_a_picture_and_with_words_a_text() -> None:
    line = PrintLine(PAPER)
    line.insert(Bitmap(3, 2, b"\xa0\x40"))
    assert (line.is_picture, line.picture) == (True, Bitmap(3, 2, b"\xa0\x40"))
    line.write("A", PLAIN, bold=False)
    assert not line.is_picture
