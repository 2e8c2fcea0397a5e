"""Behaviour on demand: amounts of 9,000 yuan and a little more make the bank misbehave.

docs/bank-behaviour.md is this table for testers; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from acquirer.mishaps import NO_TROUBLE, Mishap, Trouble
from wire.response_codes import CODES

LATE_BY_DEFAULT_S = 90
"""9003.00: later than any terminal waits."""


class Meets(StrEnum):
    """Which message of the sale's life meets the trigger."""

    SALE = "sale"
    UPLOAD = "signature upload"
    FIRST_REVERSAL = "first reversal"


class Cents(StrEnum):
    """What the cents of a triggering amount say."""

    NOTHING = "nothing"
    CODE = "the response code"
    A_CODE = "the second character of a code A0 to A7"
    SECONDS = f"how many seconds late; 00 is {LATE_BY_DEFAULT_S}"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One amount of whole yuan: which message meets it and what happens."""

    yuan: int
    meets: Meets
    does: str
    cents: Cents = Cents.NOTHING
    mishap: Mishap | None = None

    def trouble(self, cents: int) -> Trouble:
        """What these cents make of it; cents that are no code listed, 00 or 10 approve."""
        match self.cents:
            case Cents.CODE:
                return _refusal(f"{cents:02d}")
            case Cents.A_CODE:
                return _refusal(f"A{cents}")
            case Cents.SECONDS:
                return Trouble(self.mishap, after_s=cents or LATE_BY_DEFAULT_S)
            case Cents.NOTHING:
                return Trouble(self.mishap)


_SALE, _UPLOAD, _REVERSAL = Meets.SALE, Meets.UPLOAD, Meets.FIRST_REVERSAL
_ROWS = (
    Trigger(9000, _SALE, "is answered with that code", Cents.CODE),
    Trigger(9001, _SALE, "never reaches the bank", mishap=Mishap.REQUEST_LOST),
    Trigger(9002, _SALE, "is booked, its answer is lost", mishap=Mishap.ANSWER_LOST),
    Trigger(9003, _SALE, "is booked and answered late", Cents.SECONDS, Mishap.LATE),
    Trigger(9004, _SALE, "is booked, its answer's MAC is wrong", mishap=Mishap.WRONG_MAC),
    Trigger(9005, _SALE, "is booked, then the connection closes", mishap=Mishap.CLOSED),
    Trigger(9006, _SALE, "is booked and answered with garbage", mishap=Mishap.GARBAGE),
    Trigger(9007, _SALE, "is answered after a stranger's answer", mishap=Mishap.STRANGER_FIRST),
    Trigger(9008, _SALE, "is answered twice", mishap=Mishap.TWICE),
    Trigger(9009, _SALE, "is approved, a new sign-on is asked for", mishap=Mishap.SIGN_ON_AGAIN),
    Trigger(9010, _SALE, "is answered with that code", Cents.A_CODE),
    Trigger(9020, _UPLOAD, "is refused with that code", Cents.CODE),
    Trigger(9021, _UPLOAD, "is stored, its answer is lost", mishap=Mishap.ANSWER_LOST),
    Trigger(9030, _SALE, "is booked, its answer is lost", mishap=Mishap.ANSWER_LOST),
    Trigger(9030, _REVERSAL, "is booked, its answer is lost", mishap=Mishap.ANSWER_LOST),
)

TRIGGERS: Mapping[tuple[Meets, int], Trigger] = MappingProxyType(
    {(row.meets, row.yuan): row for row in _ROWS}
)


def trouble(message: Meets, amount_minor: int) -> Trouble:
    """What this message of a sale of this amount meets."""
    yuan, cents = divmod(amount_minor, 100)
    trigger = TRIGGERS.get((message, yuan))
    return trigger.trouble(cents) if trigger else NO_TROUBLE


def _refusal(code: str) -> Trouble:
    return Trouble(code=code) if code in CODES and code not in ("00", "10") else NO_TROUBLE
