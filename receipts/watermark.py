"""The feature code drawn into a signature's picture, and read back out of it.

The upper right corner of the picture, 100 x 18 dots, belongs to the code: eight hexadecimal digits
of 5 x 7 squares of 2 x 2 dots, white around them, no ink. It ties the picture to one transaction
(cup-terminal.md 2.3); the bank reads it before it believes the picture. The digits' shapes are part
of what is stored for years, so they are here and not in a font that may be rebuilt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

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
    shapes = _grid(picture.stride * 8).shapes
    dots = 0
    for place, digit in enumerate(code):
        dots |= shapes[digit] << _shift(place)
    return _with_box(picture, dots)


def ink(picture: Bitmap) -> Bitmap:
    """What the hand drew: the picture without the code's corner, to count or to compare."""
    return _with_box(picture, 0) if _has_box(picture) else picture


def read_watermark(picture: Bitmap) -> str | None:
    """The code in the corner, or None where it cannot be read with certainty."""
    if not _has_box(picture):
        return None
    top, grid = _top(picture), _grid(picture.stride * 8)
    code = "".join(_digit(grid, top >> _shift(place)) for place in range(8))
    return code if len(code) == 8 else None


def watermark_matches(picture: Bitmap, code: str) -> bool:
    """True when the corner shows exactly this code."""
    return read_watermark(picture) == code


class _Grid(NamedTuple):
    """The code's dots as numbers, for pictures whose rows are so many bits apart.

    The last dot of the box, and the last of a digit's square, stands in bit 0.
    """

    box: int
    digit: int
    shapes: Mapping[str, int]
    digits: Mapping[int, str]


MAX_KEPT_GRIDS = 4
"""Every signature of ours is as wide as the pad; other widths come from strangers."""


@lru_cache(MAX_KEPT_GRIDS)
def _grid(row_bits: int) -> _Grid:
    box = _joined([(1 << BOX_WIDTH) - 1] * BOX_HEIGHT, row_bits)
    below = [0] * ((BOX_HEIGHT - _DIGIT_HEIGHT) // 2)
    digit = _joined([(1 << _DIGIT_WIDTH) - 1] * _DIGIT_HEIGHT + below, row_bits)
    shapes = {name: _joined([*_glyph(shape), *below], row_bits) for name, shape in _SHAPES.items()}
    return _Grid(box, digit, shapes, {dots: name for name, dots in shapes.items()})


def _has_box(picture: Bitmap) -> bool:
    return picture.width >= BOX_WIDTH and picture.height >= BOX_HEIGHT


def _top(picture: Bitmap) -> int:
    """The rows of the box as one number, the last dot of the last of them in bit 0."""
    rows = picture.data[: BOX_HEIGHT * picture.stride]
    return int.from_bytes(rows, "big") >> (-picture.width % 8)


def _with_box(picture: Bitmap, dots: int) -> Bitmap:
    size, spare = BOX_HEIGHT * picture.stride, -picture.width % 8
    top = _top(picture) & ~_grid(picture.stride * 8).box | dots
    rows = (top << spare).to_bytes(size, "big")
    return Bitmap(picture.width, picture.height, rows + picture.data[size:])


def _shift(place: int) -> int:
    """How far left of the box's last dot the digit at `place` (0 = leftmost) ends."""
    return BOX_WIDTH - _MARGIN - _DIGIT_WIDTH - place * _CELL_WIDTH


def _digit(grid: _Grid, dots: int) -> str:
    """The digit that ends at bit 0, or "" when no shape is near enough."""
    seen = dots & grid.digit
    if seen in grid.digits:
        return grid.digits[seen]
    for digit, shape in grid.shapes.items():
        if (seen ^ shape).bit_count() <= MAX_STRAY_DOTS:
            return digit
    return ""


def _glyph(shape: str) -> tuple[int, ...]:
    """A digit's 14 rows of 10 dots."""
    rows = (row.replace(".", "0" * _SCALE).replace("#", "1" * _SCALE) for row in shape.split())
    return tuple(int(row, 2) for row in rows for _ in range(_SCALE))


def _joined(rows: Iterable[int], row_bits: int) -> int:
    """Rows from the top down as one number."""
    dots = 0
    for row in rows:
        dots = dots << row_bits | row
    return dots
