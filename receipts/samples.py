"""Hands that sign when no person does: sample signatures for demonstrations, scripts and tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from receipts.strokes import PAD_HEIGHT, BoundedStrokes, Point, Stroke, bounded

SPACING = 5
"""Distance of two points in pad units, about what a pad reports of a moving pen."""

# Each hand is written down as the turning points of its strokes; curves through them make the ink.
_WANG_XIAO_MING = (
    "34,40 58,37 84,31 92,30",
    "66,34 66,60 64,88 60,104",
    "42,68 64,64 82,60",
    "26,112 50,108 84,100 106,94",
    "158,20 160,50 160,84 156,112 146,116 138,104",
    "138,54 130,74 116,92",
    "176,50 188,62 200,80",
    "226,38 228,66 224,100",
    "228,40 246,34 254,36 252,64 250,92",
    "231,64 242,61 251,60",
    "228,93 240,90 252,86",
    "278,26 280,60 276,92 258,124",
    "280,28 302,20 314,24 314,60 314,106 308,120 294,108",
    "283,54 298,50 312,48 300,62 284,80 300,77 313,74",
)
_LENA = (
    "30,74 58,58 86,30 84,12 68,16 58,52 50,96 34,124 22,118 34,104 62,116 96,122 120,104"
    " 140,84 142,70 130,70 124,90 134,108 150,100 164,76 166,74 164,106 176,80 188,72 192,92"
    " 196,104 208,94 222,76 230,72 216,78 212,98 222,104 236,86 240,76 238,98 248,106 270,94"
    " 300,76 340,66 362,58",
    "96,136 150,128 210,124 262,128 240,134 200,133",
)
_M_CHEN = (
    "28,118 40,78 54,32 60,30 62,70 66,96 82,58 98,26 102,30 102,76 106,112 118,108",
    "130,112 131,113",
    "206,44 198,30 178,34 160,66 158,98 176,116 204,104 222,76 234,36 236,18 226,24 220,70"
    " 216,114 224,92 238,76 246,84 246,108 256,110 268,92 276,78 268,74 260,92 268,110 286,98"
    " 296,80 298,108 308,84 320,78 322,100 330,108 352,94 368,72",
)
_HANDS = (_WANG_XIAO_MING, _LENA, _M_CHEN)


def sample(number: int) -> BoundedStrokes:
    """The signature of sample person `number` (0 or more): always the same, and no two alike.

    Numbers 0, 1 and 2 are a Chinese name, a name in one flowing line and an initial with a surname;
    larger ones are the same three in other people's slant, size and unsteadiness.
    """
    habit, hand = divmod(number, len(_HANDS))
    assert habit >= 0, f"sample person {number}"
    return bounded(_curve(stroke) for stroke in _written(_HANDS[hand], habit))


def _written(hand: tuple[str, ...], habit: int) -> Iterator[Stroke]:
    """The turning points of a hand as a person with this habit sets them; habit 0 as drawn."""
    noise = hashlib.shake_128(b"hand %d" % habit).digest(1024)
    slant, size = (noise[0] % 31 - 15, 84 + noise[1] % 17) if habit else (0, 100)
    place = 2
    for stroke in hand:
        points = []
        for pair in stroke.split():
            x, y = map(int, pair.split(","))
            if habit:
                x, y, place = x + noise[place] % 7 - 3, y + noise[place + 1] % 7 - 3, place + 2
            x += slant * (PAD_HEIGHT // 2 - y) // 100
            points.append((12 + (x - 12) * size // 100, 80 + (y - 70) * size // 100))
        yield tuple(points)


def _curve(turns: Stroke) -> Iterator[Point]:
    """A Catmull-Rom curve through the turning points, in integers, a point every SPACING units."""
    yield turns[0]
    padded = (turns[0], *turns, turns[-1])
    for points in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        across, down = zip(*points, strict=True)
        steps = (abs(across[2] - across[1]) + abs(down[2] - down[1])) // SPACING + 1
        for i in range(1, steps + 1):
            yield _between(across, i, steps), _between(down, i, steps)


def _between(v: tuple[int, int, int, int], i: int, steps: int) -> int:
    """One coordinate of the curve from v[1] to v[2] at i / steps of the way."""
    a, b, c, d = v
    cubed = (
        2 * b * steps**3
        + (c - a) * i * steps**2
        + (2 * a - 5 * b + 4 * c - d) * i**2 * steps
        + (3 * b - a - 3 * c + d) * i**3
    )
    return cubed // (2 * steps**3)
