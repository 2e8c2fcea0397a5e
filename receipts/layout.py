"""Break a document into the lines of a given paper; a Hanzi takes two columns and is never cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from receipts.charset import columns, printable
from receipts.paper import Paper
from receipts.slip import Align, Cut, Document, Feed, Pair, Picture, Qr, Rule, Size, Text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of printable text that fits the paper at its size."""

    text: str
    size: Size = Size.NORMAL
    align: Align = Align.LEFT
    bold: bool = False


Item = Line | Feed | Picture | Qr | Cut

# What is kept in one piece, the longest first: a date with its time, a bracket, a word with its
# blanks, a Hanzi with the marks that must not start a line (，。) or end one (（).
_PIECE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d *"
    r"|\([ -'*-~]*\)[):;,.]* *"
    r"|[!-')-~]+ *|\( *| +"
    r"|[（《〈“‘【]*[^ -~][，。、；：？！）》〉”’】…]*"
)
_WORD = re.compile(r"[^ ]+ *| +")


def lines(document: Document, paper: Paper) -> tuple[Item, ...]:
    """The document as lines no wider than the paper, with feeds, pictures and codes between."""
    return tuple(_items(document, paper))


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break printable text into lines of at most `width` columns (2 or more), at least one line.

    Breaks stand between words and between Hanzi; blanks at a break are dropped, nothing else is.
    """
    if columns(text) <= width:
        return (text,)
    found, line, used = [], "", 0
    for piece in _pieces(text, width):
        needed = columns(piece.rstrip(" "))
        if line and used + needed > width:
            found.append(line.rstrip(" "))
            line, used, piece = "", 0, piece.lstrip(" ")
        line += piece
        used += columns(piece)
    return (*found, line.rstrip(" "))


def _items(document: Document, paper: Paper) -> Iterator[Item]:
    for block in document.blocks:
        match block:
            case Text():
                yield from _text(block, paper.columns // block.size.across)
            case Pair():
                yield from _pair(block, paper.columns)
            case Rule():
                yield Line("-" * paper.columns)
            case Picture():
                assert block.bitmap.width <= paper.width_dots, "a picture wider than the paper"
                yield block
            case Feed() | Qr() | Cut():
                yield block
            case _:
                assert_never(block)


def _text(block: Text, width: int) -> Iterator[Line]:
    for text in wrap(printable(block.text), width):
        yield Line(text, block.size, block.align, block.bold)


def _pair(pair: Pair, width: int) -> Iterator[Line]:
    left, right = printable(pair.left), printable(pair.right)
    gap = width - columns(left) - columns(right)
    if gap >= 1:
        yield Line(left + " " * gap + right, bold=pair.bold)
        return
    for text in wrap(left, width):
        yield Line(text, bold=pair.bold)
    for text in wrap(right, width):
        yield Line(text, align=Align.RIGHT, bold=pair.bold)


def _pieces(text: str, width: int) -> Iterator[str]:
    """The pieces a line is filled with; one too wide for any line in smaller pieces."""
    for piece in _PIECE.findall(text):
        if columns(piece.rstrip(" ")) <= width:
            yield piece
            continue
        for word in _WORD.findall(piece):
            yield from (word,) if columns(word.rstrip(" ")) <= width else word
