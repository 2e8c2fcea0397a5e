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
    BoundedStrokes,
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
    "BoundedStrokes",
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

_DOTS = PAD_WIDTH * PAD_HEIGHT
_ALL = (1 << _DOTS) - 1
_LAST_COLUMN = _ALL // ((1 << PAD_WIDTH) - 1)
_FIRST_COLUMN = _LAST_COLUMN << PAD_WIDTH - 1
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
    dots = bytearray(b"0") * _DOTS  # one digit a dot
    for stroke in bounded(strokes):
        x0, y0 = stroke[0]
        dots[y0 * PAD_WIDTH + x0] = _INK
        for x1, y1 in _smoothed(stroke):
            start = y0 * PAD_WIDTH + x0
            for step in _line(x1 - x0, y1 - y0):
                dots[start + step] = _INK
            x0, y0 = x1, y1
    inked = _thickened(_packed(dots)).to_bytes(_DOTS // 8, "big")
    return stamped(Bitmap(PAD_WIDTH, PAD_HEIGHT, inked), watermark)


def _smoothed(stroke: Stroke) -> Iterator[tuple[int, int]]:
    """The points after the first, corners rounded: parabolas from middle to middle of segments."""
    x0, y0 = stroke[0]
    for (cx, cy), (nx, ny) in pairwise(stroke[1:]):
        x2, y2 = (cx + nx) // 2, (cy + ny) // 2
        steps = (abs(x2 - x0) + abs(y2 - y0)) // CURVE_STEP_DOTS + 1
        if steps > 1:
            whole = steps * steps
            for a, b, c in _weights(steps):
                yield (a * x0 + b * cx + c * x2) // whole, (a * y0 + b * cy + c * y2) // whole
        yield x2, y2
        x0, y0 = x2, y2
    yield stroke[-1]


@lru_cache(PAD_WIDTH)
def _weights(steps: int) -> list[tuple[int, int, int]]:
    """How much start, corner and end count at each point of a curve, of steps² together."""
    return [((steps - i) ** 2, 2 * i * (steps - i), i * i) for i in range(1, steps)]


@lru_cache(MAX_KEPT_LINES)
def _line(dx: int, dy: int) -> tuple[int, ...]:
    """Bresenham's line to a dot that far away, without its start: each dot as a step from it."""
    step_x, step_y = (1 if dx > 0 else -1), (PAD_WIDTH if dy > 0 else -PAD_WIDTH)
    dx, dy = abs(dx), -abs(dy)
    error, at, dots = dx + dy, 0, list[int]()
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


def _packed(digits: bytearray) -> int:
    """The dots as one number, the last dot in bit 0; white above and below costs nothing."""
    first, last = digits.find(_INK), digits.rfind(_INK)
    return int(digits[first : last + 1], 2) << _DOTS - 1 - last if first >= 0 else 0


def _thickened(thin: int) -> int:
    """Every dot with its four neighbours: a round pen, 3 dots wide, for the whole pad at once."""
    beside = (thin << 1 & ~_LAST_COLUMN) | (thin >> 1 & ~_FIRST_COLUMN)
    return (thin | beside | thin << PAD_WIDTH | thin >> PAD_WIDTH) & _ALL
