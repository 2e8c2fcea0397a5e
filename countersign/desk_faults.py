"""The faults a person can cause at the desk: a key, two words, and what each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from countersign.compose import EMBEDDED, Settings, Station
from countersign.tui.desk import Fault, Words
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter

SLOW_BANK_S = 8.0
"""Long enough to see the terminal wait, short of its patience."""


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault: `needs` says whose it is (printer, bank, power)."""

    id: str
    letter: str
    label: Words
    undo: Words
    needs: str
    act: Callable[[Station, bool], None]

    def face(self, *, on: bool) -> Fault:
        """As the screens show it."""
        return Fault(self.id, self.letter, self.label, self.undo, on)

    def fits(self, settings: Settings) -> bool:
        """Whether a desk of these settings can have it."""
        match self.needs:
            case "printer":
                return settings.printer.startswith("virtual")
            case "bank":
                return settings.host == EMBEDDED
            case _:
                return True


def _printer(
    happen: Callable[[VirtualPrinter], object], undo: Callable[[VirtualPrinter], object]
) -> Callable[[Station, bool], None]:
    def act(station: Station, on: bool) -> None:
        if station.machine is not None:
            (happen if on else undo)(station.machine)

    return act


def _cable(station: Station, on: bool) -> None:
    line: Line | None = station.line
    if line is not None:
        (line.pull if on else line.plug)()


def _silent(station: Station, on: bool) -> None:
    if station.bank is not None:
        station.bank.faults.silent = on


def _slow(station: Station, on: bool) -> None:
    if station.bank is not None:
        station.bank.faults.slow_by_s = SLOW_BANK_S if on else 0.0


def _nothing(_station: Station, _on: bool) -> None:
    """The plug is the desk's own business."""


FAULTS: tuple[FaultRow, ...] = (
    FaultRow(
        "paper",
        "P",
        Words("缺纸", "paper out"),
        Words("装纸", "reload paper"),
        "printer",
        _printer(lambda machine: machine.end_paper(), lambda machine: machine.reload()),
    ),
    FaultRow(
        "cover",
        "C",
        Words("开盖", "open cover"),
        Words("合盖", "close cover"),
        "printer",
        _printer(lambda machine: machine.open_cover(), lambda machine: machine.close_cover()),
    ),
    FaultRow(
        "cable",
        "U",
        Words("拔电缆", "pull cable"),
        Words("接电缆", "replug cable"),
        "printer",
        _cable,
    ),
    FaultRow(
        "power", "X", Words("断电", "pull power"), Words("通电", "power on"), "power", _nothing
    ),
    FaultRow(
        "silent",
        "B",
        Words("银行不应答", "bank silent"),
        Words("银行应答", "bank answers"),
        "bank",
        _silent,
    ),
    FaultRow(
        "slow", "L", Words("银行慢", "bank slow"), Words("银行不慢", "bank quick"), "bank", _slow
    ),
)
