"""The signature as a picture: strokes drawn with a round pen, the feature code in the corner."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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
_INK = ord("1")

CURVE_STEP_DOTS = 6
"""Corners are rounded in steps of this length; shorter ones would not show in the dots."""

MAX_KEPT_LINES = 1024
"""A hand moves in the same few short steps again and again; at worst these hold 10 MB."""


def rasterise(strokes: Strokes, watermark: str) -> Bitmap:
    """PAD_WIDTH x PAD_HEIGHT dots: the bounded strokes, 3 dots wide, and the code.

    `watermark` is the transaction's feature code, 8 upper-case hexadecimal digits (ValueError
    otherwise). The same strokes give the same dots on every machine: integers only.
    """
    dots = bytearray(b"0") * (_ROW_BITS * PAD_HEIGHT)  # one digit a dot
    for stroke in bounded(strokes):
        x0, y0 = stroke[0]
        for x1, y1 in _smooth(stroke):
            start = y0 * _ROW_BITS + x0
            for step in _line(x1 - x0, y1 - y0):
                dots[start + step] = _INK
            x0, y0 = x1, y1
    inked = _thickened(int(dots, 2))
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


@lru_cache(MAX_KEPT_LINES)
def _line(dx: int, dy: int) -> tuple[int, ...]:
    """Bresenham's line to a dot that far away, both ends included: each as a step in the row."""
    step_x, step_y = (1 if dx > 0 else -1), (_ROW_BITS if dy > 0 else -_ROW_BITS)
    dx, dy = abs(dx), -abs(dy)
    error, at, dots = dx + dy, 0, [0]
    end = dx * step_x - dy * step_y
    while at != end:
        twice = 2 * error
        if twice >= dy:
            error += dy
            at += step_x
        if twice <= dx:
            error += dx
            at += step_y
        dots.append(at)
    return tuple(dots)


def _thickened(thin: int) -> bytes:
    """Every dot with its four neighbours: a round pen, 3 dots wide, for the whole pad at once."""
    thick = thin | thin << 1 | thin >> 1 | thin << _ROW_BITS | thin >> _ROW_BITS
    return (thick & _ALL_BITS).to_bytes(_STRIDE * PAD_HEIGHT, "big")
