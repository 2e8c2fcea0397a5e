"""Strokes as a phone sends them: JSON, read with every limit and refused where it breaks one."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from receipts.strokes import MAX_POINTS, MAX_STROKES, PAD_HEIGHT, PAD_WIDTH, Point, Stroke, Strokes


class StrokesError(ValueError):
    """Theirs: this is no signature; says what is wrong with it, never what it was."""


def read_strokes(body: bytes) -> Strokes:
    """`[[[x, y], ...], ...]` in whole units of the pad. Errors: StrokesError."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise StrokesError("no JSON") from None
    if not isinstance(found, list) or len(found) > MAX_STROKES:
        raise StrokesError(f"not a list of {MAX_STROKES} strokes at most")
    if not all(isinstance(stroke, list) for stroke in found):
        raise StrokesError("a stroke is no list of points")
    if sum(map(len, found)) > MAX_POINTS:
        raise StrokesError(f"more than {MAX_POINTS} points")
    return tuple(_stroke(stroke) for stroke in found if stroke)


def _stroke(points: list[Any]) -> Stroke:
    if set(map(type, points)) != {list} or set(map(len, points)) != {2}:
        raise StrokesError("a point is no pair")
    numbers = list(chain.from_iterable(points))
    if set(map(type, numbers)) != {int}:
        raise StrokesError("a point is no pair of whole numbers")
    across, down = numbers[::2], numbers[1::2]
    if min(numbers) < 0 or max(across) >= PAD_WIDTH or max(down) >= PAD_HEIGHT:
        raise StrokesError("a point outside the pad")
    return tuple(map(Point, across, down))
