"""Break a document into the lines of a given paper; a Hanzi takes two columns and is never cut."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, assert_never

from receipts.charset import KEPT_TEXTS, columns, measured
from receipts.paper import Paper
from receipts.slip import Align, Cut, Document, Feed, Pair, Picture, Qr, Rule, Size, Text


class Line(NamedTuple):
    """One line of printable text that fits the paper at its size."""

    text: str
    size: Size = Size.NORMAL
    align: Align = Align.LEFT
    bold: bool = False


Item = Line | Feed | Picture | Qr | Cut

_NOT_FIRST = frozenset("，。、；：？！）》〉”’】…:;,.)")
_NOT_LAST = frozenset("（《〈“‘【(")


def lines(document: Document, paper: Paper) -> list[Item]:
    """The document as lines no wider than the paper, with feeds, pictures and codes between."""
    found: list[Item] = []
    for block in document.blocks:
        match block:
            case Pair():
                found += _pair(block, paper.columns)
            case Text():
                found += _text(block, paper.columns // block.size.across)
            case Rule():
                found.append(Line("-" * paper.columns))
            case Picture():
                assert block.bitmap.width <= paper.width_dots, "a picture wider than the paper"
                found.append(block)
            case Feed() | Qr() | Cut():
                found.append(block)
            case _:
                assert_never(block)
    return found


def wrap(text: str, width: int) -> list[str]:
    """Break printable text into lines of at most `width` columns (2 or more), at least one line.

    Breaks stand between words and between Hanzi, as Chinese print has it: no line starts with a
    comma, a number keeps its groups together, and a bracket starts a line rather than be torn.
    Blanks at a break are dropped, nothing else is.
    """
    found = []
    while columns(text) > width:
        # A Hanzi of which one byte fits is dropped from the prefix: never half of it is printed.
        prefix = text.encode("gbk")[:width].decode("gbk", "ignore")
        end = _break(text, len(prefix))
        found.append(text[:end].rstrip(" "))
        text = text[end:].lstrip(" ")
    return [*found, text]


def _text(block: Text, width: int) -> list[Line]:
    fitting = _fitting(block.text, width)
    return [Line(line, block.size, block.align, block.bold) for line in fitting]


@lru_cache(KEPT_TEXTS)
def _fitting(text: str, width: int) -> tuple[str, ...]:
    text, used = measured(text)
    return (text,) if used <= width else tuple(wrap(text, width))


def _pair(pair: Pair, width: int) -> list[Line]:
    left, left_used = measured(pair.left)
    right, right_used = measured(pair.right)
    gap = width - left_used - right_used
    if gap >= 1:
        return [Line(left + " " * gap + right, bold=pair.bold)]
    return [
        *(Line(text, bold=pair.bold) for text in wrap(left, width)),
        *(Line(text, align=Align.RIGHT, bold=pair.bold) for text in wrap(right, width)),
    ]


def _break(text: str, limit: int) -> int:
    """Where a line ends of which `limit` characters fit: 1 to `limit`, the best place found."""
    end = limit
    while end > 1 and not _may_break(text, end):
        end -= 1
    if end == 1 and not _may_break(text, end):
        return limit  # one word longer than the line
    bracket = text.rfind("(", 0, end)
    if ")" not in text[bracket:end] and text[: max(bracket, 0)].strip(" "):
        return bracket
    return end


def _may_break(text: str, end: int) -> bool:
    """May a line end before text[end]?"""
    before, after = text[end - 1], text[end]
    if before == " " or after == " ":
        around = text[:end].rstrip(" ")[-1:] + text[end:].lstrip(" ")[:1]
        return not (len(around) == 2 and around.isdecimal())
    if before.isascii() and after.isascii():
        return after == "("
    return after not in _NOT_FIRST and before not in _NOT_LAST
