"""A bar code with what it says in letters: above the bars, below them, or both."""

from __future__ import annotations

from functools import lru_cache

from drivers.virtual_printer.barcodes.bars import MAX_KEPT, Bars, Module, drawn
from drivers.virtual_printer.pictures import stacked
from receipts.dots import CELL_ROWS, cell_dots, glyph
from wire.bitmap import Bitmap

ABOVE, BELOW = 1, 2
"""GS H: 0 neither, 1, 2, or 3 both."""


@lru_cache(MAX_KEPT)
def labelled(bars: Bars, module: Module, height_dots: int, places: int) -> Bitmap:
    """The code and its text, all centred over each other."""
    code = drawn(bars, module, height_dots)
    if not places or not bars.text:
        return code
    text = lettering(bars.text)
    parts = [text] * bool(places & ABOVE) + [code] + [text] * bool(places & BELOW)
    return stacked(parts)


def lettering(text: str) -> Bitmap:
    """The text in the characters of the paper, at normal size."""
    width = sum(map(cell_dots, text))
    rows = [0] * CELL_ROWS
    for char in text:
        shift = cell_dots(char)
        rows = [row << shift | dots for row, dots in zip(rows, glyph(char), strict=True)]
    stride = (width + 7) // 8
    data = b"".join((row << stride * 8 - width).to_bytes(stride, "big") for row in rows)
    return Bitmap(width, CELL_ROWS, data)
