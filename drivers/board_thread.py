"""A board running live on a thread of its own: a face posts events and is told of new views."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from drivers.board import Board
from terminal.dialogue import PanelEvent

LONGEST_WAIT_S = 0.5
"""How often a waiting board looks at its clock when nothing happens."""

STOP_WITHIN_S = 5.0
"""Longer than any effect takes but an exchange or a print that has met a dead line."""


class BoardThread:
    """Owns one board's thread from `start` to `stop`.

    `on_error` is called on that thread with what ended the flow before its time, kept in `error`;
    without it the error goes to `threading.excepthook`, so that it is never silent.
    """

    def __init__(
        self, board: Board, on_error: Callable[[BaseException], object] | None = None
    ) -> None:
        self._board = board
        self._on_error = on_error
        self._events: queue.SimpleQueue[PanelEvent | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="board", daemon=True)
        self.error: BaseException | None = None

    def start(self) -> None:
        """Power on."""
        self._thread.start()

    def post(self, event: PanelEvent) -> None:
        """Hand over one event of the panel, from any thread.

        While the device is busy and asks nothing its keys are dead: a CANCEL pressed while the
        bank is asked must not cancel the question that comes after.
        """
        if self._board.view.asking:
            self._events.put(event)
        else:
            self._board.beep()

    def stop(self, within_s: float = STOP_WITHIN_S) -> bool:
        """Power off, whatever still waits to be taken. True when the thread has ended.

        The effect under way is the last one performed; False where it takes longer than
        `within_s`, and then the thread ends after it, without the flow having gone on.
        """
        self._board.unplug()
        self._events.put(None)
        if self._thread.ident is None:
            self._board.power_off()
        elif self._thread is not threading.current_thread():
            self._thread.join(within_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._serve()
        except BaseException as error:
            self.error = error
            if self._on_error is None:
                raise
            self._on_error(error)

    def _serve(self) -> None:
        board = self._board
        board.pump()
        while board.running:
            left = board.seconds_left
            wait_s = LONGEST_WAIT_S if left is None else min(LONGEST_WAIT_S, left)
            try:
                event = self._events.get(timeout=max(0.001, wait_s))
            except queue.Empty:
                event = None
            if event is not None:
                board.post(event)
            board.pump()
