"""Characters as the print head gets them: each one integer, cut for the width of the paper.

A `Glyph` holds its rows one `width_dots` of the paper apart, so that a whole line of text is put
together by one shift and one `or` a character, whatever its height.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from receipts.dots import CELL_ROWS, cell_dots, glyph

MAX_KEPT = 4096
"""Glyphs kept for one size; all of everyday Chinese, and at most 10 MB."""

MAX_KEPT_RUNS = 512
"""Lines kept for one size: at most 2 MB."""


class Scale(NamedTuple):
    """How many times wider and higher than the font."""

    across: int
    down: int


NORMAL = Scale(1, 1)


class Glyph(NamedTuple):
    """`dots` ends with the glyph's last row, at the right edge of the paper."""

    dots: int
    width: int
    height: int


class GlyphCase(dict[str, Glyph]):
    """The glyphs of one paper width and one pair of sizes, cut when first asked for.

    Whole lines are kept too: most of a slip's lines stand on every slip.
    """

    def __init__(self, paper_dots: int, ascii_scale: Scale, hanzi_scale: Scale) -> None:
        super().__init__()
        self._paper_dots = paper_dots
        self._scales = {False: ascii_scale, True: hanzi_scale}
        self._runs: dict[str, Glyph] = {}

    def run(self, text: str) -> Glyph:
        """The text as if it were one glyph, as far as it goes: it may be wider than the paper."""
        run = self._runs.get(text)
        if run is None:
            if len(self._runs) >= MAX_KEPT_RUNS:
                self._runs.clear()
            run = self._runs[text] = self._put_together(text)
        return run

    def _put_together(self, text: str) -> Glyph:
        glyphs = [self[char] for char in text]
        width = sum(glyph.width for glyph in glyphs)
        dots, left = 0, width
        if width <= self._paper_dots:
            for glyph in glyphs:
                left -= glyph.width
                dots |= glyph.dots << left
        return Glyph(dots, width, max((glyph.height for glyph in glyphs), default=0))

    def __missing__(self, char: str) -> Glyph:
        if len(self) >= MAX_KEPT:
            self.clear()
        scale = self._scales[not char.isascii()]
        dots = 0
        for row in glyph(char):
            stretched = _stretched(row, scale.across)
            for _ in range(scale.down):
                dots = dots << self._paper_dots | stretched
        cut = Glyph(dots, cell_dots(char) * scale.across, CELL_ROWS * scale.down)
        self[char] = cut
        return cut


@cache
def glyph_case(paper_dots: int, ascii_scale: Scale, hanzi_scale: Scale) -> GlyphCase:
    """The case shared by all printers of this process."""
    return GlyphCase(paper_dots, ascii_scale, hanzi_scale)


def _stretched(row: int, times: int) -> int:
    """Every dot of a row so many times."""
    if times == 1 or row == 0:
        return row
    return int("".join(digit * times for digit in f"{row:b}"), 2)
