"""What the journal in memory has beyond the contract it shares with the durable one."""

from __future__ import annotations

from drivers.journal.memory_journal import MemoryJournal
from terminal.entry import EntryKey
from terminal.events import Approved
from tests.terminal.deeds import NOON, YES, a_day, book_of, intended

KEY = EntryKey(1, 1)


def _with_pending_sale() -> MemoryJournal:
    journal = MemoryJournal()
    journal.commit(intended(), b"request")
    return journal


def test_a_power_cut_takes_the_request_and_nothing_else() -> None:
    journal = _with_pending_sale()
    journal.lose_power()
    assert journal.secret(KEY) is None
    assert journal.book == book_of([intended()])


def test_the_book_after_a_power_cut_comes_from_the_events_alone() -> None:
    journal = MemoryJournal()
    for event in a_day():
        journal.commit(event)
    before = journal.book
    journal.lose_power()
    assert journal.book is not before
    assert journal.book == before


def test_a_clone_has_the_same_past_and_its_own_future() -> None:
    journal = _with_pending_sale()
    clone = journal.clone()
    clone.commit(Approved(KEY, YES, NOON))
    assert journal.secret(KEY) == b"request"
    assert journal.book == book_of([intended()])
    assert clone.secret(KEY) is None
    assert clone.book == book_of([intended(), Approved(KEY, YES, NOON)])
    assert (len(journal.events), len(clone.events)) == (1, 2)
