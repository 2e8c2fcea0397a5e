"""The signature as a picture: strokes drawn with a round pen, the feature code in the corner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from receipts.samples import sample
from receipts.strokes import (
    MAX_POINTS,
    MAX_STROKES,
    PAD_HEIGHT,
    PAD_WIDTH,
    Point,
    Stroke,
    Strokes,
    bounded,
    strokes_digest,
)
from receipts.watermark import ink, read_watermark, stamped, watermark_matches
from wire.bitmap import Bitmap

__all__ = [
    "MAX_POINTS",
    "MAX_STROKES",
    "PAD_HEIGHT",
    "PAD_WIDTH",
    "Point",
    "Stroke",
    "Strokes",
    "bounded",
    "ink",
    "rasterise",
    "read_watermark",
    "sample",
    "strokes_digest",
    "watermark_matches",
]

# One spare byte a row: the pen's width may cross the right edge without reaching the next row.
_STRIDE = PAD_WIDTH // 8 + 1
_ROW_BITS = 8 * _STRIDE
_ALL_BITS = (1 << _ROW_BITS * PAD_HEIGHT) - 1

CURVE_STEP_DOTS = 6
"""Corners are rounded in steps of this length; shorter ones would not show in the dots."""


def rasterise(strokes: Strokes, watermark: str) -> Bitmap:
    """PAD_WIDTH x PAD_HEIGHT dots: the bounded strokes, 3 dots wide, and the code.

    `watermark` is the transaction's feature code, 8 upper-case hexadecimal digits (ValueError
    otherwise). The same strokes give the same dots on every machine: integers only.
    """
    dots = bytearray(_STRIDE * PAD_HEIGHT)
    for stroke in bounded(strokes):
        path = _smooth(stroke)
        x0, y0 = next(path)
        _line(dots, x0, y0, x0, y0)
        for x1, y1 in path:
            _line(dots, x0, y0, x1, y1)
            x0, y0 = x1, y1
    inked = _thickened(dots)
    rows = (inked[at : at + _STRIDE - 1] for at in range(0, len(inked), _STRIDE))
    return stamped(Bitmap(PAD_WIDTH, PAD_HEIGHT, b"".join(rows)), watermark)


def _smooth(stroke: Stroke) -> Iterator[tuple[int, int]]:
    """The stroke with its corners rounded: parabolas from middle to middle of its segments."""
    yield stroke[0]
    x0, y0 = stroke[0]
    for (cx, cy), (nx, ny) in pairwise(stroke[1:]):
        x2, y2 = (cx + nx) // 2, (cy + ny) // 2
        steps = (abs(x2 - x0) + abs(y2 - y0)) // CURVE_STEP_DOTS + 1
        square = steps * steps
        for i in range(1, steps):
            a, b, c = (steps - i) ** 2, 2 * i * (steps - i), i * i
            yield (a * x0 + b * cx + c * x2) // square, (a * y0 + b * cy + c * y2) // square
        yield x2, y2
        x0, y0 = x2, y2
    yield stroke[-1]


def _line(dots: bytearray, x: int, y: int, x1: int, y1: int) -> None:
    """Bresenham's line, both ends included."""
    dx, dy = abs(x1 - x), -abs(y1 - y)
    step_x, step_y = (1 if x < x1 else -1), (1 if y < y1 else -1)
    error = dx + dy
    while True:
        dots[y * _STRIDE + (x >> 3)] |= 0x80 >> (x & 7)
        if x == x1 and y == y1:
            return
        twice = 2 * error
        if twice >= dy:
            error += dy
            x += step_x
        if twice <= dx:
            error += dx
            y += step_y


def _thickened(dots: bytearray) -> bytes:
    """Every dot with its four neighbours: a round pen, 3 dots wide, for the whole pad at once."""
    thin = int.from_bytes(dots, "big")
    thick = thin | thin << 1 | thin >> 1 | thin << _ROW_BITS | thin >> _ROW_BITS
    return (thick & _ALL_BITS).to_bytes(len(dots), "big")
