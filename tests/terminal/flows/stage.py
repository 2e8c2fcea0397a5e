"""A stage for one flow: a book in memory, a bank that answers as told, people who follow a list.

It performs effects the plainest way and keeps what was asked, so that a test can claim what a
flow does, and in which order, without any driver.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from receipts.slip import Document
from terminal import effects as fx
from terminal.config import Config
from terminal.dialogue import Dialogue, Done, NoAnswer, PanelEvent, Refused
from terminal.entry import Attempt, AttemptOutcome, Entry, EntryKey, HostAnswer, Route
from terminal.events import Approved, DeviceEvent, Intended, Overridden, Signed, SlipsDone
from terminal.faults import Fault
from terminal.journal import Book
from terminal.messages import Text
from terminal.operators import TEST_PINS
from terminal.screen import Screen
from terminal.states import Signature, SlipState
from wire import iso8583
from wire.framing import Frame, Processing
from wire.iso8583 import FieldValue, Message
from wire.pan import Pan

T = TypeVar("T")
START = datetime.fromisoformat("2026-03-02T12:00:00")
CONFIG = Config()
SUPERVISOR = ("99", "9999")
"""What a supervisor types who lets a cashier do something."""
PAN = Pan("6212340000000000")
MAC = b"A1B2C3D4"
APPROVAL: dict[int, FieldValue] = {
    12: "120003",
    13: "0302",
    15: "0302",
    37: "123456789012",
    38: "A12345",
    39: "00",
    44: "01020000   48020000   ",
}

BankWord = Callable[[Message], Message] | Fault


def says(code: str, **fields: FieldValue) -> Callable[[Message], Message]:
    """A bank that answers with this F39, and echoes what an answer echoes."""

    def answer(request: Message) -> Message:
        echoed = {n: request.fields[n] for n in (4, 11, 37, 41, 42, 60) if n in request.fields}
        extra = APPROVAL if code == "00" and request.mti == "0200" else {}
        named = {int(name[1:]): value for name, value in fields.items()}
        mti = f"{request.mti[:2]}{int(request.mti[2]) + 1}{request.mti[3]}"
        return Message(mti, echoed | extra | {39: code, 64: MAC} | named)

    return answer


@dataclass
class Stage:
    """`people` answers the questions in turn; `bank` the messages; `printer` each print."""

    people: list[Any] = field(default_factory=list)
    bank: list[BankWord] = field(default_factory=list)
    printer: list[Fault | None] = field(default_factory=list)
    book: Book = field(default_factory=Book)
    real_book: Book | None = None
    """The real one, while a flow practises on another."""
    has_keys: bool = True
    is_end_noted: bool = True
    printer_trouble: Fault | None = None
    wants_sign_on: bool = False
    announces: Processing = Processing.NONE
    """What the header of each answer tells of."""
    now: datetime = START
    performed: list[str] = field(default_factory=list)
    screens: list[Screen] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)
    printed: list[Document] = field(default_factory=list)
    waits: list[float | None] = field(default_factory=list)
    secrets: list[bytes | None] = field(default_factory=list)
    device_events: list[DeviceEvent] = field(default_factory=list)
    operators: dict[str, str] = field(default_factory=lambda: dict(TEST_PINS))

    def run(self, flow: Coroutine[fx.Effect[Any], Any, T]) -> T:
        """Run the flow to its end; what it returns."""
        answer: object = None
        fault: Fault | None = None
        while True:
            try:
                effect = flow.throw(fault) if fault else flow.send(answer)
            except StopIteration as stop:
                result: T = stop.value
                return result
            self.performed.append(_name(effect))
            answer, fault = None, None
            try:
                answer = self._perform(effect)
            except Fault as met:
                fault = met

    @property
    def overridden(self) -> list[Overridden]:
        """Who let the operator on duty do what."""
        return [event for event in self.device_events if isinstance(event, Overridden)]

    @property
    def words(self) -> str:
        """All that was on the screen, in English."""
        return "\n".join(text.say("en") for screen in self.screens for text in _texts(screen))

    def _perform(self, effect: fx.Effect[Any]) -> object:  # noqa: C901 - one case an effect
        match effect:
            case fx.Ask(dialogue, within_s, _):
                self.waits.append(within_s)
                self.screens.append(dialogue.screen())
                return self._asked(dialogue)
            case fx.Show(screen):
                self.screens.append(screen)
            case fx.Record(event, secret):
                self.secrets.append(secret)
                return self.book.apply(event)
            case fx.RecordDevice(event):
                self.device_events.append(event)
                return self.book.apply(event)
            case fx.Look():
                return self.book
            case fx.Exchange(request, _, _):
                return self._answered(request)
            case fx.Print(document):
                self._print(document)
            case fx.FinishPrinting():
                self._print(self.printed.pop())
            case fx.Now():
                self.now += timedelta(seconds=1)
                return self.now
            case fx.Mac():
                return MAC
            case fx.VerifyMac(_, mac):
                return mac == MAC
            case fx.EncryptPin(pin, _):
                return hashlib.sha256(pin.encode()).digest()[:8]
            case fx.LoadWorkingKeys():
                self.has_keys = True
                return True
            case fx.IsEndNoted():
                return self.is_end_noted
            case fx.HasWorkingKeys():
                return self.has_keys
            case fx.DeviceMac(data):
                return hashlib.sha256(data).hexdigest()
            case fx.CheckKeys():
                return fx.KeyChecks(
                    "82E13665", *(["AAAA1111", "BBBB2222"] if self.has_keys else ["", ""])
                )
            case fx.BeginPractice():
                return self._begin_practice()
            case fx.EndPractice():
                assert self.real_book is not None
                self.book, self.real_book = self.real_book, None
            case fx.BankAddress():
                return "192.0.2.10:9583"
            case fx.CheckPrinter():
                self._check_printer()
            case fx.CheckOperator() | fx.KnowsOperator() | fx.SetOperatorPin():
                return self._ask_of_operators(effect)
            case fx.AbandonPrinting():
                pass
            case _:
                raise AssertionError(f"the stage does not know {effect}")
        return None

    def _asked(self, dialogue: Dialogue[Any]) -> object:
        """A value answers at once; a list of panel events goes through the dialogue."""
        if not self.people:
            return NoAnswer.TIMED_OUT
        said = self.people.pop(0)
        if not isinstance(said, list):
            return said
        for event in said:
            step = self._take(dialogue, event)
            if isinstance(step, Done):
                return step.answer
            if step is not dialogue:
                self.screens.append(step.screen())
            dialogue = step
        return NoAnswer.TIMED_OUT

    def _take(self, dialogue: Dialogue[Any], event: PanelEvent) -> Any:
        step = dialogue.take(event)
        if isinstance(step, Refused):
            self.screens.append(Screen(step.notice or Text("blank")))
            return dialogue
        return step

    def _answered(self, request: Frame) -> fx.Heard:
        message = iso8583.decode(request.message)
        self.sent.append(message)
        word = self.bank.pop(0) if self.bank else says("00")
        if isinstance(word, Fault):
            raise word
        wants = Processing.SIGN_ON_AGAIN if self.wants_sign_on else self.announces
        frame = request.answered(iso8583.encode(word(message)), wants)
        return fx.Heard(frame, iso8583.decode(frame.message))

    def _ask_of_operators(
        self, effect: fx.CheckOperator | fx.KnowsOperator | fx.SetOperatorPin
    ) -> bool | None:
        match effect:
            case fx.CheckOperator(number, pin):
                return self.operators.get(number) == pin
            case fx.KnowsOperator(number):
                return number in self.operators
            case fx.SetOperatorPin(number, pin):
                self.operators[number] = pin
        return None

    def _begin_practice(self) -> bool:
        if self.real_book is not None:
            return False
        self.real_book, self.book = self.book, Book()
        return True

    def _check_printer(self) -> None:
        if self.printer_trouble is not None:
            raise self.printer_trouble

    def _print(self, document: Document) -> None:
        self.printed.append(document)
        fault = self.printer.pop(0) if self.printer else None
        if fault is not None:
            raise fault


def signed_on(stage: Stage) -> Stage:
    """The same stage with a sign-on just behind it."""
    from terminal.events import LoggedIn, SignedOn

    stage.book.apply(LoggedIn("01", START))
    stage.book.apply(SignedOn(7, START))
    return stage


def sold(
    stage: Stage,
    trace: int = 1,
    amount_minor: int = 1200,
    signature: Signature = Signature.UNSIGNED,
) -> Entry:
    """An approved sale with its slips printed, in the stage's book."""
    key = EntryKey(7, trace)
    book = stage.book
    book.apply(
        Intended(key, "SALE", amount_minor, "156", PAN, "3012", "022", "01", START, signature)
    )
    answer = HostAnswer("00", f"{trace:012d}", "A12345", "0302", "120003", "0302")
    book.apply(Approved(key, answer, START))
    entry = book.apply(SlipsDone(key, SlipState.PRINTED, 2, START))
    assert entry is not None
    return entry


def signed(stage: Stage, entry: Entry, image: bytes = b"image") -> Entry:
    """The same sale with a signature captured and not yet sent."""
    attempt = Attempt(
        1, Route.SALE, "01", CONFIG.terminal_id, START, 5, AttemptOutcome.SIGNED, 0, "475B8226"
    )
    changed = stage.book.apply(Signed(entry.key, attempt, image))
    assert changed is not None
    return changed


def _name(effect: fx.Effect[Any]) -> str:
    if isinstance(effect, fx.Record | fx.RecordDevice):
        return f"Record {type(effect.event).__name__}"
    if isinstance(effect, fx.Ask):
        return f"Ask {type(effect.dialogue).__name__}"
    return type(effect).__name__


def _texts(screen: Screen) -> list[Text]:
    return [
        text for text in (screen.title, screen.big, *screen.lines, screen.hint) if text is not None
    ]
