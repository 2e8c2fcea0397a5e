"""The dot font of the paper: 24x24 Hanzi and 12x24 ASCII, as a 203 dpi print head has it.

A glyph is `Rows`: a tuple of 24 integers from the top row down. In a Hanzi's row bit 23 is the
leftmost dot, in an ASCII row bit 11; 1 is black. A line of paper is built by shifting and or-ing:

    line = [0] * CELL_ROWS
    for char in text:
        glyph = hanzi(char) if is_wide(char) else ank(char)
        line = [(row << cell_dots(char)) | dots for row, dots in zip(line, glyph)]

There are Hanzi of 16x16 dots for small print, too. The font files slip24.dots and slip16.dots have
the format of receipts/dot_file.py: block 0 is ASCII 0x20-0x7E, and for each lead byte 0x81-0xFE one
block holds the cells of the trail bytes 0x40-0xFE. The small font is GB2312 alone, with other
blocks empty and its ASCII in narrow.dots (see receipts/narrow_dots.py).
"""

from __future__ import annotations

from functools import lru_cache

from receipts.dot_file import DotFile, Rows, cut

__all__ = [
    "ANK_DOTS",
    "CELL_ROWS",
    "GETA",
    "HANZI_DOTS",
    "SMALL_HANZI_DOTS",
    "Rows",
    "ank",
    "cell_dots",
    "glyph",
    "hanzi",
    "is_wide",
    "small_hanzi",
]

CELL_ROWS = 24
HANZI_DOTS = 24
ANK_DOTS = 12

# What a printer prints for a character it does not have (GBK A1FE).
GETA = "〓"

KEPT_GLYPHS = 4096
"""Glyphs kept cut from their blocks, of each font."""

SMALL_HANZI_DOTS = 16

_FONT = DotFile("slip24.dots")
_SMALL_FONT = DotFile("slip16.dots")
_FIRST_LEAD, _FIRST_TRAIL = 0x81, 0x40
_HANZI_BYTES = HANZI_DOTS // 8 * CELL_ROWS
_SMALL_HANZI_BYTES = SMALL_HANZI_DOTS // 8 * SMALL_HANZI_DOTS
_ANK_BYTES = 2 * CELL_ROWS


def is_wide(char: str) -> bool:
    """True for a character that takes a Hanzi cell: all that is not printable ASCII."""
    return not " " <= char <= "~"


def cell_dots(char: str) -> int:
    """Width of the character's cell in dots, at normal size."""
    return HANZI_DOTS if is_wide(char) else ANK_DOTS


def glyph(char: str) -> Rows:
    """The rows of any character, in a cell of `cell_dots(char)`."""
    return hanzi(char) if is_wide(char) else ank(char)


@lru_cache(KEPT_GLYPHS)
def hanzi(char: str) -> Rows:
    """24 rows of 24 dots; the geta mark for a character outside the double bytes of GBK."""
    code = char.encode("gb18030", "replace")
    if len(code) != 2:
        return hanzi(GETA)
    lead, trail = code
    place = (trail - _FIRST_TRAIL) * _HANZI_BYTES
    return cut(_FONT.block(1 + lead - _FIRST_LEAD), place, HANZI_DOTS, CELL_ROWS)


@lru_cache(KEPT_GLYPHS)
def small_hanzi(char: str) -> Rows:
    """16 rows of 16 dots; the geta mark for a character outside GB2312."""
    code = char.encode("gb18030", "replace")
    place = (code[-1] - _FIRST_TRAIL) * _SMALL_HANZI_BYTES
    block = _SMALL_FONT.block(1 + code[0] - _FIRST_LEAD) if len(code) == 2 else b""
    if not block:
        return small_hanzi(GETA)
    return cut(block, place, SMALL_HANZI_DOTS, SMALL_HANZI_DOTS)


@lru_cache(KEPT_GLYPHS)
def ank(char: str) -> Rows:
    """24 rows of 12 dots; ValueError for anything but printable ASCII."""
    if is_wide(char) or len(char) != 1:
        raise ValueError(f"{char!r} is not printable ASCII")
    return cut(_FONT.block(0), (ord(char) - 0x20) * _ANK_BYTES, ANK_DOTS, CELL_ROWS)
