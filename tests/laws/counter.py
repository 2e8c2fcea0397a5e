"""One counter where the power can be cut before or after any one effect, and once more later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Protocol

from acquirer.audit import Actor
from acquirer.front_office import Claim, FrontOffice, Refused
from acquirer.host import Bank
from acquirer.memory_store import MemoryStore
from acquirer.records import Route, TransactionKey
from drivers.board import Board, Ports, View
from drivers.clock import VirtualClock
from drivers.journal.memory_journal import MemoryJournal
from drivers.ports import JournalPort
from drivers.secure_element import SecureElement
from receipts.signature import sample
from receipts.slip import Document
from terminal.config import Config, Waits
from terminal.dialogue import KeyPressed
from terminal.effects import Effect
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.keys import Key
from terminal.power_on import firmware
from tests.acquirer.till import SPARE_TMK, Till
from tests.laws.agreement import disagreements
from tests.laws.network import LossyLine, Weather
from tests.laws.people import DRAWN, as_swiped
from tests.laws.world import bank_of, element_of
from wire.resign_messages import Parameters

CONFIG = Config(waits=Waits(host_s=30))
FAIR = Weather()
DAY_S = 86_400
OTHER_TERMINAL = "10000002"

Step = str
"""'keys 1200 ENTER', 'swipe NAME', 'sign', 'leave', 'phone', 'scan', 'agent', 'code', 'day',
'elsewhere', 'reference', 'fair'."""


class PowerCut(BaseException):
    """The plug is pulled."""


@dataclass(slots=True)
class Fuse:
    """Counts moments, one before and one after each effect, and blows at the armed one.

    `differing` are those before which `left_behind` changed: all others are one with the last.
    """

    cut: int | None = None
    seen: int = 0
    left_behind: Callable[[], object] = bool
    differing: list[int] = field(default_factory=list)
    _left: object = None

    def arm(self, cut: int | None) -> None:
        """Count anew; blow at that moment."""
        self.cut, self.seen, self.differing, self._left = cut, 0, [], None

    def view_changed(self, view: View) -> None:
        """Nobody looks."""

    def before(self, effect: Effect[Any]) -> None:
        """The effect has not been performed yet."""
        self._moment()

    def after(self, effect: Effect[Any], answer: object) -> None:
        """It has been performed now."""
        self._moment()

    def _moment(self) -> None:
        moment, self.seen = self.seen, self.seen + 1
        if moment == self.cut:
            raise PowerCut
        if self.cut is None and (left := self.left_behind()) != self._left:
            self.differing.append(moment)
            self._left = left


class Journal(JournalPort, Protocol):
    """A journal that knows when the plug is pulled."""

    def lose_power(self) -> None:
        """Be as it will be when the power is back."""


class Paper:
    """Counts what is printed."""

    def __init__(self) -> None:
        self.printed: list[Document] = []
        self.is_out = False

    def print(self, document: Document) -> None:
        """One more, while there is paper."""
        if self.is_out:
            raise PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)
        self.printed.append(document)

    def be(self, how: str) -> None:
        """'out', or there."""
        self.is_out = how == "out"

    def finish(self) -> None:
        """Never interrupted."""

    def abandon(self) -> None:
        """Nothing to forget."""

    def check(self) -> None:
        """Always ready."""


@dataclass(slots=True)
class Counter:
    """A terminal with its bank; every part keeps what a power cut leaves it."""

    clock: VirtualClock = field(default_factory=VirtualClock)
    element: SecureElement = field(default_factory=lambda: element_of(1))
    journal: Journal = field(default_factory=MemoryJournal)
    bank: Bank = field(default_factory=lambda: bank_of(MemoryStore(), 1))
    fuse: Fuse = field(default_factory=Fuse)
    paper: Paper = field(default_factory=Paper)
    line: LossyLine = field(init=False)
    board: Board | None = None
    code: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        self.bank.shared.portal_url = "https://pay.example"
        self.line = LossyLine(self.bank, self.clock, Random(1), FAIR)
        self.fuse.left_behind = lambda: self.left_behind

    def play(self, steps: tuple[Step, ...], cut: int | None) -> bool:
        """Play the steps from power-on; True where the cut came before they were over."""
        self.fuse.arm(None)
        self.power_on()
        self.fuse.arm(cut)
        try:
            for step in steps:
                self._do(step)
        except PowerCut:
            self._unplug()
            return True
        return False

    def power_on(self) -> None:
        """Boot and wait until idle."""
        parts = (self.clock, self.journal, self.line, self.paper, self.element)
        ports = Ports(*parts, practice=self._practice)
        self.board = Board(ports, firmware(CONFIG), self.fuse)
        self.board.pump()
        self.until_idle()

    def recover(self, cut: int | None = None) -> bool:
        """Power on after a cut; True where the second cut came during it."""
        self.fuse.arm(cut)
        try:
            self.power_on()
        except PowerCut:
            self._unplug()
            return True
        return False

    @property
    def left_behind(self) -> tuple[object, ...]:
        """All that a power cut leaves, at this moment of one and the same run.

        A run is always the same, so counts tell how far it came: where none of them differs,
        nothing that outlives the power happened in between.
        """
        book, line, shared = self.journal.book, self.line, self.bank.shared
        chip = self.element._memory
        return (
            *(self.clock.now(), book.terminal, tuple(book), tuple(book.brought())),
            *(self.bank.store.head(), frozenset(shared.news), frozenset(shared.pushes)),
            *(len(line.late_requests), len(line.late_answers), len(line.inbox)),
            *(line.weather, line.rng.getstate(), len(self.paper.printed), self.paper.is_out),
            *(chip.pik, chip.mak, tuple(chip.operators.items()), chip.hand_month),
        )

    def agreement(self) -> list[str]:
        """Send what is left and compare the books."""
        self.fuse.arm(None)
        self.line.settle()
        self._unplug()
        self.power_on()
        self._do("keys F1 5")
        self.until_idle()
        return disagreements(self.journal.book, self.bank, CONFIG)

    def until_idle(self) -> None:
        """Let every notice and question run out."""
        board = self._powered
        while (left := board.seconds_left) is not None:  # the idle screen alone waits for ever
            self.clock.sleep(left)
            board.pump()

    def _practice(self) -> Ports:
        """A journal, a bank and keys that none of the agreement is about."""
        bank = bank_of(MemoryStore(), 2)
        line = LossyLine(bank, self.clock, Random(2), FAIR)
        return Ports(self.clock, MemoryJournal(), line, self.paper, element_of(2))

    @property
    def _powered(self) -> Board:
        assert self.board is not None
        return self.board

    def _do(self, step: Step) -> None:
        verb, *words = step.split()
        board = self._powered
        match verb:
            case "keys":
                for word in words:
                    for name in [word] if word in set(Key) else word:
                        board.post(KeyPressed(Key(name)))
                        board.pump()
            case "swipe":
                board.post(as_swiped(words[0]))
            case "sign":
                for event in (*DRAWN, KeyPressed(Key.ENTER)):
                    board.post(event)
            case "leave":
                self.until_idle()
            case "phone" | "agent" | "scan" | "day" | "elsewhere" | "push" | "paper":
                self._elsewhere(verb, words)
            case "code" | "reference":
                typed = self.code if verb == "code" else self.reference
                self._do(f"keys {typed} ENTER")
            case "lose":
                self.line.weather = replace(FAIR, **{f"{words[0]}_lost": 1.0})
            case "fair":
                self.line.weather = FAIR
        board.pump()

    def _elsewhere(self, verb: str, words: list[str]) -> None:
        """What is done away from the keys of the terminal."""
        acts: dict[str, Callable[..., None]] = {
            "phone": self._sign_on_the_page,
            "agent": self._read_out_a_code,
            "scan": self._sign_by_the_link,
            "day": self._wait_a_day,
            "elsewhere": self._sell_elsewhere,
            "push": self._push,
            "paper": self.paper.be,
        }
        acts[verb](*words)

    def _push(self, name: str, value: str) -> None:
        """The desk changes a parameter of this terminal."""
        office, now = FrontOffice(self.bank), self.clock.now()
        chief = Actor("agent wu", "SUPERVISOR", "desk")
        case = office.open_case(CONFIG.merchant_id, "change it", chief, now)
        assert not isinstance(case, Refused)
        what = (CONFIG.terminal_id, Parameters(**{name: int(value)}), "the merchant asks for it")
        pushed = office.push_parameters(case.number, *what, chief, now)
        assert not isinstance(pushed, Refused)

    def _wait_a_day(self) -> None:
        """Nobody is there until the same hour of tomorrow."""
        self.clock.sleep(DAY_S)

    def _sign_on_the_page(self) -> None:
        """The newest sale is signed on the merchant's phone page."""
        last = self.journal.book.last
        assert last is not None
        key = TransactionKey(CONFIG.merchant_id, CONFIG.terminal_id, last.key.batch, last.key.trace)
        anna = Actor("merchant anna", "MERCHANT", "phone page")
        now = self.clock.now()
        FrontOffice(self.bank).sign(key, sample(1), anna, Route.PHONE_APP, now)

    def _sell_elsewhere(self) -> None:
        """The merchant's other terminal sells, and its cardholder walks away."""
        till = Till(self.bank, self.clock.now(), OTHER_TERMINAL, CONFIG.merchant_id, tmk=SPARE_TMK)
        till.sign_on()
        _, answer = till.sell(4800)
        self.reference = answer.text(37)

    def _sign_by_the_link(self) -> None:
        """A phone opens the link on the screen, and signs."""
        token = self._powered.view.screen.qr.rpartition("/")[2]
        FrontOffice(self.bank).sign_by_link(token, sample(1), self.clock.now())

    def _read_out_a_code(self) -> None:
        """An agent finds the newest sale and reads a code out for it."""
        last, now, office = self.journal.book.last, self.clock.now(), FrontOffice(self.bank)
        assert last is not None
        agent = Actor("agent li", "AGENT", "desk")
        case = office.open_case(CONFIG.merchant_id, "nobody signed", agent, now)
        assert not isinstance(case, Refused)
        masked = last.pan.masked
        claim = Claim(last.started_at, last.amount_minor, masked[:6], masked[-4:])
        office.match(case.number, claim, agent, now)
        issued = office.read_out_code(case.number, agent, now)
        self.code = "" if isinstance(issued, Refused) else issued.code

    def _unplug(self) -> None:
        if self.board is not None:
            self.board.power_off()
            self.board = None
        self.element.lose_power()
        self.journal.lose_power()
