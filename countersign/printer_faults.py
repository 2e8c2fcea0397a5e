"""What a person at a served printer can make go wrong: a key, two words, what each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countersign.tui.desk import Fault, Words

if TYPE_CHECKING:
    from drivers.virtual_printer.server import PrinterServer

Act = Callable[["PrinterServer", bool], None]
Look = Callable[["PrinterServer"], bool]


@dataclass(frozen=True, slots=True)
class PrinterFaultRow:
    """One fault: `act` makes it happen or undoes it, `is_on` looks at the thing itself."""

    id: str
    letter: str
    label: Words
    undo: Words
    act: Act
    is_on: Look

    def face(self, server: PrinterServer) -> Fault:
        """As the screen shows it."""
        return Fault(self.id, self.letter, self.label, self.undo, self.is_on(server))


def _paper(server: PrinterServer, on: bool) -> None:
    (server.machine.end_paper if on else server.machine.reload)()


def _cover(server: PrinterServer, on: bool) -> None:
    (server.machine.open_cover if on else server.machine.close_cover)()


def _cable(server: PrinterServer, on: bool) -> None:
    (server.pull if on else server.plug)()


def _power(server: PrinterServer, on: bool) -> None:
    (server.machine.power_off if on else server.machine.power_on)()


def _slow(server: PrinterServer, on: bool) -> None:
    server.faults.slow = on


def _garbage(server: PrinterServer, on: bool) -> None:
    server.faults.garbage = on


def _deaf(server: PrinterServer, on: bool) -> None:
    server.faults.deaf = on


def _tears(server: PrinterServer, on: bool) -> None:
    """Armed: the next pulled cable takes half a byte with it."""
    server.faults.tears = on


ROWS: tuple[PrinterFaultRow, ...] = (
    PrinterFaultRow(
        "paper",
        "P",
        Words("缺纸", "paper out"),
        Words("装纸", "reload paper"),
        _paper,
        lambda server: server.machine.status.paper_out,
    ),
    PrinterFaultRow(
        "cover",
        "C",
        Words("开盖", "open cover"),
        Words("合盖", "close cover"),
        _cover,
        lambda server: server.machine.status.cover_open,
    ),
    PrinterFaultRow(
        "cable",
        "U",
        Words("拔电缆", "pull cable"),
        Words("接电缆", "replug"),
        _cable,
        lambda server: not server.plugged,
    ),
    PrinterFaultRow(
        "tears",
        "T",
        Words("拔时半字节", "tear a byte"),
        Words("拔时整字节", "pull clean"),
        _tears,
        lambda server: server.faults.tears,
    ),
    PrinterFaultRow(
        "slow",
        "L",
        Words("线路慢", "slow line"),
        Words("线路快", "quick line"),
        _slow,
        lambda server: server.faults.slow,
    ),
    PrinterFaultRow(
        "garbage",
        "G",
        Words("应答乱码", "garbage back"),
        Words("应答正常", "clean back"),
        _garbage,
        lambda server: server.faults.garbage,
    ),
    PrinterFaultRow(
        "deaf",
        "I",
        Words("不理忙", "ignore busy"),
        Words("遇忙等待", "heed busy"),
        _deaf,
        lambda server: server.faults.deaf,
    ),
    PrinterFaultRow(
        "power",
        "X",
        Words("断电", "power off"),
        Words("通电", "power on"),
        _power,
        lambda server: not server.machine.powered,
    ),
)
"""Every fault of a served printer; a new one is a row here."""
