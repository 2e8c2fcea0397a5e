"""Characters that a printer draws rather than writes: rules that join, blocks, shades, corners."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PIL import ImageDraw

Draw = Callable[[ImageDraw.ImageDraw, int, int], None]
"""Draws on a white cell, given its width and height."""

_RULE = 2
"""Dots a rule is wide: as strong as the strokes of the letters."""
_DOUBLE, _HEAVY = 2, 3
_OUTER, _INNER = 3, 1
"""Dots beside a light rule's place that a double rule takes, and that the white in it takes."""

_WEIGHTS = {"LIGHT": 1, "SINGLE": 1, "DOUBLE": _DOUBLE, "HEAVY": _HEAVY}
_ARMS = {"LEFT": "l", "RIGHT": "r", "UP": "u", "DOWN": "d", "HORIZONTAL": "lr", "VERTICAL": "ud"}
_DASHES = {"DOUBLE DASH ": 2, "TRIPLE DASH ": 3, "QUADRUPLE DASH ": 4}


def arms(char: str) -> dict[str, int]:
    """The weight of each arm of a box character, by its name in Unicode.

    The weight stands before the arms it is of ("LIGHT DOWN AND RIGHT") or behind ("DOWN LIGHT AND
    RIGHT HEAVY").
    """
    words = unicodedata.name(char).removeprefix("BOX DRAWINGS ").split(" ")
    found: dict[str, int] = {}
    if words[0] in _WEIGHTS:
        weight = 0
        for word in words:
            weight = _WEIGHTS.get(word, weight)
            found.update(dict.fromkeys(_ARMS.get(word, ""), weight))
        return found
    waiting = ""
    for word in words:
        waiting += _ARMS.get(word, "")
        if word in _WEIGHTS:
            found.update(dict.fromkeys(waiting, _WEIGHTS[word]))
            waiting = ""
    return found


def _box(char: str) -> Draw:
    """A box character, counted from the upper left of the four dots where light rules cross."""
    weight = arms(char)
    left, right, up, down = (weight.get(arm, 0) for arm in "lrud")

    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        x, y = width // 2 - 1, height // 2 - 1
        for fill, edge in ((1, _OUTER), (0, _INNER)):
            begin = _begin(fill, edge, _DOUBLE in (up, down), left == right)
            if left == _DOUBLE:
                pen.rectangle((0, y - edge, x + 1 - begin, y + 1 + edge), fill=fill)
            if right == _DOUBLE:
                pen.rectangle((x + begin, y - edge, width, y + 1 + edge), fill=fill)
            begin = _begin(fill, edge, _DOUBLE in (left, right), up == down)
            if up == _DOUBLE:
                pen.rectangle((x - edge, 0, x + 1 + edge, y + 1 - begin), fill=fill)
            if down == _DOUBLE:
                pen.rectangle((x - edge, y + begin, x + 1 + edge, height), fill=fill)
        for arm, opposite, box in (
            (left, right, lambda far, thick: (0, y - thick, x + 1 + far, y + 1 + thick)),
            (right, left, lambda far, thick: (x - far, y - thick, width, y + 1 + thick)),
        ):
            if arm in (1, _HEAVY):
                pen.rectangle(box(_reach(opposite, up, down), arm // _HEAVY), fill=1)
        for arm, opposite, box in (
            (up, down, lambda far, thick: (x - thick, 0, x + 1 + thick, y + 1 + far)),
            (down, up, lambda far, thick: (x - thick, y - far, x + 1 + thick, height)),
        ):
            if arm in (1, _HEAVY):
                pen.rectangle(box(_reach(opposite, left, right), arm // _HEAVY), fill=1)

    return draw


def _begin(fill: int, edge: int, crosses_double: bool, goes_on: bool) -> int:
    """Where an arm of a double rule begins, from the middle outwards; its white, where it ends at
    a light rule, leaves that whole.
    """
    if crosses_double:
        return -edge
    return 0 if fill or goes_on else _RULE


def _reach(opposite: int, before: int, after: int) -> int:
    """How far beyond the middle a rule goes, whose ends meet rules `before` and `after`.

    One that goes on at the other side crosses; one that ends at a double rule stops at its near
    side where that goes through, and at its far side where that only begins.
    """
    if opposite or _DOUBLE not in (before, after):
        return int(_HEAVY in (before, after))
    return -_OUTER if before and after else _OUTER


def _dashes(char: str, dashes: int) -> Draw:
    """A broken rule: as many dashes a cell, with gaps of two dots between."""
    name = unicodedata.name(char)
    thick = int("HEAVY" in name)

    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        across = "HORIZONTAL" in name
        length, middle = (width, height // 2 - 1) if across else (height, width // 2 - 1)
        for dash in range(dashes):
            begin, end = length * dash // dashes + 1, length * (dash + 1) // dashes - 2
            sides = middle - thick, middle + 1 + thick
            box = (begin, sides[0], end, sides[1]) if across else (sides[0], begin, sides[1], end)
            pen.rectangle(box, fill=1)

    return draw


def _rule(char: str) -> Draw:
    name = unicodedata.name(char)
    for words, dashes in _DASHES.items():
        if words in name:
            return _dashes(char, dashes)
    return _box(char)


def _part(left: float, top: float, right: float, bottom: float) -> Draw:
    """A block: the part of the cell between these shares of its sides."""

    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        box = (round(left * width), round(top * height))
        end = (round(right * width) - 1, round(bottom * height) - 1)
        if box[0] <= end[0] and box[1] <= end[1]:
            pen.rectangle((*box, *end), fill=1)

    return draw


def _shade(black: Callable[[int, int], bool]) -> Draw:
    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        pen.point([(x, y) for y in range(height) for x in range(width) if black(x, y)], fill=1)

    return draw


def _arc(right: bool, down: bool) -> Draw:
    """A round corner with one arm to the side and one up or down."""

    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        x, y = width // 2 - 1, height // 2 - 1
        radius = min(x, y) - 1
        left = x if right else x + 1 - 2 * radius
        top = y if down else y + 1 - 2 * radius
        begin = {(1, 1): 180, (0, 1): 270, (1, 0): 90, (0, 0): 0}[right, down]
        pen.arc((left, top, left + 2 * radius, top + 2 * radius), begin, begin + 90, 1, _RULE)
        ends = (x + radius, width) if right else (0, x + 1 - radius)
        pen.rectangle((ends[0], y, ends[1], y + 1), fill=1)
        ends = (y + radius, height) if down else (0, y + 1 - radius)
        pen.rectangle((x, ends[0], x + 1, ends[1]), fill=1)

    return draw


def _triangle(*corners: tuple[int, int]) -> Draw:
    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        pen.polygon([(x * (width - 1), y * (height - 1)) for x, y in corners], fill=1)

    return draw


def _diagonals(falling: bool, rising: bool) -> Draw:
    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        if falling:
            pen.line((0, 0, width - 1, height - 1), fill=1, width=_RULE)
        if rising:
            pen.line((0, height - 1, width - 1, 0), fill=1, width=_RULE)

    return draw


def _integral(upper: bool) -> Draw:
    """Half of an integral sign two cells high."""

    def draw(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        x, hook = width // 2 - 1, width // 3
        if upper:
            pen.arc((x, 2, x + 2 * hook, 2 + 2 * hook), 180, 340, 1, _RULE)
            pen.rectangle((x, 2 + hook, x + 1, height), fill=1)
        else:
            bottom = height - 3
            pen.arc((x + 1 - 2 * hook, bottom - 2 * hook, x + 1, bottom), 0, 160, 1, _RULE)
            pen.rectangle((x, 0, x + 1, bottom - hook), fill=1)

    return draw


DRAWN: dict[str, Draw] = {
    **{char: _rule(char) for char in map(chr, range(0x2500, 0x2580)) if char not in "╭╮╯╰╱╲╳"},
    **{chr(0x2580 + n): _part(0, 1 - n / 8, 1, 1) for n in range(1, 9)},  # from below
    **{chr(0x2590 - n): _part(0, 0, n / 8, 1) for n in range(1, 8)},  # from the left
    "▀": _part(0, 0, 1, 1 / 2),
    "▐": _part(1 / 2, 0, 1, 1),
    "▔": _part(0, 0, 1, 1 / 8),
    "▕": _part(7 / 8, 0, 1, 1),
    "■": _part(1 / 8, 1 / 4, 7 / 8, 3 / 4),
    "░": _shade(lambda x, y: (x + 2 * (y % 2)) % 4 == 0),
    "▒": _shade(lambda x, y: (x + y) % 2 == 0),
    "▓": _shade(lambda x, y: (x + 2 * (y % 2)) % 4 != 0),
    "╭": _arc(right=True, down=True),
    "╮": _arc(right=False, down=True),
    "╰": _arc(right=True, down=False),
    "╯": _arc(right=False, down=False),
    "◢": _triangle((0, 1), (1, 1), (1, 0)),
    "◣": _triangle((0, 0), (0, 1), (1, 1)),
    "◥": _triangle((0, 0), (1, 0), (1, 1)),
    "◤": _triangle((0, 0), (1, 0), (0, 1)),
    "╱": _diagonals(falling=False, rising=True),
    "╲": _diagonals(falling=True, rising=False),
    "╳": _diagonals(falling=True, rising=True),
    "⌠": _integral(upper=True),
    "⌡": _integral(upper=False),
}
