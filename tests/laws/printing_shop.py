"""A shop whose printer gets into trouble at a chosen byte or line, on any line into the printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import tests.drivers.virtual_printer.pyserial_client  # noqa: F401 - its client hurries
from acquirer.memory_store import MemoryStore
from drivers import printer_profiles
from drivers.board import Board, Ports
from drivers.clock import VirtualClock
from drivers.journal.memory_journal import MemoryJournal
from drivers.printer import ThermalPrinter
from drivers.transport.addresses import open_transport
from drivers.transport.port import Transport
from drivers.transport.serial_port import SerialSettings, open_serial
from drivers.virtual_printer.events import Printed, PrinterEvent
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.rfc2217_line import Rfc2217Line
from drivers.virtual_printer.tcp_line import TcpLine
from receipts import strip
from receipts.paper import MM58
from receipts.samples import sample
from receipts.slip import Document
from terminal.config import Config
from terminal.dialogue import Dialogue, KeyPressed, PanelEvent
from terminal.dialogues.notice import Confirm
from terminal.entry import Entry
from terminal.keys import Key
from terminal.messages import text
from terminal.power_on import firmware
from terminal.states import SlipState
from tests.laws.agreement import disagreements
from tests.laws.cashier import Cashier
from tests.laws.counter import Fuse
from tests.laws.network import LossyLine, Weather
from tests.laws.world import bank_of, element_of
from wire.bitmap import Bitmap

PROFILE = printer_profiles.load("generic58")
CONFIG = Config(copies=1)
DRAWING = Bitmap(200, 72, bytes(range(1, 226)) * 8)
"""Stands for a signature: its dots are of every kind, and its raster is three bands long."""


FASTEST_BPS = 4_000_000
"""Nobody waits for a serial line to send its bytes."""


class FastRfc2217Line(Rfc2217Line):
    def connect(self) -> Transport:
        return open_transport(f"{self.url}?baud={FASTEST_BPS}")


class FastPtyLine(PtyLine):
    def connect(self) -> Transport:
        return open_serial(str(self.link), SerialSettings(FASTEST_BPS))


LINES: dict[str, Callable[[VirtualPrinter], Line]] = {
    "memory": lambda machine: MemoryLine(machine, VirtualClock()),
    "pty": FastPtyLine,
    "tcp": TcpLine,
    "rfc2217": FastRfc2217Line,
}
"""A row for each line into the printer: the laws run on all."""


class Tripwire:
    """Acts when the driver has handed over so many bytes; `stopped` is a line that takes none.

    What is given to `later` happens when the driver has waited for an answer once in vain.
    """

    def __init__(self, at_byte: int, act: Callable[[], object]) -> None:
        self.left = at_byte
        self.act: Callable[[], object] | None = act
        self.stopped = False
        self.later: Callable[[], object] | None = None

    def waited_in_vain(self) -> None:
        """The driver has waited for an answer, and none has come."""
        later, self.later = self.later, None
        if later is not None:
            later()

    def around(self, connect: Callable[[], Transport]) -> Callable[[], Transport]:
        """The same way, with the wire across it."""
        return lambda: _Wired(connect(), self)


class _Wired:
    def __init__(self, inner: Transport, wire: Tripwire) -> None:
        self._inner = inner
        self._wire = wire
        self.answers = inner.answers

    def write(self, data: bytes, within_s: float) -> int:
        wire = self._wire
        if wire.stopped:
            return 0
        if wire.act is None or len(data) <= wire.left:
            count = self._inner.write(data, within_s)
            wire.left -= count if wire.act else 0
            return count
        count = self._inner.write(data[: wire.left], within_s)
        wire.left -= count
        if wire.left == 0:
            act, wire.act = wire.act, None
            act()
        return count

    def read(self, limit: int, within_s: float) -> bytes:
        data = self._inner.read(limit, within_s)
        if within_s and not data:
            self._wire.waited_in_vain()
        return data

    def close(self) -> None:
        self._inner.close()


@dataclass(slots=True)
class WatchedPrinter:
    """The driver as the terminal's port; what it was given to print is remembered."""

    driver: ThermalPrinter
    documents: list[Document] = field(default_factory=list)

    def print(self, document: Document) -> None:
        self.documents.append(document)
        self.driver.print(document)

    def finish(self) -> None:
        self.driver.finish()

    def abandon(self) -> None:
        self.driver.abandon()

    def check(self) -> None:
        self.driver.check()


@dataclass(slots=True)
class Shopkeeper(Cashier):
    """Puts everything right and presses ENTER; asked whether a slip is whole, looks at it."""

    mend: Callable[[], object] = lambda: None
    is_whole: Callable[[], bool] = lambda: True
    asked_whole: int = 0

    def _answer(self, question: Dialogue[Any]) -> list[PanelEvent]:
        if isinstance(question, Confirm):
            self.mend()
            if text("print.whole") in question.shown.lines:
                self.asked_whole += 1
                return [KeyPressed(Key.ENTER if self.is_whole() else Key.CANCEL)]
            return [KeyPressed(Key.ENTER)]
        return Cashier._answer(self, question)


class Shop:
    """A terminal, its bank in memory, and a printer on the line of that name."""

    def __init__(self, line: str, wire: Tripwire | None = None) -> None:
        self.machine = VirtualPrinter(PROFILE)
        self.line = LINES[line](self.machine)
        self.wire = wire
        connect = self.line.connect if wire is None else wire.around(self.line.connect)
        self.printer = WatchedPrinter(ThermalPrinter(connect, PROFILE))
        self.clock, self.journal, self.bank = (
            VirtualClock(),
            MemoryJournal(),
            bank_of(MemoryStore(), 1),
        )
        bank_line = LossyLine(self.bank, self.clock, Random(1), Weather())
        ports = Ports(self.clock, self.journal, bank_line, self.printer, element_of(1))
        board = Board(ports, firmware(CONFIG), Fuse())
        self.keeper = Shopkeeper(
            board, strokes=sample(1), mend=self.mend, is_whole=lambda: self.copies == 1
        )
        self.keeper.power_on()

    def close(self) -> None:
        self.printer.driver.close()
        self.line.close()

    def sell(self, amount: str = "1200") -> Entry:
        """A signed sale to its end; its entry."""
        self.keeper.sell(amount)
        entry = self.journal.book.last
        assert entry is not None
        return entry

    def mend(self) -> None:
        """Whatever it was, it is put right."""
        self.line.plug()
        self.machine.reload()
        self.machine.power_on()
        if self.wire is not None:
            self.wire.stopped = False

    def at_mark(self, number: int, act: Callable[[], object]) -> None:
        """Do it when that many lines and bands have been printed."""
        seen = 0

        def listener(event: PrinterEvent) -> None:
            nonlocal seen
            seen += isinstance(event, Printed)
            if seen == number:
                stop()
                act()

        stop = self.machine.listen(listener)

    @property
    def copies(self) -> int:
        """How often the newest slip lies there whole."""
        whole = self._whole
        return sum(slip.bitmap == whole for slip in self.machine.slips)

    @property
    def _whole(self) -> Bitmap:
        return strip.render(self.printer.documents[-1], MM58)

    def wrongs(self, entry: Entry) -> list[str]:
        """What must never be, as sentences, after a sale that met trouble; and after one more."""
        found, copies = [], self.copies
        if copies > 1:
            found.append(f"the slip was printed {copies} times")
        paper = [*(slip.bitmap for slip in self.machine.slips), self.machine.piece.bitmap]
        if sum(map(_ink, paper)) > _ink(self._whole):
            found.append("something was printed twice, or is garbage")
        if (entry.slip is SlipState.PRINTED) is not (copies == 1):
            found.append(f"the journal says {entry.slip}, on paper there are {copies}")
        self.mend()
        self.machine.tear_off()
        self.keeper.strokes = None
        after = self.sell("990")
        if (after.slip, self.copies, self.machine.held_bytes) != (SlipState.PRINTED, 1, 0):
            found.append(f"the next slip: {after.slip}, {self.copies} copies")
        return found + disagreements(self.journal.book, self.bank, CONFIG)


def _ink(dots: Bitmap) -> int:
    return sum(byte.bit_count() for byte in dots.data)
