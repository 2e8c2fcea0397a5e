"""The feature code drawn into a signature's picture, and read back out of it.

The upper right corner of the picture, 100 x 18 dots, belongs to the code: eight hexadecimal digits
of 5 x 7 squares of 2 x 2 dots, white around them, no ink. It ties the picture to one transaction
(cup-terminal.md 2.3); the bank reads it before it believes the picture. The digits' shapes are part
of what is stored for years, so they are here and not in a font that may be rebuilt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from wire.bitmap import Bitmap

BOX_WIDTH, BOX_HEIGHT = 100, 18
_MARGIN, _CELL_WIDTH, _SCALE = 3, 12, 2
_DIGIT_WIDTH, _DIGIT_HEIGHT = 5 * _SCALE, 7 * _SCALE
MAX_STRAY_DOTS = 5
"""A digit is believed with so many wrong dots of 140; two digits differ in 12 or more."""

_CODE = re.compile(r"[0-9A-F]{8}")

_SHAPES = {
    "0": ".###. #...# #..## #.#.# ##..# #...# .###.",
    "1": "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    "2": ".###. #...# ....# ...#. ..#.. .#... #####",
    "3": "##### ...#. ..#.. ...#. ....# #...# .###.",
    "4": "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "5": "##### #.... ####. ....# ....# #...# .###.",
    "6": "..##. .#... #.... ####. #...# #...# .###.",
    "7": "##### ....# ...#. ..#.. .#... .#... .#...",
    "8": ".###. #...# #...# .###. #...# #...# .###.",
    "9": ".###. #...# #...# .#### ....# ...#. .##..",
    "A": "..#.. .#.#. #...# #...# ##### #...# #...#",
    "B": "####. .#..# .#..# .###. .#..# .#..# ####.",
    "C": ".###. #...# #.... #.... #.... #...# .###.",
    "D": "####. .#..# .#..# .#..# .#..# .#..# ####.",
    "E": "##### #.... #.... ####. #.... #.... #####",
    "F": "##### #.... #.... ####. #.... #.... #....",
}


def stamped(picture: Bitmap, code: str) -> Bitmap:
    """The picture with its corner cleared and the code drawn there.

    Raises ValueError for a code that is not 8 upper-case hexadecimal digits or a picture smaller
    than the box.
    """
    if not _CODE.fullmatch(code):
        raise ValueError("a feature code is 8 upper-case hexadecimal digits")
    if not _has_box(picture):
        raise ValueError(f"{picture.width} x {picture.height} dots have no room for the code")
    return _with_box(picture, _box(code))


def ink(picture: Bitmap) -> Bitmap:
    """What the hand drew: the picture without the code's corner, to count or to compare."""
    return _with_box(picture, [0] * BOX_HEIGHT) if _has_box(picture) else picture


def read_watermark(picture: Bitmap) -> str | None:
    """The code in the corner, or None where it cannot be read with certainty."""
    if not _has_box(picture):
        return None
    box = [_row(picture, y) & _BOX_MASK for y in range(BOX_HEIGHT)]
    code = "".join(_digit(box, place) for place in range(8))
    return code if len(code) == 8 else None


def watermark_matches(picture: Bitmap, code: str) -> bool:
    """True when the corner shows exactly this code."""
    return read_watermark(picture) == code


_BOX_MASK = (1 << BOX_WIDTH) - 1


def _has_box(picture: Bitmap) -> bool:
    return picture.width >= BOX_WIDTH and picture.height >= BOX_HEIGHT


def _row(picture: Bitmap, y: int) -> int:
    """Row `y` as a number, its last dot in bit 0."""
    return int.from_bytes(picture.row(y), "big") >> (-picture.width % 8)


def _with_box(picture: Bitmap, box: list[int]) -> Bitmap:
    spare = -picture.width % 8
    rows = []
    for y, dots in enumerate(box):
        row = _row(picture, y) & ~_BOX_MASK | dots
        rows.append((row << spare).to_bytes(picture.stride, "big"))
    below = picture.data[BOX_HEIGHT * picture.stride :]
    return Bitmap(picture.width, picture.height, b"".join(rows) + below)


def _box(code: str) -> list[int]:
    rows = [0] * BOX_HEIGHT
    for place, digit in enumerate(code):
        for y, dots in enumerate(_GLYPHS[digit], (BOX_HEIGHT - _DIGIT_HEIGHT) // 2):
            rows[y] |= dots << _shift(place)
    return rows


def _shift(place: int) -> int:
    """How far left of the box's last dot the digit at `place` (0 = leftmost) ends."""
    return BOX_WIDTH - _MARGIN - _DIGIT_WIDTH - place * _CELL_WIDTH


def _digit(box: list[int], place: int) -> str:
    """The digit at a place, or "" when no shape is near enough."""
    top, mask = (BOX_HEIGHT - _DIGIT_HEIGHT) // 2, (1 << _DIGIT_WIDTH) - 1
    shift = _shift(place)
    seen = _joined(row >> shift & mask for row in box[top : top + _DIGIT_HEIGHT])
    for digit, shape in _DOTS.items():
        if (seen ^ shape).bit_count() <= MAX_STRAY_DOTS:
            return digit
    return ""


def _glyph(shape: str) -> tuple[int, ...]:
    """A digit's 14 rows of 10 dots."""
    rows = (row.replace(".", "0" * _SCALE).replace("#", "1" * _SCALE) for row in shape.split())
    return tuple(int(row, 2) for row in rows for _ in range(_SCALE))


def _joined(rows: Iterable[int]) -> int:
    """The rows of a digit as one number."""
    dots = 0
    for row in rows:
        dots = dots << _DIGIT_WIDTH | row
    return dots


_GLYPHS = {digit: _glyph(shape) for digit, shape in _SHAPES.items()}
_DOTS = {digit: _joined(rows) for digit, rows in _GLYPHS.items()}
