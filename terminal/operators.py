"""Who works at the terminal: their numbers, their roles, and the table of what each role may do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

ADMINISTRATOR, SUPERVISOR = "00", "99"
"""resign.md, People: 01-98 are cashiers."""

TEST_PINS: Mapping[str, str] = {"00": "0000", "01": "1111", "02": "2222", "99": "9999"}
"""Operators of a fresh terminal: test values, known to everybody who reads this. While one is in
force, the screen that asks for it says so."""

SHORTEST_PIN, LONGEST_PIN = 4, 8

MAX_WRONG_PINS = 3
LOCKED_FOR = timedelta(minutes=5)
"""resign.md, People: who guesses tries a PIN of four digits for two weeks, day and night."""


class Role(StrEnum):
    """What kind of operator a number belongs to."""

    CASHIER = "CASHIER"
    SUPERVISOR = "SUPERVISOR"
    ADMINISTRATOR = "ADMINISTRATOR"


class Deed(StrEnum):
    """What not everybody at the terminal may do; whatever is not here, everybody may."""

    SELL = "SELL"
    SIGN_FOR_OTHERS = "SIGN_FOR_OTHERS"
    VOID = "VOID"
    SETTLE = "SETTLE"
    CHARGE_TWICE = "CHARGE_TWICE"
    READ_REPORTS = "READ_REPORTS"
    KEEP_OPERATORS = "KEEP_OPERATORS"
    TRAIN = "TRAIN"


MAY: Mapping[Deed, frozenset[Role]] = {
    Deed.SELL: frozenset({Role.CASHIER, Role.SUPERVISOR}),
    Deed.SIGN_FOR_OTHERS: frozenset({Role.SUPERVISOR}),
    Deed.VOID: frozenset({Role.SUPERVISOR}),
    Deed.SETTLE: frozenset({Role.SUPERVISOR}),
    Deed.CHARGE_TWICE: frozenset({Role.SUPERVISOR}),
    Deed.READ_REPORTS: frozenset({Role.SUPERVISOR}),
    Deed.KEEP_OPERATORS: frozenset({Role.ADMINISTRATOR}),
    Deed.TRAIN: frozenset({Role.ADMINISTRATOR}),
}


def role_of(number: str) -> Role:
    """The role that goes with an operator's number."""
    if number == ADMINISTRATOR:
        return Role.ADMINISTRATOR
    return Role.SUPERVISOR if number == SUPERVISOR else Role.CASHIER


def may(number: str, deed: Deed) -> bool:
    """Whether this operator may do it alone."""
    return role_of(number) in MAY[deed]


def who_may(deed: Deed) -> str:
    """The number of whoever is to be called for a deed of one role."""
    return ADMINISTRATOR if Role.ADMINISTRATOR in MAY[deed] else SUPERVISOR
