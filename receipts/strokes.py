"""A handwritten signature as it was drawn: pen strokes in the units of the signature pad."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from struct import pack
from typing import NamedTuple

PAD_WIDTH = 384
"""As wide as 58 mm paper prints, so a signature stands on the slip dot for dot."""
PAD_HEIGHT = 160
"""20 mm on paper; room for ascenders and the tail of a Chinese name."""

MAX_STROKES = 128
MAX_POINTS = 8192
"""A pad reports at most some 100 points a second: more than a minute of pen on glass. Whoever
draws on has a picture too large to be accepted anyway (resign.md: 900 bytes)."""


class Point(NamedTuple):
    """`x` from the left, 0 to PAD_WIDTH - 1; `y` from the top, 0 to PAD_HEIGHT - 1."""

    x: int
    y: int


Stroke = tuple[Point, ...]
Strokes = tuple[Stroke, ...]


def bounded(strokes: Iterable[Iterable[tuple[int, int]]]) -> Strokes:
    """The strokes a signature may consist of, whatever came in.

    Points outside the pad move to its edge, strokes without a point go, and what exceeds
    MAX_STROKES or MAX_POINTS is not taken.
    """
    return tuple(_bounded(strokes))


def strokes_digest(strokes: Strokes) -> str:
    """SHA-256, 64 lower-case hex digits, over the bounded strokes.

    The bytes hashed: "strokes1", then for each stroke its number of points and every x and y, all
    as big-endian 16-bit numbers.
    """
    digest = hashlib.sha256(b"strokes1")
    for stroke in bounded(strokes):
        numbers = [len(stroke), *(number for point in stroke for number in point)]
        digest.update(pack(f">{len(numbers)}H", *numbers))
    return digest.hexdigest()


def _bounded(strokes: Iterable[Iterable[tuple[int, int]]]) -> Iterator[Stroke]:
    points_left, strokes_left = MAX_POINTS, MAX_STROKES
    for stroke in strokes:
        taken = []
        for x, y in stroke:
            if points_left == 0:
                break
            points_left -= 1
            taken.append(Point(_clamped(x, PAD_WIDTH), _clamped(y, PAD_HEIGHT)))
        if taken:
            yield tuple(taken)
            strokes_left -= 1
        if points_left == 0 or strokes_left == 0:
            return


def _clamped(value: int, limit: int) -> int:
    return 0 if value < 0 else value if value < limit else limit - 1
