"""Terminal, bank and line on one seed: days at a counter where power and line fail at any moment.

One seed is one story: fault rates are drawn first, then people, crashes and weather as they come.
At the end the weather clears and the books of terminal and bank must agree (reliability.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from acquirer.memory_store import MemoryStore
from drivers.board import Board, Ports, View
from drivers.clock import VirtualClock
from drivers.journal.memory_journal import MemoryJournal
from drivers.secure_element import SecureElement
from receipts.slip import Document
from terminal.config import Config, SignatureRules, Waits
from terminal.dialogue import KeyPressed
from terminal.dialogues.idle import Idle
from terminal.effects import Ask, Effect
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.keys import Key
from terminal.power_on import firmware
from tests.laws.agreement import disagreements
from tests.laws.network import LossyLine, Weather
from tests.laws.people import Person
from tests.laws.world import bank_of, element_of

STEPS = 40
"""Questions answered per seed: some three to six sales."""
MAX_CRASHES = 6
CONFIG = Config(
    copies=1, waits=Waits(host_s=30), signature=SignatureRules(store_size=6), reversal_tries=2
)


_UNTIL_IDLE = (Key.ENTER,) * 4
"""At most so many notices stand between power-on and idle in fair weather."""


class PowerCut(BaseException):
    """The plug is pulled."""


@dataclass(slots=True)
class Plug:
    """Cuts the power before or after an effect with the given probability."""

    rng: Random
    rate: float
    left: int = MAX_CRASHES

    def view_changed(self, view: View) -> None:
        """Nobody looks."""

    def before(self, effect: Effect[Any]) -> None:
        self._cut(effect)

    def after(self, effect: Effect[Any], answer: object) -> None:
        self._cut(effect)

    def _cut(self, effect: Effect[Any]) -> None:
        rate = self.rate / 4 if isinstance(effect, Ask) else self.rate
        if self.left and rate and self.rng.random() < rate:
            self.left -= 1
            raise PowerCut


@dataclass(slots=True)
class FlakyPrinter:
    """Prints nowhere; fails now and then."""

    rng: Random
    rate: float
    printed: int = 0

    def print(self, document: Document) -> None:
        self._try()

    def finish(self) -> None:
        self._try()

    def abandon(self) -> None:
        """Nothing to forget."""

    def check(self) -> None:
        """Always ready."""

    def _try(self) -> None:
        if self.rng.random() < self.rate:
            came_out = self.rng.choice(list(CameOut))
            raise PrinterFault(self.rng.choice(list(PrinterTrouble)), came_out)
        self.printed += 1


@dataclass(slots=True)
class Simulation:
    """One seed's counter. `run` returns what does not agree at the end: nothing, if all is well."""

    seed: int
    steps: int = STEPS
    sales: int = field(default=0, init=False)

    def run(self) -> list[str]:
        """The whole story; the list of violations."""
        rng = Random(self.seed)
        clock = VirtualClock()
        bank = bank_of(MemoryStore(), self.seed)
        line = LossyLine(bank, clock, rng, Weather.drawn(rng))
        plug = Plug(rng, rng.choice([0.0, 0.01, 0.05]))
        printer = FlakyPrinter(rng, rng.choice([0.0, 0.0, 0.2]))
        element = element_of(self.seed)
        journal = MemoryJournal()
        ports = Ports(clock, journal, line, printer, element)
        person = Person(rng, leaves_rate=rng.choice([0.0, 0.1, 0.3]))
        try:
            self._days(ports, plug, person)
            line.settle()
            plug.rate = printer.rate = 0.0
            self._clear_up(ports, plug)
        except AssertionError as error:
            return [f"ours: {error}"]
        self.sales = len(journal.book)
        return disagreements(journal.book, bank, CONFIG)

    def _days(self, ports: Ports, plug: Plug, person: Person) -> None:
        board: Board | None = None
        for _ in range(self.steps):
            try:
                if board is None:
                    board = Board(ports, firmware(CONFIG), plug)
                    board.pump()
                self._answer(board, ports, person)
            except PowerCut:
                _unplugged(board, ports)
                board = None
        _unplugged(board, ports)

    def _clear_up(self, ports: Ports, plug: Plug) -> None:
        """Power on in fair weather, wait until idle, and sign on: that sends what is left."""
        board = Board(ports, firmware(CONFIG), plug)
        board.pump()
        for key in (*_UNTIL_IDLE, Key.F1, Key.D5, *_UNTIL_IDLE):
            if key is Key.ENTER and isinstance(board.asking, Idle):
                continue
            board.post(KeyPressed(key))
            board.pump()
        _unplugged(board, ports)

    def _answer(self, board: Board, ports: Ports, person: Person) -> None:
        dialogue = board.asking
        assert dialogue is not None, "the terminal neither asks nor works"
        events = person.answer(dialogue)
        if events is None:
            left = board.seconds_left
            ports.clock.sleep(left or 0)
        for event in events or ():
            board.post(event)
        board.pump()


def _unplugged(board: Board | None, ports: Ports) -> None:
    if board is not None:
        board.power_off()
    for part in (ports.secure_element, ports.journal):
        assert isinstance(part, SecureElement | MemoryJournal)
        part.lose_power()
