"""Somebody at a live desk: presses keys, swipes, waits for words on the screen; all waits end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from countersign.live_desk import LiveDesk
from countersign.opening_desk import OpeningDesk
from countersign.rig_words import words_of
from countersign.settings import Settings
from countersign.tui.desk import Note, PaperCut, Piece
from drivers.board import View
from receipts.samples import sample
from terminal.config import Config, Waits
from terminal.dialogue import KeyPressed, PenStroke
from terminal.keys import Key

BEGINS = ("Type an amount to sell", "Type 1200, press ENTER:")
"""What the idle screen says."""
LOOK_EVERY_S = 0.05
PATIENCE_S = 15.0
"""Far above what anything takes; a test that needs it is about to fail."""
QUICK = Config(copies=1, waits=Waits(notice_s=1, error_s=30, tear_s=1, host_s=1))
"""One slip, short good news; bad news waits until it is read."""


class Person:
    """An Onlooker with hands."""

    def __init__(self, desk: LiveDesk | OpeningDesk) -> None:
        self.desk = desk
        self.views: list[View] = []
        self.notes: list[Note] = []
        self.pieces: list[Piece] = []
        self._news = threading.Condition()

    # what the desk tells

    def view_changed(self, view: View) -> None:
        with self._news:
            self.views.append(view)
            self._news.notify_all()

    def status_changed(self) -> None:
        with self._news:
            self._news.notify_all()

    def noted(self, note: Note) -> None:
        self.notes.append(note)

    def paper_moved(self, piece: Piece) -> None:
        with self._news:
            self.pieces.append(piece)
            self._news.notify_all()

    # eyes

    @property
    def screen(self) -> str:
        """The words on the display, in both languages."""
        if not self.views:
            return ""
        view = self.views[-1]
        both = (words_of(view.screen, view.notice, language) for language in ("en", "zh"))
        return "\n".join(line for words in both for line in words)

    @property
    def slips(self) -> int:
        """How many slips fell off."""
        return sum(isinstance(piece, PaperCut) for piece in self.pieces)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for it."""
        until = time.monotonic() + PATIENCE_S
        with self._news:
            while not holds():
                in_time = time.monotonic() < until
                assert in_time, f"{what} did not come; the screen says:\n{self.screen}"
                self._news.wait(LOOK_EVERY_S)

    def sees(self, words: str) -> None:
        """Wait until the display shows these words."""
        self.until(lambda: words in self.screen, words)

    def asked(self, words: str) -> None:
        """Wait until these words stand there as a question, so that keys are taken."""
        self.until(lambda: self._is_asked() and words in self.screen, words)

    def idle(self) -> None:
        """Wait for the screen on which a sale begins, sending away what is to be read before."""
        while True:
            self.until(self._is_asked, "a question")
            shown, screen = len(self.views), self.screen
            if any(words in screen for words in BEGINS):
                return
            assert "OUT OF SERVICE" not in screen, screen
            if "ENTER to go on" in screen:
                self.keys("ENTER")
            self.until(lambda shown=shown: len(self.views) > shown, "the next screen")  # type: ignore[misc]

    def _is_asked(self) -> bool:
        return bool(self.views) and self.views[-1].asking

    # hands

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.desk.post(KeyPressed(Key(key)))

    def begins_sale(self, card: str = "unionpay_credit_signature") -> None:
        """An amount and a card: from here on the bank is asked."""
        self.idle()
        self.keys("1", "2", "0", "0", "ENTER")
        self.asked("SWIPE CARD")
        self.desk.swipe(card)

    def sells_unsigned(self) -> None:
        """A sale that nobody signs, to its end."""
        self.begins_sale()
        self.asked("PLEASE SIGN")
        self.keys("CANCEL")
        self.idle()

    def signs(self) -> None:
        self.asked("PLEASE SIGN")
        for stroke in sample(1):
            self.desk.post(PenStroke(stroke))
        self.keys("ENTER")

    def switches(self, *, on: bool) -> None:
        """Push the plug in or pull it, and wait until that is done."""
        assert self.desk.status().powered != on
        before = len(self.views)
        self.desk.toggle("power")
        self.until(lambda: self.desk.status().powered == on, "the power")
        if on:
            self.until(lambda: len(self.views) > before, "the first screen")


@contextmanager
def desk(
    state: Path, printer: str = "memory:", host: str = "embedded", config: Config = QUICK
) -> Iterator[Person]:
    """A desk that was started, and put away afterwards."""
    live = LiveDesk(Settings(state=state, printer=printer, host=host, config=config))
    person = Person(live)
    live.start(person)
    try:
        yield person
    finally:
        live.stop()
