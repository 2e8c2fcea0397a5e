"""What a customer meant to pay once, however often a card was swiped for it.

The first sale of an intent names it; whatever is charged in its place points back to that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from terminal.entry import SALE, Entry, EntryKey
from terminal.states import Payment
from wire import resign_messages
from wire.pan import Pan
from wire.resign_messages import InPlaceOf

ASKED_WITHIN = timedelta(minutes=10)
"""The same card and amount so soon after a failed sale is most likely the same purchase."""
REDONE_WITHIN = timedelta(hours=24)
"""Whoever comes back later than that buys anew."""
FAILED = frozenset({Payment.DECLINED, Payment.REVERSED})
CHARGED = frozenset({Payment.APPROVED, Payment.SETTLED})


@dataclass(frozen=True, slots=True)
class Link:
    """To the failed sale in whose place another is charged; who agreed, where it is a second."""

    redo_of: EntryKey
    agreed_by: str = ""

    def encoded(self) -> bytes:
        """As the sale tells the bank (docs/attach-a-host.md)."""
        first = self.redo_of
        named = InPlaceOf(first.batch, first.trace, self.agreed_by or None)
        return resign_messages.encode(named)


class Newest(Protocol):
    """The book, newest entry first."""

    def newest(self) -> Iterator[Entry]:
        """Newest first."""


def intent_of(entry: Entry) -> EntryKey:
    """The sale that began it."""
    return entry.redo_of or entry.key


def charged_for(entries: Iterable[Entry], intent: EntryKey) -> Entry | None:
    """What was charged for this intent and still stands, None where nothing was."""
    same = (entry for entry in entries if entry.kind == SALE and intent_of(entry) == intent)
    return next((entry for entry in same if entry.told_payment in CHARGED), None)


def failed_like(book: Newest, pan: Pan, amount_minor: int, now: datetime) -> Entry | None:
    """The newest failed sale of the same card and amount a few minutes ago, if there is one.

    One that never left the terminal is charged nowhere, and nobody need be asked about it.
    """
    for entry in _failed(book, now - ASKED_WITHIN):
        has_left = entry.payment is Payment.REVERSED or (entry.answer and entry.answer.code)
        if has_left and entry.pan == pan and entry.amount_minor == amount_minor:
            return entry
    return None


def redoable(book: Newest, now: datetime) -> tuple[Entry, ...]:
    """Newest first: the failed sales that somebody may still want to charge."""
    return tuple(_failed(book, now - REDONE_WITHIN))


def _failed(book: Newest, since: datetime) -> Iterator[Entry]:
    for entry in book.newest():
        if entry.started_at < since:
            return
        if entry.kind == SALE and entry.payment in FAILED:
            yield entry
