"""The desk as it opens: the screens stand at once, and what is behind them is loaded meanwhile.

Journal, bank and printer take longer to import than the screens take to be drawn, cards and faults
a third as long; who starts the terminal shall not look at nothing for that long.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from countersign.settings import EMBEDDED, Settings

if TYPE_CHECKING:
    from countersign.live_desk import LiveDesk
    from countersign.tui.desk import CardFace, Fault, Onlooker, SavedSlip, Status
    from terminal.dialogue import PanelEvent

STOP_WITHIN_S = 2.0
"""Who quits while the desk is still being put together waits no longer than this."""


class OpeningDesk:
    """A tui.desk.Desk: until the live one is there it has cards and faults and no power."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._desk: LiveDesk | None = None
        self._lock = threading.Lock()
        self._stopped = False
        self._opened = threading.Event()

    @property
    def trouble(self) -> str:
        """What keeps the terminal out of service."""
        return self._desk.trouble if self._desk else ""

    @property
    def cards(self) -> tuple[CardFace, ...]:
        """The tray."""
        from countersign.tray import card_faces

        return card_faces()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults this desk can have."""
        if self._desk is not None:
            return self._desk.faults
        from countersign.desk_faults import FAULTS

        return tuple(row.face(on=False) for row in FAULTS if row.fits(self._settings))

    @property
    def paper_columns(self) -> int:
        """Columns of the printer's paper."""
        return 32 if self._settings.paper_mm == 58 else 48

    def start(self, onlooker: Onlooker) -> None:
        """Load the live desk on a thread of its own, and start it."""
        threading.Thread(target=self._open, args=(onlooker,), name="opening", daemon=True).start()

    def stop(self) -> None:
        """Put everything away, also what is only just being put together."""
        with self._lock:
            started, self._stopped = self._desk is not None, True
        if started or self._opened.wait(STOP_WITHIN_S):
            desk = self._desk
            if desk is not None:
                desk.stop()

    def post(self, event: PanelEvent) -> None:
        """A key on a terminal without power is dead."""
        if self._desk is not None:
            self._desk.post(event)

    def swipe(self, name: str) -> None:
        """Draw this card through the slot."""
        if self._desk is not None:
            self._desk.swipe(name)

    def toggle(self, fault: str) -> None:
        """Make this fault happen, or undo it."""
        if self._desk is not None:
            self._desk.toggle(fault)

    def status(self) -> Status:
        """How everything is; before the terminal has power nobody knows more than its number."""
        if self._desk is not None:
            return self._desk.status()
        from countersign.tui.desk import Health, Link, Status, Words

        embedded = self._settings.host == EMBEDDED
        bank = Words("本机银行", "embedded") if embedded else Words(*[self._settings.host] * 2)
        printer = Words(*[self._settings.printer.partition("?")[0]] * 2)
        return Status(
            terminal_id=self._settings.config.terminal_id,
            batch=0,
            operator="",
            now=datetime.now(),  # noqa: DTZ005 - as on the device's own clock
            unsigned=0,
            outbox=0,
            bank=Link(Health.UNKNOWN, bank),
            printer=Link(Health.UNKNOWN, printer),
        )

    def monotonic(self) -> float:
        """The clock that deadlines are read on."""
        return time.monotonic()

    def save_slip(self, slip: int) -> SavedSlip:
        """Write a finished slip as PNG and PDF. Errors: OSError."""
        if self._desk is None:
            raise OSError("no slip has come out yet")
        return self._desk.save_slip(slip)

    def save_trace(self, name: str, words: str) -> Path:
        """Write what the inspector shows to a file. Errors: OSError."""
        if self._desk is None:
            raise OSError("the terminal is still starting: try again in a second")
        return self._desk.save_trace(name, words)

    def _open(self, onlooker: Onlooker) -> None:
        from countersign.live_desk import LiveDesk

        desk = LiveDesk(self._settings)
        with self._lock:
            if not self._stopped:
                self._desk = desk
                desk.start(onlooker)
        self._opened.set()
