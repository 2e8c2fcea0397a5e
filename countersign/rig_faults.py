"""What a script may do to the printer and to the bank, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acquirer.dialect import REQUESTS
from acquirer.mishaps import Faults
from countersign.compose import Station
from countersign.printer_acts import UnknownActError, act
from countersign.rig_views import RigError
from drivers.virtual_printer.faults import Victim


def _door(*, shut: bool) -> Callable[[Faults, str], None]:
    def turn(faults: Faults, _mti: str) -> None:
        faults.refusing = shut

    return turn


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
FOR_ALL = ("down", "up")
"""What shuts and opens the door, whatever comes."""


def printer_fault(station: Station, what: str) -> None:
    """Do it to the virtual printer. Errors: RigError for an unknown act or a printer not ours."""
    if station.machine is None or station.line is None:
        raise RigError("this printer is not the virtual one: do it by hand")
    try:
        act(Victim(station.machine, station.line), what)
    except UnknownActError as error:
        raise RigError(str(error)) from error


def bank_fault(station: Station, what: str, mti: str = "") -> None:
    """Order it of the embedded bank, for messages of type `mti` alone where one is named.

    Errors: RigError for an unknown one, and for messages that no terminal sends.
    """
    order = BANK_FAULTS.get(what)
    if order is None:
        raise RigError(f"the bank knows no {what!r}; there are: {', '.join(BANK_FAULTS)}")
    if mti and what in FOR_ALL:
        raise RigError(f"bank {what} is for all messages: leave {mti!r} out")
    if mti and mti not in REQUESTS:
        raise RigError(f"no message is of type {mti!r}; there are: {', '.join(REQUESTS)}")
    assert station.bank is not None
    order(station.bank.faults, mti)


def faults_waiting(station: Station) -> tuple[object, ...]:
    """What the bank was ordered to do with a next message, and none has come; oldest first."""
    assert station.bank is not None
    return station.bank.faults.waiting
