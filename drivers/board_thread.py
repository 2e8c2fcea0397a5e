"""A board running live on a thread of its own: a face posts events and is told of new views."""

from __future__ import annotations

import queue
import threading

from drivers.board import Board
from terminal.dialogue import PanelEvent

LONGEST_WAIT_S = 0.5
"""How often a waiting board looks at its clock when nothing happens."""


class BoardThread:
    """Owns one board's thread from `start` to `stop`."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._events: queue.SimpleQueue[PanelEvent | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="board", daemon=True)
        self.error: BaseException | None = None

    def start(self) -> None:
        """Power on."""
        self._thread.start()

    def post(self, event: PanelEvent) -> None:
        """Hand over one event of the panel, from any thread."""
        self._events.put(event)

    def stop(self, within_s: float = 5.0) -> None:
        """Power off: the flow ends at its next question; an exchange on its way is left to end."""
        self._events.put(None)
        self._thread.join(within_s)

    def _run(self) -> None:
        board = self._board
        try:
            while board.running:
                board.pump()
                if not board.running:
                    return
                left = board.seconds_left
                wait_s = LONGEST_WAIT_S if left is None else min(LONGEST_WAIT_S, left)
                try:
                    event = self._events.get(timeout=max(0.001, wait_s))
                except queue.Empty:
                    continue
                if event is None:
                    board.power_off()
                    return
                board.post(event)
        except BaseException as error:
            self.error = error
            raise
