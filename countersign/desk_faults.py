"""The faults a person can cause at the desk: a key, two words, what each does and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countersign.printer_faults import LETTERS, face
from countersign.settings import EMBEDDED, Settings
from countersign.tui.desk import Fault, Words
from drivers.virtual_printer.faults import BY_NAME, Victim, switch

if TYPE_CHECKING:
    from countersign.compose import Station

SLOW_BANK_S = 8.0
"""Long enough to see the terminal wait, short of its patience."""
POWER = "power"
"""The plug: the desk itself pulls it, as a station without power is none."""
OUR_PRINTERS = ("virtual", "memory")
PRINTER_LETTERS = {
    name: LETTERS[name]
    for name in ("paper_out", "paper_low", "cover", "overheat", "cutter_jam", "garbage", "cable")
}
"""What of a printer a cashier meets; `printer serve` has all of it."""


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault: `needs` says whose it is (printer, bank, power).

    `act` makes it happen or undoes it, `is_on` looks at the thing itself: paper that was reloaded
    is there, whoever reloaded it.
    """

    id: str
    letter: str
    label: Words
    undo: Words
    needs: str
    act: Callable[[Station, bool], None]
    is_on: Callable[[Station], bool]

    def face(self, *, on: bool) -> Fault:
        """As the screens show it."""
        return Fault(self.id, self.letter, self.label, self.undo, on)

    def fits(self, settings: Settings) -> bool:
        """Whether a desk of these settings can have it."""
        match self.needs:
            case "printer":
                return settings.printer.partition(":")[0] in OUR_PRINTERS
            case "bank":
                return settings.host == EMBEDDED
            case _:
                return True


def _of_printer(name: str, letter: str) -> FaultRow:
    """A fault of drivers.virtual_printer.faults, at the printer on the desk."""
    shown = face(name, letter, on=False)

    def act(station: Station, on: bool) -> None:
        if station.machine is not None and station.line is not None:
            switch(Victim(station.machine, station.line), name, on=on)

    def is_on(station: Station) -> bool:
        if station.machine is None or station.line is None:
            return False
        return BY_NAME[name].is_on(Victim(station.machine, station.line))

    return FaultRow(name, letter, shown.label, shown.undo, "printer", act, is_on)


def _silent(station: Station, on: bool) -> None:
    if station.bank is not None:
        station.bank.faults.silent = on


def _is_silent(station: Station) -> bool:
    return station.bank is not None and station.bank.faults.silent


def _slow(station: Station, on: bool) -> None:
    if station.bank is not None:
        station.bank.faults.slow_by_s = SLOW_BANK_S if on else 0.0


def _is_slow(station: Station) -> bool:
    return station.bank is not None and station.bank.faults.slow_by_s > 0


def _nothing(_station: Station, _on: bool) -> None:
    """The plug is the desk's own business."""


def _never(_station: Station) -> bool:
    return False


FAULTS: tuple[FaultRow, ...] = (
    *(_of_printer(name, letter) for name, letter in PRINTER_LETTERS.items()),
    FaultRow(
        POWER,
        "X",
        Words("断电", "pull power"),
        Words("通电", "power on"),
        "power",
        _nothing,
        _never,
    ),
    FaultRow(
        "silent",
        "B",
        Words("银行不应答", "bank silent"),
        Words("银行应答", "bank answers"),
        "bank",
        _silent,
        _is_silent,
    ),
    FaultRow(
        "slow",
        "L",
        Words("银行慢", "bank slow"),
        Words("银行不慢", "bank quick"),
        "bank",
        _slow,
        _is_slow,
    ),
)
