"""A bar code with what it says in letters: above the bars, below them, or both."""

from __future__ import annotations

from functools import lru_cache

from drivers.virtual_printer.barcodes.bars import MAX_KEPT, Bars, Module, drawn
from drivers.virtual_printer.pictures import stacked
from receipts.dots import HANZI_DOTS, SMALL_HANZI_DOTS, Rows, hanzi, small_hanzi
from receipts.narrow_dots import CELLS, has, narrow
from wire.bitmap import Bitmap

ABOVE, BELOW = 1, 2
"""GS H: 0 neither, 1, 2, or 3 both."""

Cell = tuple[int, int]
"""Width and height in dots of a font's narrow characters: one of receipts.narrow_dots.CELLS."""

FONT_A, FONT_B = CELLS[0], CELLS[2]


@lru_cache(MAX_KEPT)
def labelled(bars: Bars, module: Module, height_dots: int, places: int, font: Cell) -> Bitmap:
    """The code and its text, all centred over each other."""
    code = drawn(bars, module, height_dots)
    if not places or not bars.text:
        return code
    text = lettering(bars.text, font)
    parts = [text] * bool(places & ABOVE) + [code] + [text] * bool(places & BELOW)
    return stacked(parts)


def lettering(text: str, font: Cell) -> Bitmap:
    """The text at normal size."""
    width, rows = 0, [0] * font[1]
    for char in text:
        dots, glyph = _glyph(char, font)
        width += dots
        rows = [row << dots | more for row, more in zip(rows, glyph, strict=True)]
    stride = (width + 7) // 8
    data = b"".join((row << stride * 8 - width).to_bytes(stride, "big") for row in rows)
    return Bitmap(width, font[1], data)


def _glyph(char: str, font: Cell) -> tuple[int, Rows]:
    """How wide the character is, and its rows, filled up to the font's height."""
    if has(char):
        return font[0], narrow(char, *font)
    if font[1] >= HANZI_DOTS:
        return HANZI_DOTS, hanzi(char)
    rows = small_hanzi(char)
    return SMALL_HANZI_DOTS, rows + (0,) * (font[1] - len(rows))
