"""A handwritten signature as it was drawn: pen strokes in the units of the signature pad."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain, islice, starmap
from struct import pack

PAD_WIDTH = 384
"""As wide as 58 mm paper prints, so a signature stands on the slip dot for dot."""
PAD_HEIGHT = 160
"""20 mm on paper; room for ascenders and the tail of a Chinese name."""

MAX_STROKES = 128
MAX_POINTS = 8192
"""A pad reports at most some 100 points a second: more than a minute of pen on glass. Whoever
draws on has a picture too large to be accepted anyway (resign.md: 900 bytes)."""


Point = tuple[int, int]
"""How far from the left, 0 to PAD_WIDTH - 1, and from the top, 0 to PAD_HEIGHT - 1."""
Stroke = tuple[Point, ...]
Strokes = tuple[Stroke, ...]


class BoundedStrokes(tuple[Stroke, ...]):
    """Strokes within all limits: made by `bounded`, or by who has looked at every point of them."""

    __slots__ = ()


def bounded(strokes: Iterable[Iterable[tuple[int, int]]]) -> BoundedStrokes:
    """The strokes a signature may consist of, whatever came in.

    Points outside the pad move to its edge, strokes without a point go, and what exceeds
    MAX_STROKES or MAX_POINTS is not taken.
    """
    if isinstance(strokes, BoundedStrokes):
        return strokes
    taken: list[Stroke] = []
    points_left = MAX_POINTS
    for stroke in strokes:
        points = tuple(islice(stroke, points_left))
        if points:
            taken.append(points if _is_on_pad(points) else tuple(starmap(_on_pad, points)))
            points_left -= len(points)
        if points_left == 0 or len(taken) == MAX_STROKES:
            break
    return BoundedStrokes(taken)


def strokes_bytes(strokes: Strokes) -> bytes:
    """The bounded strokes as they are kept and hashed.

    "strokes1", then for each stroke its number of points and every x and y, all as big-endian
    16-bit numbers.
    """
    numbers: list[int] = []
    for stroke in bounded(strokes):
        numbers.append(len(stroke))
        numbers.extend(chain.from_iterable(stroke))
    return b"strokes1" + pack(f">{len(numbers)}H", *numbers)


def strokes_digest(strokes: Strokes) -> str:
    """SHA-256, 64 lower-case hex digits, over `strokes_bytes`."""
    return hashlib.sha256(strokes_bytes(strokes)).hexdigest()


def _is_on_pad(stroke: Stroke) -> bool:
    if set(map(type, stroke)) != {tuple}:
        return False  # lists, of which somebody may hold on to one
    across, down = zip(*stroke, strict=True)
    is_short_of_it = min(across) < 0 or min(down) < 0
    return not is_short_of_it and max(across) < PAD_WIDTH and max(down) < PAD_HEIGHT


def _on_pad(x: int, y: int) -> Point:
    """The nearest point of the pad."""
    return min(max(x, 0), PAD_WIDTH - 1), min(max(y, 0), PAD_HEIGHT - 1)
