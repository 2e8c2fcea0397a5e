"""What the product's parts report, turned into what the screens are told; nothing secret passes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from countersign.tui.desk import (
    Direction,
    EffectNote,
    HostNote,
    JournalNote,
    Onlooker,
    SerialNote,
)
from countersign.tui.paper_feed import PaperFeed
from drivers.record_shape import SEALED_FIELDS
from drivers.traffic import Direction as Way
from drivers.traffic import Traffic
from drivers.virtual_printer.events import (
    BytesIn,
    BytesOut,
    PaperMoved,
    PrinterEvent,
    SlipCut,
    StatusChanged,
)
from terminal import effects as fx
from terminal.dialogue import NoAnswer
from terminal.entry import Entry
from terminal.events import Event
from wire.pan import Pan

if TYPE_CHECKING:
    from drivers.board import View
    from drivers.virtual_printer.machine import VirtualPrinter

MAX_WORDS = 60
"""An effect is one line of the inspector."""


class Feeds:
    """Observer of the board, watcher of the line to the bank, listener of the virtual printer.

    `now` is the device's clock, `journal_seq` the number of the newest durable record.
    """

    def __init__(
        self,
        onlooker: Onlooker,
        now: Callable[[], datetime],
        journal_seq: Callable[[], int],
        first_slip: int = 1,
    ) -> None:
        self._onlooker = onlooker
        self._now = now
        self._journal_seq = journal_seq
        self._paper = PaperFeed(onlooker, first_slip)
        self._asked_at: datetime | None = None

    # the board

    def view_changed(self, view: View) -> None:
        """A new screen stands on the display."""
        self._onlooker.view_changed(view)

    def before(self, effect: fx.Effect[Any]) -> None:
        """Effects are told of when they are done, with their answer."""

    def after(self, effect: fx.Effect[Any], answer: object) -> None:
        """The effect has been performed."""
        fault = isinstance(answer, Exception)
        asked, said = effect_words(effect), answer_words(effect, answer)
        now = self._now()
        self._onlooker.noted(EffectNote(now, type(effect).__name__, asked, said, fault))
        if isinstance(effect, fx.Record | fx.RecordDevice) and not fault:
            self._onlooker.noted(journal_note(now, self._journal_seq(), effect.event))
            self._onlooker.status_changed()
        elif fault or isinstance(effect, fx.Exchange):
            self._onlooker.status_changed()

    # the line to the bank

    def traffic(self, traffic: Traffic) -> None:
        """A message went out or came in."""
        if traffic.direction is Way.SENT:
            self._asked_at = traffic.at
            self._onlooker.noted(HostNote(traffic.at, Direction.OUT, traffic.frame))
            return
        took = None if self._asked_at is None else traffic.at - self._asked_at
        took_ms = None if took is None else round(took.total_seconds() * 1000)
        ignored = traffic.direction is Way.IGNORED
        self._onlooker.noted(HostNote(traffic.at, Direction.IN, traffic.frame, took_ms, ignored))

    # the virtual printer

    def printer(self, machine: VirtualPrinter) -> Callable[[], None]:
        """Listen to this printer; call what is returned to stop."""
        return machine.listen(lambda event: self._printer(machine, event))

    def _printer(self, machine: VirtualPrinter, event: PrinterEvent) -> None:
        match event:
            case BytesIn(data=data):
                self._onlooker.noted(SerialNote(self._now(), Direction.OUT, data))
            case BytesOut(data=data):
                self._onlooker.noted(SerialNote(self._now(), Direction.IN, data))
            case PaperMoved():
                self._paper.moved(machine.piece)
            case SlipCut(slip=slip):
                self._paper.cut(slip)
            case StatusChanged():
                self._onlooker.status_changed()
            case _:
                pass  # what was not understood is in the bytes


def journal_note(at: datetime, seq: int, event: Event) -> JournalNote:
    """One durable record, as anybody may read it."""
    key = getattr(event, "key", None)
    header = tuple(
        (field.name, _plain(getattr(event, field.name)))
        for field in dataclasses.fields(event)
        if field.name not in SEALED_FIELDS and field.name not in ("key", "at")
    )
    shown = tuple((name, words) for name, words in header if words)
    return JournalNote(at, seq, type(event).__name__, "" if key is None else str(key), shown)


def _plain(value: object) -> str:
    """A value of an event without its secrets: a card masked, bytes and what is inside by name."""
    match value:
        case None | "" | ():
            return ""
        case Pan():
            return value.masked
        case bytes():
            return f"{len(value)} B"
        case tuple():
            return ", ".join(map(_plain, value))
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case _ if dataclasses.is_dataclass(value):
            inner = (
                (field.name, _plain(getattr(value, field.name)))
                for field in dataclasses.fields(value)
                if field.name not in SEALED_FIELDS
            )
            return " ".join(f"{name}={words}" for name, words in inner if words)
        case _:
            return str(value)


def effect_words(effect: fx.Effect[Any]) -> str:
    """What an effect asks for, in a few words and without its secrets."""
    match effect:
        case fx.Ask(dialogue=dialogue):
            return type(dialogue).__name__
        case fx.Show(screen=screen):
            return screen.title.id
        case fx.Record(event=event) | fx.RecordDevice(event=event):
            return f"{type(event).__name__} {getattr(event, 'key', '')}".rstrip()
        case fx.Exchange(request=request):
            return request.message[:2].hex()
        case fx.Print(document=document):
            return document.title[:MAX_WORDS]
        case _:
            return ""


def answer_words(effect: fx.Effect[Any], answer: object) -> str:
    """What came of it: never what a person typed, drew or swiped."""
    match answer:
        case Exception():
            return str(answer)[:MAX_WORDS]
        case NoAnswer():
            return answer.value
        case _ if isinstance(effect, fx.Ask):
            return type(answer).__name__
        case Entry():
            return f"{answer.payment} {answer.slip} {answer.signature}"
        case fx.Heard(message=message):
            return message.mti
        case bool():
            return str(answer).lower()
        case datetime():
            return f"{answer:%H:%M:%S}"
        case _:
            return ""
