"""What a script may do to printer and bank, by name: two tables of acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acquirer.mishaps import Faults
from countersign.compose import Station
from countersign.rig_views import RigError
from drivers.virtual_printer.faults import Victim, switch

PRINTER_FAULTS: Mapping[str, tuple[str, bool]] = {
    "paper_out": ("paper_out", True),
    "reload": ("paper_out", False),
    "paper_low": ("paper_low", True),
    "new_roll": ("paper_low", False),
    "cover_open": ("cover", True),
    "cover_close": ("cover", False),
    "overheat": ("overheat", True),
    "cool": ("overheat", False),
    "cutter_jam": ("cutter_jam", True),
    "cutter_clear": ("cutter_jam", False),
    "paper_jam": ("paper_jam", True),
    "paper_clear": ("paper_jam", False),
    "unplug": ("cable", True),
    "plug": ("cable", False),
    "tear": ("torn_byte", True),
    "slow": ("slow_line", True),
    "quick": ("slow_line", False),
    "garbage": ("garbage", True),
    "clean": ("garbage", False),
    "silent": ("mute", True),
    "answers": ("mute", False),
    "off": ("power_cycle", True),
    "on": ("power_cycle", False),
}
"""The word of a script: the fault of drivers.virtual_printer.faults, and whether it happens or
ends."""


def _door(*, shut: bool) -> Callable[[Faults, str], None]:
    def act(faults: Faults, _mti: str) -> None:
        faults.refusing = shut

    return act


BANK_FAULTS: Mapping[str, Callable[[Faults, str], object]] = {
    "silent": lambda faults, mti: faults.silent_next(mti=mti),
    "late": lambda faults, mti: faults.slow_next(mti=mti),
    "lose_answer": lambda faults, mti: faults.lose_answer_next(mti=mti),
    "wrong_mac": lambda faults, mti: faults.wrong_mac_next(mti=mti),
    "close": lambda faults, mti: faults.close_next(mti=mti),
    "garbage": lambda faults, mti: faults.garbage_next(mti=mti),
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
    name, on = act
    switch(Victim(station.machine, station.line), name, on=on)


def bank_fault(station: Station, what: str, mti: str = "") -> None:
    """Order it of the embedded bank, for messages of type `mti` alone where one is named.

    Errors: RigError for an unknown one.
    """
    act = BANK_FAULTS.get(what)
    if act is None:
        raise RigError(f"the bank knows no {what!r}; there are: {', '.join(BANK_FAULTS)}")
    assert station.bank is not None
    act(station.bank.faults, mti)
