"""Glyphs are cut once for each size, with the font's dots in the paper's rows."""

from __future__ import annotations

from drivers.virtual_printer import glyphs
from drivers.virtual_printer.glyphs import NORMAL, GlyphCase, Scale, glyph_case
from receipts.dots import ank, hanzi

PAPER = 384


def rows(dots: int, height: int) -> tuple[int, ...]:
    edge = (1 << PAPER) - 1
    return tuple(dots >> PAPER * (height - 1 - y) & edge for y in range(height))


def test_a_glyph_holds_its_rows_a_paper_width_apart() -> None:
    glyph = GlyphCase(PAPER, NORMAL, NORMAL)["签"]
    assert (glyph.width, glyph.height, rows(glyph.dots, 24)) == (24, 24, hanzi("签"))


def test_ascii_and_hanzi_have_sizes_of_their_own() -> None:
    case = GlyphCase(PAPER, Scale(2, 1), Scale(1, 2))
    assert (case["A"].width, case["A"].height) == (24, 24)
    assert (case["签"].width, case["签"].height) == (24, 48)
    assert rows(case["签"].dots, 48)[::2] == hanzi("签")


def test_doubling_doubles_every_dot() -> None:
    doubled = GlyphCase(PAPER, Scale(2, 1), NORMAL)["A"]
    first, wide = ank("A")[4], rows(doubled.dots, 24)[4]
    assert f"{wide:024b}" == "".join(bit * 2 for bit in f"{first:012b}")


def test_a_run_is_its_glyphs_side_by_side() -> None:
    run = GlyphCase(PAPER, NORMAL, NORMAL).run("A签")
    expected = tuple(a << 24 | b for a, b in zip(ank("A"), hanzi("签"), strict=True))
    assert (run.width, run.height, rows(run.dots, 24)) == (36, 24, expected)


def test_an_empty_run_is_nothing() -> None:
    assert GlyphCase(PAPER, NORMAL, NORMAL).run("") == (0, 0, 0)


def test_what_is_kept_has_a_limit() -> None:
    case = GlyphCase(PAPER, NORMAL, NORMAL)
    for number in range(glyphs.MAX_KEPT_RUNS + 1):
        case.run(str(number))
    assert len(case._runs) == 1
    for code in range(0x4E00, 0x4E00 + glyphs.MAX_KEPT):
        case[chr(code)]
    assert len(case) <= glyphs.MAX_KEPT


def test_printers_of_one_size_share_a_case() -> None:
    assert glyph_case(PAPER, NORMAL, NORMAL) is glyph_case(PAPER, Scale(1, 1), Scale(1, 1))
