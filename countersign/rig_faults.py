"""What a script may do to printer and bank, by name: two tables of acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acquirer.mishaps import Faults
from countersign.compose import Station
from countersign.rig_views import RigError
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter


def _line(fault: str, *, on: bool) -> Callable[[VirtualPrinter, Line], None]:
    def act(_: VirtualPrinter, line: Line) -> None:
        setattr(line.faults, fault, on)

    return act


PRINTER_FAULTS: Mapping[str, Callable[[VirtualPrinter, Line], object]] = {
    "paper_out": lambda machine, _: machine.end_paper(),
    "reload": lambda machine, _: machine.reload(),
    "cover_open": lambda machine, _: machine.open_cover(),
    "cover_close": lambda machine, _: machine.close_cover(),
    "unplug": lambda _, line: line.pull(),
    "plug": lambda _, line: line.plug(),
    "slow": _line("slow", on=True),
    "quick": _line("slow", on=False),
    "garbage": _line("garbage", on=True),
    "clean": _line("garbage", on=False),
    "silent": lambda machine, _: machine.mute(),
    "answers": lambda machine, _: machine.mute(muted=False),
    "off": lambda machine, _: machine.power_off(),
    "on": lambda machine, _: machine.power_on(),
}


def _door(*, shut: bool) -> Callable[[Faults], None]:
    def act(faults: Faults) -> None:
        faults.refusing = shut

    return act


BANK_FAULTS: Mapping[str, Callable[[Faults], object]] = {
    "silent": lambda faults: faults.silent_next(),
    "late": lambda faults: faults.slow_next(),
    "lose_answer": lambda faults: faults.lose_answer_next(),
    "wrong_mac": lambda faults: faults.wrong_mac_next(),
    "close": lambda faults: faults.close_next(),
    "garbage": lambda faults: faults.garbage_next(),
    "down": _door(shut=True),
    "up": _door(shut=False),
}


def printer_fault(station: Station, what: str) -> None:
    """Do it to the virtual printer. Errors: RigError for an unknown act or a printer not ours."""
    act = PRINTER_FAULTS.get(what)
    if act is None:
        raise RigError(f"the printer knows no {what!r}; there are: {', '.join(PRINTER_FAULTS)}")
    if station.machine is None or station.line is None:
        raise RigError("this printer is not the virtual one: do it by hand")
    act(station.machine, station.line)


def bank_fault(station: Station, what: str) -> None:
    """Order it of the embedded bank. Errors: RigError for an unknown one."""
    act = BANK_FAULTS.get(what)
    if act is None:
        raise RigError(f"the bank knows no {what!r}; there are: {', '.join(BANK_FAULTS)}")
    assert station.bank is not None
    act(station.bank.faults)
