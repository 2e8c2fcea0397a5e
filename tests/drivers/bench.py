"""A bench for boards: ports that note what is asked of them, and a dialogue of one word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from drivers.board import Board, Flow, Observer, Ports, View
from drivers.clock import VirtualClock
from receipts.slip import Document
from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.effects import Effect, KeyChecks
from terminal.entry import Entry
from terminal.events import Event
from terminal.journal import Book
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import Screen
from wire.framing import Frame
from wire.pan import Pan


@dataclass(frozen=True, slots=True)
class Word:
    """Answers with the digits typed before ENTER; CANCEL cancels; `#` is refused with a reason."""

    typed: str = ""

    def screen(self) -> Screen:
        return Screen(text("sale.title"), big=plain(self.typed))

    def take(self, event: PanelEvent) -> Word | Done[str | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.ENTER):
                return Done(self.typed)
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.HASH):
                return Refused(text("sale.amount_zero"))
            case KeyPressed(key=key) if key.is_digit:
                return Word(self.typed + key.value)
            case _:
                return Refused()


@dataclass
class World:
    """All five ports at once. `calls` is what was asked, in order; `troubles` what meets it."""

    calls: list[str] = field(default_factory=list)
    troubles: dict[str, Exception] = field(default_factory=dict)
    clock: VirtualClock = field(default_factory=VirtualClock)
    book: Book = field(default_factory=Book)
    has_working_keys: bool = True
    is_end_noted: bool = True
    meanwhile: Callable[[], object] = lambda: None

    def plug(self) -> Ports:
        return Ports(self.clock, self, self, self, self)

    def _call(self, name: str) -> None:
        self.calls.append(name)
        self.meanwhile()
        if name in self.troubles:
            raise self.troubles[name]

    def now(self) -> datetime:
        return self.clock.now()

    def commit(self, event: Event, secret: bytes | None = None) -> Entry | None:
        self._call(f"commit {type(event).__name__}")
        return self.book.apply(event)

    def exchange(self, request: Frame, read: Callable[[Frame], object], within_s: float) -> Any:
        self._call("exchange")
        return request

    def print(self, document: Document) -> None:
        self._call("print")

    def finish(self) -> None:
        self._call("finish")

    def abandon(self) -> None:
        self._call("abandon")

    def check(self) -> None:
        self._call("check")

    def mac(self, data: bytes) -> bytes:
        self._call("mac")
        return b"A1B2C3D4"

    def verify_mac(self, data: bytes, mac: bytes) -> bool:
        self._call("verify_mac")
        return mac == b"A1B2C3D4"

    def encrypt_pin(self, pin: str, pan: Pan) -> bytes:
        self._call("encrypt_pin")
        return bytes(8)

    def load_working_keys(self, field_62: bytes) -> bool:
        self._call("load_working_keys")
        return True

    def device_mac(self, data: bytes) -> str:
        self._call("device_mac")
        return "ab" * 32

    def check_operator(self, number: str, pin: str) -> bool:
        self._call("check_operator")
        return pin == "1111"

    @property
    def where(self) -> str:
        return "192.0.2.10:9583"

    def key_checks(self) -> KeyChecks:
        self._call("key_checks")
        return KeyChecks("11", "22", "")

    def knows_operator(self, number: str) -> bool:
        self._call("knows_operator")
        return number == "01"

    def set_operator_pin(self, number: str, pin: str) -> None:
        self._call(f"set_operator_pin {number}")


@dataclass
class Log:
    """An observer that keeps everything, and cuts the power at one line of it."""

    cut_at: str = ""
    lines: list[str] = field(default_factory=list)
    views: list[View] = field(default_factory=list)

    def view_changed(self, view: View) -> None:
        self.views.append(view)

    def before(self, effect: Effect[Any]) -> None:
        self._note(f"before {type(effect).__name__}")

    def after(self, effect: Effect[Any], answer: object) -> None:
        self._note(f"after {type(effect).__name__}")

    def _note(self, line: str) -> None:
        self.lines.append(line)
        if line == self.cut_at:
            raise CutError


class CutError(BaseException):
    """The power went."""


def pressed(board: Board, *keys: str) -> None:
    """Press these keys one after the other; each digit of a number is a key."""
    for word in keys:
        for key in word if word.isdigit() else [word]:
            board.post(KeyPressed(Key(key)))
            board.pump()


def powered(flow: Flow, world: World | None = None, observer: Observer | None = None) -> Board:
    """A board on the bench, run to its first question."""
    board = Board((world or World()).plug(), flow, observer)
    board.pump()
    return board
