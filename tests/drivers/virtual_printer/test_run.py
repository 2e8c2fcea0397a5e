"""A run comes out where it is put, bold with a dot more, and in parts where it does not fit."""

from __future__ import annotations

from drivers.virtual_printer.glyphs import PLAIN, Glyph, Scale, cut_glyph
from drivers.virtual_printer.run import MAX_PLACES, Run, picture_run
from receipts.dots import ank
from wire.bitmap import Bitmap

PAPER = 384


def letters(text: str, bold: bool = False) -> Run:
    glyphs = tuple(cut_glyph(ank(char), 12, PLAIN, PAPER) for char in text)
    return Run(text, glyphs, PAPER, bold=bold)


def row(data: bytes, y: int) -> int:
    stride = PAPER // 8
    return int.from_bytes(data[y * stride : (y + 1) * stride], "big")


def test_a_run_is_moved_right_and_filled_up_with_white() -> None:
    rows = letters("A").rows(shift=100, height=30)
    assert len(rows) == 30 * PAPER // 8
    assert row(rows, 4) == ank("A")[4] << PAPER - 112
    assert row(rows, 29) == 0


def test_bold_burns_each_dot_once_more_at_its_right() -> None:
    rows = letters("A", bold=True).rows(shift=0, height=24)
    for y, dots in enumerate(ank("A")):
        assert row(rows, y) == (dots << 1 | dots) << PAPER - 13


def test_bold_at_the_right_edge_does_not_begin_a_row_again() -> None:
    full = Run("X", (Glyph((1 << 24 * PAPER) - 1, PAPER, 24),), PAPER, bold=True)
    right = Run("|", (Glyph(sum(1 << PAPER * y for y in range(24)), 12, 24),), PAPER, bold=True)
    assert full.rows(0, 24) == b"\xff" * (24 * PAPER // 8)
    assert all(row(right.rows(PAPER - 12, 24), y) == 1 for y in range(24))


def test_small_glyphs_stand_at_the_bottom_beside_large_ones() -> None:
    small = cut_glyph(ank("A"), 12, PLAIN, PAPER)
    large = cut_glyph(ank("A"), 12, PLAIN._replace(scale=Scale(2, 2)), PAPER)
    run = Run("AA", (large, small), PAPER)
    rows = run.rows(0, 48)
    assert tuple(row(rows, y) >> PAPER - 36 & 0xFFF for y in range(24, 48)) == ank("A")
    assert run.height == 48


def test_a_run_says_how_much_of_it_fits_and_gives_parts() -> None:
    run = letters("ABCDE")
    assert (run.fitting(0, 35), run.fitting(2, 1000), run.fitting(4, 11)) == (2, 5, 4)
    assert (run.part(1, 3).text, run.part(1, 3).width) == ("BC", 24)


def test_it_is_kept_for_few_places() -> None:
    run = letters("A")
    for shift in range(3 * MAX_PLACES):
        run.rows(shift, 24)
    assert len(run._rows) <= MAX_PLACES


def test_a_picture_in_the_line_is_a_run_without_words() -> None:
    run = picture_run(Bitmap(11, 2, b"\xa0\x20\x40\x40"), 9, PAPER)
    assert (run.text, run.width, run.height) == ("", 9, 2)
    assert row(run.rows(0, 2), 0) == 0b101000000 << PAPER - 9
    assert row(run.rows(0, 2), 1) == 0b010000000 << PAPER - 9
