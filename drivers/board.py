"""The board: runs a firmware flow by performing its effects on ports, synchronously.

It stops whenever the flow asks a question and no event waits; who holds the board posts events
(keys, swipes, strokes) and lets time pass. The TUI does so from a worker thread, the script rig
in the test's own thread on a virtual clock.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Protocol

from drivers.ports import Clock, HostPort, JournalPort, PrinterPort, SecureElementPort
from terminal import effects as fx
from terminal.dialogue import Dialogue, Done, NoAnswer, PanelEvent, Refused
from terminal.faults import Fault
from terminal.host_answers import matched
from terminal.journal import Book
from terminal.messages import Text, text
from terminal.screen import Screen

Flow = Coroutine[fx.Effect[Any], Any, Any]

MAX_QUEUED_EVENTS = 64
"""A person cannot be this many keys ahead; more are dropped with a beep."""

CLOCK_GRAIN_S = 1e-6
"""Clocks count microseconds: less than one left of a wait is rounding, and nobody can wait it."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything a board is plugged into."""

    clock: Clock
    journal: JournalPort
    host: HostPort
    printer: PrinterPort
    secure_element: SecureElementPort
    practice: Callable[[], Ports] | None = None
    """What the board works on in the training mode, made anew each time; None: there is none."""


@dataclass(frozen=True, slots=True)
class View:
    """What a face draws: the screen, the refusal to flash, and when the wait ends."""

    screen: Screen
    notice: Text | None = None
    beeps: int = 0
    deadline: float | None = None
    asking: bool = False


class Observer(Protocol):
    """Who looks on: a face, the inspector, a law's test. It may raise to cut the power."""

    def view_changed(self, view: View) -> None:
        """A new screen stands on the display."""

    def before(self, effect: fx.Effect[Any]) -> None:
        """The effect is about to be performed."""

    def after(self, effect: fx.Effect[Any], answer: object) -> None:
        """The effect has been performed (answer: its value, or the fault it met)."""


class Unobserved:
    """Nobody looks on."""

    def view_changed(self, view: View) -> None:
        """Nothing."""

    def before(self, effect: fx.Effect[Any]) -> None:
        """Nothing."""

    def after(self, effect: fx.Effect[Any], answer: object) -> None:
        """Nothing."""


@dataclass(slots=True)
class _Question:
    """The question that stands open."""

    effect: fx.Ask[Any]
    dialogue: Dialogue[Any]
    deadline: float | None


BLANK = View(Screen(text("blank")))


class Board:
    """One device under power, running one flow. Dropping it is pulling the plug."""

    def __init__(self, ports: Ports, flow: Flow, observer: Observer | None = None) -> None:
        self._real = self._ports = ports
        self._flow = flow
        self._observer: Observer = observer or Unobserved()
        self._question: _Question | None = None
        self._events: deque[PanelEvent] = deque()
        self._running = True
        self._started = False
        self._unplugged = False
        self._display = threading.RLock()
        self.view = BLANK
        self.outcome: object = None

    @property
    def running(self) -> bool:
        """False once the flow has come to its end, or the power was cut."""
        return self._running

    @property
    def practised(self) -> Book | None:
        """What the practice journal knows while the training mode is on; None while it is not."""
        return None if self._ports is self._real else self._ports.journal.book

    @property
    def asking(self) -> Dialogue[Any] | None:
        """The open question, as it stands."""
        return self._question.dialogue if self._question else None

    @property
    def seconds_left(self) -> float | None:
        """Until the open question times out; None where it waits for ever."""
        if self._question is None or self._question.deadline is None:
            return None
        return max(0.0, self._question.deadline - self._ports.clock.monotonic())

    def post(self, event: PanelEvent) -> None:
        """Queue one event of the panel; `pump` takes it."""
        if len(self._events) >= MAX_QUEUED_EVENTS:
            self.beep()
            return
        self._events.append(event)

    def beep(self) -> None:
        """Refuse a key that means nothing right now; from any thread."""
        with self._display:
            self._show(self.view, beep=True)

    def pump(self) -> None:
        """Run until the flow waits for an event that has not come, or ends.

        Whatever escapes (a journal that broke, a cut by the observer) ends the board.
        """
        try:
            if not self._started:
                self._started = True
                self._advance(None)
            while self._running and self._question is not None:
                if self._unplugged:
                    self.power_off()
                elif self._expired():
                    self._answer(NoAnswer.TIMED_OUT)
                elif self._events:
                    self._take(self._events.popleft())
                else:
                    return
        except BaseException:
            self.power_off()
            raise

    def unplug(self) -> None:
        """Cut the power from another thread: the effect under way is the last one performed."""
        self._unplugged = True

    def power_off(self) -> None:
        """Cut the power: the flow ends where it stands and nothing more is performed."""
        self._running = False
        self._question = None
        self._events.clear()
        self._flow.close()

    def _expired(self) -> bool:
        left = self.seconds_left
        return left is not None and left < CLOCK_GRAIN_S

    def _take(self, event: PanelEvent) -> None:
        question = self._question
        assert question is not None
        match question.dialogue.take(event):
            case Done(answer=answer):
                self._answer(answer)
            case Refused(notice=notice):
                self._show(replace(self.view, notice=notice), beep=True)
            case dialogue:
                question.dialogue = dialogue
                question.deadline = self._deadline(question.effect)
                self._show_question(question)

    def _answer(self, answer: object) -> None:
        question = self._question
        assert question is not None
        self._question = None
        self._observer.after(question.effect, answer)
        self._advance(answer)

    def _advance(self, answer: object) -> None:
        """Resume the flow and perform effects until it asks a question or ends."""
        fault: Fault | None = None
        while not self._unplugged:
            try:
                effect = self._flow.throw(fault) if fault else self._flow.send(answer)
            except StopIteration as stop:
                self._running, self.outcome = False, stop.value
                return
            self._observer.before(effect)
            if isinstance(effect, fx.Ask):
                self._question = _Question(effect, effect.dialogue, self._deadline(effect))
                self._show_question(self._question)
                return
            answer, fault = None, None
            try:
                answer = self._perform(effect)
            except Fault as met:
                fault = met
            self._observer.after(effect, fault or answer)
        self.power_off()

    def _deadline(self, effect: fx.Ask[Any]) -> float | None:
        if effect.within_s is None:
            return None
        return self._ports.clock.monotonic() + effect.within_s

    def _show_question(self, question: _Question) -> None:
        deadline = question.deadline if question.effect.counted else None
        self._show(View(question.dialogue.screen(), deadline=deadline, asking=True))

    def _show(self, view: View, *, beep: bool = False) -> None:
        """Put a view up; the lock keeps a beep from elsewhere from bringing an old one back."""
        with self._display:
            beeps = self.view.beeps + beep
            self.view = View(view.screen, view.notice, beeps, view.deadline, view.asking)
            self._observer.view_changed(self.view)

    def _perform(self, effect: fx.Effect[Any]) -> object:
        ports = self._ports
        match effect:
            case fx.Show(screen):
                self._show(View(screen))
            case fx.Record(event, secret):
                return ports.journal.commit(event, secret)
            case fx.RecordDevice(event):
                return ports.journal.commit(event)
            case fx.Look():
                return ports.journal.book
            case fx.IsEndNoted():
                return ports.journal.is_end_noted
            case fx.Exchange():
                return self._exchange(effect)
            case fx.BeginPractice():
                return self._begin_practice()
            case fx.EndPractice():
                self._ports = self._real
            case fx.BankAddress():
                return ports.host.where
            case fx.Print() | fx.FinishPrinting() | fx.AbandonPrinting() | fx.CheckPrinter():
                self._ask_printer(effect)
            case fx.Now():
                return ports.clock.now()
            case _:
                return self._ask_secure_element(effect)
        return None

    def _exchange(self, effect: fx.Exchange) -> fx.Heard:
        """While the bank is asked the screen counts down; one that asks somebody stays as it is."""
        counted = not self.view.asking
        if counted:
            deadline = self._ports.clock.monotonic() + effect.within_s
            self._show(replace(self.view, deadline=deadline))
        try:
            return self._ports.host.exchange(
                effect.request, lambda frame: matched(frame, effect.answer), effect.within_s
            )
        finally:
            if counted:
                self._show(replace(self.view, deadline=None))

    def _ask_printer(
        self, effect: fx.Print | fx.FinishPrinting | fx.AbandonPrinting | fx.CheckPrinter
    ) -> None:
        printer = self._ports.printer
        match effect:
            case fx.Print(document):
                printer.print(document)
            case fx.FinishPrinting():
                printer.finish()
            case fx.AbandonPrinting():
                printer.abandon()
            case fx.CheckPrinter():
                printer.check()

    def _begin_practice(self) -> bool:
        """Work on practice ports; what they may begin is no practice within practice."""
        if self._ports.practice is None:
            return False
        self._ports = replace(self._ports.practice(), practice=None)
        return True

    def _ask_secure_element(self, effect: fx.Effect[Any]) -> object:
        element = self._ports.secure_element
        match effect:
            case fx.Mac(message):
                return element.mac(message)
            case fx.VerifyMac(message, mac):
                return element.verify_mac(message, mac)
            case fx.EncryptPin(pin, pan):
                return element.encrypt_pin(pin, pan)
            case fx.LoadWorkingKeys(field_62):
                return element.load_working_keys(field_62)
            case fx.HasWorkingKeys():
                return element.has_working_keys
            case fx.DeviceMac(data):
                return element.device_mac(data)
            case fx.CheckOperator(number, pin):
                return element.check_operator(number, pin)
            case fx.CheckKeys():
                return element.key_checks()
            case fx.KnowsOperator(number):
                return element.knows_operator(number)
            case fx.SetOperatorPin(number, pin):
                element.set_operator_pin(number, pin)
                return None
            case _:
                raise AssertionError(f"the board does not know {type(effect).__name__}")
