"""Strokes as a phone sends them: JSON, read with every limit and refused where it breaks one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import Any

from receipts.strokes import (
    MAX_POINTS,
    MAX_STROKES,
    PAD_HEIGHT,
    PAD_WIDTH,
    BoundedStrokes,
    Point,
)


class StrokesError(ValueError):
    """Theirs: this is no signature; says what is wrong with it, never what it was."""


_POINT: Callable[[Any], Point] = partial(tuple.__new__, Point)
"""A pair as a Point, several hundred times for a signature; its two numbers were looked at."""


def read_strokes(body: bytes) -> BoundedStrokes:
    """`[[[x, y], ...], ...]` in whole units of the pad. Errors: StrokesError."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise StrokesError("no JSON") from None
    if not isinstance(found, list) or len(found) > MAX_STROKES:
        raise StrokesError(f"not a list of {MAX_STROKES} strokes at most")
    if not all(isinstance(stroke, list) for stroke in found):
        raise StrokesError("a stroke is no list of points")
    points = list(chain.from_iterable(found))
    if len(points) > MAX_POINTS:
        raise StrokesError(f"more than {MAX_POINTS} points")
    if points:
        _check(points)
    return BoundedStrokes(tuple(map(_POINT, stroke)) for stroke in found if stroke)


def _check(points: list[Any]) -> None:
    """Errors: StrokesError where one of them is no point of the pad."""
    if set(map(type, points)) != {list} or set(map(len, points)) != {2}:
        raise StrokesError("a point is no pair")
    numbers = list(chain.from_iterable(points))
    if set(map(type, numbers)) != {int}:
        raise StrokesError("a point is no pair of whole numbers")
    if min(numbers) < 0 or max(numbers[::2]) >= PAD_WIDTH or max(numbers[1::2]) >= PAD_HEIGHT:
        raise StrokesError("a point outside the pad")
