"""The dot fonts of narrow characters: Latin, Greek, Cyrillic, katakana and rules, in four cells.

The font file narrow.dots (made by tools/narrow_fonts.py) has the format of receipts/dot_file.py.
Block 0 is UTF-8 text, the characters besides ASCII; the first of them is the mark for what the font
has not. Then come two blocks for each of CELLS: ASCII 0x20-0x7E, and the characters of block 0.
"""

from __future__ import annotations

from functools import cache, lru_cache

from receipts.dot_file import DotFile, Rows, cut

CELLS = ((12, 24), (9, 24), (9, 17), (8, 16))
"""Width and height in dots; the first is the font of slips, too (see receipts/dots.py)."""

KEPT_GLYPHS = 2048

_FILE = DotFile("narrow.dots")


def has(char: str) -> bool:
    """Whether there is a glyph for the character; else it gets the mark."""
    return " " <= char <= "~" or char in _places()


@lru_cache(KEPT_GLYPHS)
def narrow(char: str, width: int, height: int) -> Rows:
    """Rows of a character, or of the mark, in one of CELLS; the leftmost dot is the highest bit."""
    block = 1 + 2 * CELLS.index((width, height))
    size = (width + 7) // 8 * height
    if " " <= char <= "~":
        return cut(_FILE.block(block), (ord(char) - 0x20) * size, width, height)
    return cut(_FILE.block(block + 1), _places().get(char, 0) * size, width, height)


@cache
def _places() -> dict[str, int]:
    return {char: place for place, char in enumerate(_FILE.block(0).decode())}
