"""Counting PINs that were not accepted: a try counts before it is checked, so no cut undoes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal.events import OperatorChanged, PinAccepted, PinTried
from terminal.operators import LOCKED_FOR, MAX_WRONG_PINS


@dataclass(frozen=True, slots=True)
class WrongPins:
    """How many tries in a row one number has had, and when the newest was."""

    operator: str
    count: int
    at: datetime


def after(
    tries: tuple[WrongPins, ...], event: PinTried | PinAccepted | OperatorChanged
) -> tuple[WrongPins, ...]:
    """The tries once this has happened; a lock that has run out begins to count anew."""
    others = tuple(one for one in tries if one.operator != event.operator)
    if not isinstance(event, PinTried):
        return others
    before = count_of(tries, event.operator)
    count = 1 if before >= MAX_WRONG_PINS else before + 1
    return (*others, WrongPins(event.operator, count, event.at))


def count_of(tries: tuple[WrongPins, ...], operator: str) -> int:
    """Tries in a row that were not accepted."""
    return next((one.count for one in tries if one.operator == operator), 0)


def locked_until(tries: tuple[WrongPins, ...], operator: str, now: datetime) -> datetime | None:
    """When the operator's lock ends; None where there is none."""
    for one in tries:
        if one.operator == operator and one.count >= MAX_WRONG_PINS:
            until = one.at + LOCKED_FOR
            return until if now < until else None
    return None
