"""Law 1 on a disk that fails: what could not be recorded is not sent, shown or printed.

The disk breaks, or is full, at any one of its operations during a sale. The terminal stops there;
on a disk that works again it comes back as after a power cut, and its books agree with the bank's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from drivers.journal.errors import JournalBrokenError
from drivers.secure_element import SecureElement
from terminal.entry import Entry
from terminal.events import Event, Intended
from terminal.journal import Book
from terminal.states import Payment
from tests.drivers.journal.faults import FaultyFiles
from tests.drivers.journal.workbench import open_in
from tests.laws.cheap_pictures import cheap_pictures
from tests.laws.counter import Counter, PowerCut
from tests.laws.world import element_of

SALE = ("keys 1200 ENTER", "swipe unionpay_credit_signature", "sign", "leave")
LONGEST = 200
"""More operations on the disk than a sale has."""


class DiskJournal:
    """A durable journal whose disk fails `operations` after the first intent."""

    is_end_noted = True

    def __init__(self, element: SecureElement, operations: int, *, full: bool) -> None:
        self.files = FaultyFiles()
        self._element = element
        self._fails_after: int | None = operations
        self._full = full
        self._store = open_in(self.files, element)

    @property
    def book(self) -> Book:
        """As of the store."""
        return self._store.book

    def commit(self, event: Event, secret: bytes | None = None) -> Entry | None:
        """As of the store; a broken one ends the board as pulling the plug does."""
        if isinstance(event, Intended) and self._fails_after is not None:
            self.files.fail_after(self._fails_after, full=self._full)
            self._fails_after = None
        try:
            return self._store.commit(event, secret)
        except JournalBrokenError as error:
            return self._stopped(error, event)

    def lose_power(self) -> None:
        """The next power-on finds a disk that works."""
        self.files.heal()
        self._store.lose_power()
        self._store = open_in(self.files, self._element)

    def _stopped(self, error: JournalBrokenError, event: Event) -> Entry | None:
        raise PowerCut from error


class CarelessJournal(DiskJournal):
    """Goes on in memory where the disk has failed: what the law must catch."""

    @property
    def book(self) -> Book:
        return self._store._book

    def _stopped(self, error: JournalBrokenError, event: Event) -> Entry | None:
        return self._store._book.apply(event)


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_pictures():
        yield


def at_bank(counter: Counter) -> set[tuple[int, int]]:
    """Batch and trace of every sale the bank was asked for."""
    sales = counter.bank.store.transactions(LONGEST)
    return {(sale.key.batch, sale.key.trace) for sale in sales}


def in_journal(counter: Counter) -> set[tuple[int, int]]:
    """Batch and trace of every entry."""
    return {(entry.key.batch, entry.key.trace) for entry in counter.journal.book}


@contextmanager
def sold(kind: type[DiskJournal], operations: int, *, full: bool) -> Iterator[tuple[Counter, bool]]:
    """A counter after its sale, switched off, the disk sound again; and whether the disk failed."""
    element = element_of(1)
    journal = kind(element, operations, full=full)
    counter = Counter(element=element, journal=journal)
    failed = counter.play(SALE, None)
    if not failed:
        journal.lose_power()
    yield counter, failed
    journal.files.unregister()


@pytest.mark.slow
@pytest.mark.parametrize("full", [True, False], ids=["full", "broken"])
def test_whatever_the_disk_refuses_the_bank_and_the_paper_know_no_more_than_the_journal(
    full: bool,
) -> None:
    for operations in range(LONGEST):
        with sold(DiskJournal, operations, full=full) as (counter, failed):
            if not failed:
                break
            assert at_bank(counter) <= in_journal(counter), operations
            payments = {entry.payment for entry in counter.journal.book}
            assert not counter.paper.printed or payments == {Payment.APPROVED}, operations
            counter.recover()
            assert counter.agreement() == [], operations
    assert 10 < operations < LONGEST - 1


def test_a_terminal_that_goes_on_without_its_journal_is_caught() -> None:
    with sold(CarelessJournal, 0, full=True) as (counter, _):
        assert at_bank(counter) - in_journal(counter)
