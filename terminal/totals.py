"""What a batch comes to: counts and amounts, as the bank and the report want them."""

from __future__ import annotations

from collections.abc import Iterable

from terminal.entry import VOID, Entry
from terminal.states import Payment
from wire.cup_fields import Field48Totals, Totals

DOMESTIC = "CUP"
"""The organisation of cards of this country (内卡); all others are foreign (外卡)."""
COUNTED = frozenset({Payment.APPROVED, Payment.VOIDED, Payment.SETTLED})


def totals_of(entries: Iterable[Entry]) -> Field48Totals:
    """cup-terminal.md 1.4, F48: debit are sales, the voided ones too; credit are voids."""
    counted = [entry for entry in entries if entry.payment in COUNTED]
    cards = {entry.key: _organisation(entry) for entry in counted if entry.original is None}
    domestic, foreign = list[Entry](), list[Entry]()
    for entry in counted:
        is_domestic = cards.get(entry.original or entry.key) == DOMESTIC
        (domestic if is_domestic else foreign).append(entry)
    return Field48Totals(_sums(domestic), _sums(foreign))


def _organisation(entry: Entry) -> str:
    return entry.answer.organisation if entry.answer else ""


def _sums(entries: list[Entry]) -> Totals:
    sales = [entry.amount_minor for entry in entries if entry.kind != VOID]
    voids = [entry.amount_minor for entry in entries if entry.kind == VOID]
    return Totals(sum(sales), len(sales), sum(voids), len(voids))
