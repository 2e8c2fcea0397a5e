"""Lines of styled words for widgets that draw themselves: widths count cells, a Hanzi takes two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Piece = tuple[str, Style]

_PIECE = r" +|[^ \u2e80-\uffff]+ *|[\u2e80-\uffff][，。、；：！？）》”…]* *"
"""What stays whole on a line: a word with its blanks, a Hanzi with the marks that follow it."""


def strip(pieces: Iterable[Piece], width: int, ground: Style) -> Strip:
    """The pieces from the left, cut or filled with `ground` to exactly `width` cells."""
    segments = [Segment(words, style) for words, style in pieces if words]
    return Strip(segments).adjust_cell_length(width, ground)


def centred(pieces: Iterable[Piece], width: int, ground: Style) -> Strip:
    """The pieces in the middle of `width` cells."""
    listed = list(pieces)
    before = max(0, (width - measure(listed)) // 2)
    return strip([(" " * before, ground), *listed], width, ground)


def ends(left: Iterable[Piece], right: Iterable[Piece], width: int, ground: Style) -> Strip:
    """`left` and `right` at the two edges; `left` gives way where both do not fit."""
    at_right = list(right)
    room = max(0, width - measure(at_right))
    before = strip(left, room, ground)
    return Strip([*before, *strip(at_right, width - room, ground)])


def measure(pieces: Iterable[Piece]) -> int:
    """Cells the pieces take."""
    return sum(cell_len(words) for words, _ in pieces)


def folded(pieces: Iterable[Piece], width: int, indent: int) -> list[list[Piece]]:
    """The pieces on lines of at most `width` cells, all but the first indented by `indent`."""
    assert indent + 2 <= width, "a Hanzi must fit behind the indent"
    lines: list[list[Piece]] = [[]]
    used = 0
    for words, style in pieces:
        while words:
            part, rest = _split(words, width - used)
            if part:
                lines[-1].append((part, style))
                used += cell_len(part)
            if rest:
                lines.append([(" " * indent, style)])
                used = indent
            words = rest
    return lines


def _split(words: str, width: int) -> tuple[str, str]:
    """As much as fits, and the rest."""
    if cell_len(words) <= width:
        return words, ""
    used = 0
    for place, char in enumerate(words):
        used += cell_len(char)
        if used > width:
            return words[:place], words[place:]
    return words, ""


def cut(words: str, width: int) -> str:
    """The words in exactly `width` cells: filled with blanks, or ended by an ellipsis."""
    if cell_len(words) <= width or width <= 0:
        return set_cell_size(words, max(0, width))
    return set_cell_size(set_cell_size(words, width - 1).rstrip() + "…", width)


def wrapped(words: str, width: int) -> list[str]:
    """The words on lines of at most `width` cells (2 or more), broken at blanks and by Hanzi."""
    width = max(2, width)
    lines, line = [], ""
    for piece in re.findall(_PIECE, words):
        if line and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while cell_len(line.rstrip()) > width:
            part, line = _split(line, width)
            lines.append(part)
    return [*lines, line.rstrip()] if line or not lines else lines
