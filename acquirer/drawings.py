"""Signatures while they are being drawn on a phone: for the terminal that waits to show them.

Only in memory: what counts is sent whole at the end, and a hand's strokes are not kept in passing.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from receipts.strokes import Strokes, bounded

MAX_DRAWINGS = 256
"""More phones than ever sign at one moment; the one not touched for longest goes first."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is on a phone right now. `version` rises when something was taken away again."""

    version: int = 0
    strokes: Strokes = field(default=(), repr=False)


class Drawings:
    """The drawings of open links by the digest of their token. Safe to call from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._drawings: OrderedDict[str, Drawing] = OrderedDict()

    def draw(self, token_hash: str, strokes: Strokes) -> Drawing:
        """What is drawn so far replaces what was."""
        strokes = bounded(strokes)
        with self._lock:
            before = self._drawings.pop(token_hash, Drawing())
            version = before.version + (not _continues(before.strokes, strokes))
            self._drawings[token_hash] = drawing = Drawing(version % 256, strokes)
            while len(self._drawings) > MAX_DRAWINGS:
                self._drawings.popitem(last=False)
            return drawing

    def see(self, token_hash: str) -> Drawing:
        """What is drawn so far; nothing where nobody has begun."""
        with self._lock:
            return self._drawings.get(token_hash, Drawing())

    def put_away(self, token_hash: str) -> None:
        """The link has ended."""
        with self._lock:
            self._drawings.pop(token_hash, None)


def _continues(before: Strokes, after: Strokes) -> bool:
    """Whether nothing that was drawn is gone: points are added at the end alone."""
    if not before:
        return True
    last = len(before) - 1
    return (
        len(after) >= len(before)
        and after[:last] == before[:last]
        and after[last][: len(before[last])] == before[last]
    )
