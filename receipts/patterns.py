"""Patterns that show a person what a print head can do: rulers, single dots, shades of grey."""

from __future__ import annotations

from receipts.paper import Paper
from wire.bitmap import Bitmap

SHADES = 8
"""As many as a 4 by 4 dither tells apart with the naked eye, from an eighth black to all."""

SHADE_ROWS = 32

# Bayer's dither: the place of each dot in the order in which a square of 8 by 8 turns black.
_ORDER = tuple(
    tuple(
        sum(((x >> bit ^ y >> bit) & 1) << (5 - 2 * bit) | (y >> bit & 1) << (4 - 2 * bit)
            for bit in range(3))
        for x in range(8)
    )
    for y in range(8)
)  # fmt: skip


def ruler(paper: Paper) -> tuple[str, str]:
    """The number of every column of the paper in two lines: its ten where one begins, its unit."""
    columns = range(1, paper.columns + 1)
    tens = "".join(f"{column // 10}" if column % 10 == 0 else " " for column in columns)
    return tens, "".join(str(column % 10) for column in columns)


def greys(paper: Paper) -> Bitmap:
    """SHADES bands side by side across the paper, the lightest at the left."""
    band = paper.width_dots // 8 // SHADES
    rows = [
        b"".join(bytes((_shade(shade, y),)) * band for shade in range(1, SHADES + 1))
        for y in range(8)
    ]
    return Bitmap(band * 8 * SHADES, SHADE_ROWS, b"".join(rows) * (SHADE_ROWS // 8))


def grey_labels(paper: Paper) -> str:
    """How black each band of `greys` is, in per cent, at its right edge."""
    width = paper.columns // SHADES
    return "".join(f"{shade * 100 // SHADES:>{width}}" for shade in range(1, SHADES + 1))


def comb(paper: Paper) -> Bitmap:
    """Every dot of the head once alone, then bars of one, two, four, eight dots across the paper.

    A dead dot is a white line through all of it.
    """
    stride = paper.width_dots // 8
    alone = b"".join(bytes((1 << row,)) * stride for row in range(8))
    bars = b"".join(bytes((bar,)) * stride * 10 for bar in (0xAA, 0xCC, 0xF0, 0xFF))
    return Bitmap(paper.width_dots, 48, alone + bars)


def _shade(shade: int, y: int) -> int:
    """Eight dots of row y; `shade` of SHADES is black."""
    black = shade * 64 // SHADES
    return sum(0x80 >> x for x in range(8) if _ORDER[y][x] < black)
