"""The dot font of the paper: 24x24 Hanzi and 12x24 ASCII, as a 203 dpi print head has it.

A glyph is `Rows`: a tuple of 24 integers from the top row down. In a Hanzi's row bit 23 is the
leftmost dot, in an ASCII row bit 11; 1 is black. A line of paper is built by shifting and or-ing:

    line = [0] * CELL_ROWS
    for char in text:
        glyph = hanzi(char) if is_wide(char) else ank(char)
        line = [(row << cell_dots(char)) | dots for row, dots in zip(line, glyph)]

The font file (made by tools/build_fonts.py, beside its licence in receipts/fonts/): the magic, 128
big-endian 32-bit offsets, then 127 blocks of raw LZMA2: ASCII 0x20-0x7E, then one block for each
lead byte 0x81-0xFE holding the cells of the trail bytes 0x40-0xFE. One block is unpacked (about
1 ms) when its first character is asked for; nothing is read at import.
"""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from pathlib import Path
from struct import unpack_from

CELL_ROWS = 24
HANZI_DOTS = 24
ANK_DOTS = 12

Rows = tuple[int, ...]

# What a printer prints for a character it does not have (GBK A1FE).
GETA = "〓"

# The unpacked blocks of everyday Chinese are about 80 x 13 KB and all of GBK 1.7 MB: keeping them
# has that limit by itself. Cut glyphs are kept as long as they fit this many.
KEPT_GLYPHS = 4096

_FONT = Path(__file__).with_name("fonts") / "slip24.dots"
_MAGIC = b"SLIPDOTS"
_FILTERS = ({"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16},)
_FIRST_LEAD, _LAST_LEAD, _FIRST_TRAIL = 0x81, 0xFE, 0x40
_HANZI_BYTES = HANZI_DOTS // 8 * CELL_ROWS
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
    block = _block(1 + lead - _FIRST_LEAD)
    return _cut(block, (trail - _FIRST_TRAIL) * _HANZI_BYTES, HANZI_DOTS)


@lru_cache(KEPT_GLYPHS)
def ank(char: str) -> Rows:
    """24 rows of 12 dots; ValueError for anything but printable ASCII."""
    if is_wide(char) or len(char) != 1:
        raise ValueError(f"{char!r} is not printable ASCII")
    return _cut(_block(0), (ord(char) - 0x20) * _ANK_BYTES, ANK_DOTS)


def _cut(block: bytes, start: int, width: int) -> Rows:
    stride = (width + 7) // 8
    spare = stride * 8 - width
    return tuple(
        int.from_bytes(block[at : at + stride], "big") >> spare
        for at in range(start, start + stride * CELL_ROWS, stride)
    )


@cache
def _block(number: int) -> bytes:
    packed = _font()
    start, end = unpack_from(">2I", packed, len(_MAGIC) + 4 * number)
    return lzma.decompress(packed[start:end], lzma.FORMAT_RAW, filters=_FILTERS)


@cache
def _font() -> bytes:
    packed = _FONT.read_bytes()
    assert packed.startswith(_MAGIC), f"{_FONT} is no dot font; run tools/build_fonts.py"
    return packed
