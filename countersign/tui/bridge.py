"""What any thread tells the screens: kept in order, and the screens woken once for all of it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from countersign.tui.desk import Note, Piece
    from drivers.board import View

MAX_WAITING = 4_000
"""Notes and pieces that wait for the screens; a screen that far behind shows the newest."""


class News(NamedTuple):
    """Everything since the last time: of views only the newest, of all else each one in order."""

    view: View | None
    notes: tuple[Note, ...]
    pieces: tuple[Piece, ...]
    status: bool


class Bridge:
    """An Onlooker for every thread; `take` is for the one that draws.

    `wake` is called on the telling thread when there is news and nobody has been woken yet.
    """

    def __init__(self, wake: Callable[[], object]) -> None:
        self._wake = wake
        self._lock = threading.Lock()
        self._woken = False
        self._view: View | None = None
        self._notes: deque[Note] = deque(maxlen=MAX_WAITING)
        self._pieces: deque[Piece] = deque(maxlen=MAX_WAITING)
        self._status = False

    def view_changed(self, view: View) -> None:
        """The display shows something new."""
        with self._lock:
            self._view = view
        self._call()

    def status_changed(self) -> None:
        """Something of the Status, the faults or the power changed."""
        with self._lock:
            self._status = True
        self._call()

    def noted(self, note: Note) -> None:
        """Something happened that the inspector shows."""
        with self._lock:
            self._notes.append(note)
        self._call()

    def paper_moved(self, piece: Piece) -> None:
        """A piece of paper came out of the printer."""
        with self._lock:
            self._pieces.append(piece)
        self._call()

    def take(self) -> News:
        """The news, once."""
        with self._lock:
            news = News(self._view, tuple(self._notes), tuple(self._pieces), self._status)
            self._view, self._status, self._woken = None, False, False
            self._notes.clear()
            self._pieces.clear()
        return news

    def _call(self) -> None:
        with self._lock:
            woken, self._woken = self._woken, True
        if not woken:
            self._wake()
