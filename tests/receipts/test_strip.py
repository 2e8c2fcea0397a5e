"""The strip of paper in dots: sizes, places, gaps."""

import pytest

from receipts import dots, qr, strip
from receipts.paper import MM58, MM80, Paper
from receipts.slip import Align, Cut, Document, Feed, Picture, Qr, Rule, Size, Text
from wire.bitmap import Bitmap


def burnt(*blocks: Text | Feed | Picture | Rule | Qr | Cut, paper: Paper = MM58) -> Bitmap:
    return strip.render(Document(blocks, "test"), paper)


def test_a_line_is_its_glyphs_side_by_side() -> None:
    rows = strip.text_rows("中A")
    assert rows == [
        hanzi << 12 | ank for hanzi, ank in zip(dots.hanzi("中"), dots.ank("A"), strict=True)
    ]


def test_a_large_glyph_has_every_dot_four_times() -> None:
    small, large = strip.text_rows("中"), strip.text_rows("中", Size.LARGE)
    for y in range(48):
        for x in range(48):
            assert large[y] >> (47 - x) & 1 == small[y // 2] >> (23 - x // 2) & 1


def test_wide_and_tall_double_one_direction_each() -> None:
    assert len(strip.text_rows("A", Size.WIDE)) == 24
    assert max(strip.text_rows("A", Size.WIDE)).bit_length() > 12
    assert strip.text_rows("A", Size.TALL)[::2] == strip.text_rows("A")


@pytest.mark.parametrize("align", Align)
def test_bold_burns_every_dot_once_more_at_its_right(align: Align) -> None:
    thin = strip.bitmap_rows(burnt(Text("Ag中", align=align)))
    bold = strip.bitmap_rows(burnt(Text("Ag中", align=align, bold=True)))
    assert bold == [row | row >> 1 for row in thin]
    assert bold != thin


@pytest.mark.parametrize(
    ("align", "left"), [(Align.LEFT, 0), (Align.CENTRE, 184), (Align.RIGHT, 368)]
)
def test_a_picture_stands_where_it_should(align: Align, left: int) -> None:
    square = Bitmap(16, 1, b"\xff\xff")
    row = burnt(Picture(square, align)).row(0)
    assert int.from_bytes(row, "big") == 0xFFFF << (384 - 16 - left)


def test_lines_advance_by_their_height_and_a_gap() -> None:
    assert burnt(Text("a")).height == 30
    assert burnt(Text("a", Size.WIDE)).height == 30
    assert burnt(Text("a", Size.TALL), Feed(2)).height == 54 + 60
    assert burnt(Picture(Bitmap.blank(8, 7)), Cut()).height == 7


def test_a_rule_reaches_from_edge_to_edge_on_both_papers() -> None:
    for paper in (MM58, MM80):
        rule = burnt(Rule(), paper=paper)
        assert rule.width == paper.width_dots
        inked = int.from_bytes(rule.row(12), "big") | int.from_bytes(rule.row(13), "big")
        assert inked.bit_length() > paper.width_dots - dots.ANK_DOTS
        assert inked & 0xFFF


def test_a_code_stands_in_the_middle() -> None:
    code = qr.symbol("https://example.test", 4)
    left = (384 - code.width) // 2
    printed = strip.bitmap_rows(burnt(Qr("https://example.test", 4)))
    assert printed == [row << 384 - code.width - left for row in strip.bitmap_rows(code)]
