"""The contract of every journal, and the durable one against the one in memory, step by step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from drivers.journal.memory_files import MemoryFiles
from drivers.journal.memory_journal import MemoryJournal
from drivers.journal_store import JournalStore
from drivers.ports import JournalPort
from terminal.entry import EntryKey
from terminal.events import Approved, Declined, Intended, Signed, SignedOn
from terminal.journal import UnlawfulChangeError
from terminal.states import Payment
from tests.drivers.journal.workbench import SECRET, keys, open_in
from tests.terminal.deeds import (
    IMAGE,
    NO,
    NOON,
    OTHER_PAN,
    PAN,
    YES,
    a_day,
    attempt,
    book_of,
    intended,
    lawful_next,
)

KEY = EntryKey(1, 1)
Journal = JournalStore | MemoryJournal


@pytest.fixture(params=["durable", "in memory"])
def journal(request: pytest.FixtureRequest) -> Iterator[Journal]:
    if request.param == "in memory":
        yield MemoryJournal()
        return
    files = MemoryFiles()
    yield open_in(files, keys())
    files.unregister()


def test_a_journal_is_a_journal_port(journal: Journal) -> None:
    port: JournalPort = journal
    assert len(port.book) == 0


def test_an_accepted_event_is_in_the_book(journal: Journal) -> None:
    entry = journal.commit(intended())
    assert entry == journal.book[KEY]
    assert entry.payment is Payment.AUTHORISING
    assert journal.commit(SignedOn(7, NOON)) is None
    assert journal.book.terminal.batch == 7


def test_every_event_of_a_day_is_accepted(journal: Journal) -> None:
    for event in a_day():
        journal.commit(event)
    assert journal.book == book_of(a_day())


def test_an_unlawful_event_is_refused_and_the_journal_goes_on(journal: Journal) -> None:
    journal.commit(intended())
    with pytest.raises(UnlawfulChangeError):
        journal.commit(Signed(KEY, attempt(), IMAGE))
    assert journal.book == book_of([intended()])
    journal.commit(Approved(KEY, YES, NOON))
    assert journal.book[KEY].payment is Payment.APPROVED


def test_the_request_is_kept_until_its_outcome_and_no_longer(journal: Journal) -> None:
    journal.commit(intended(), SECRET)
    assert journal.secret(KEY) == SECRET
    assert journal.secret(EntryKey(1, 2)) is None
    journal.commit(Declined(KEY, NO, NOON))
    assert journal.secret(KEY) is None


def test_an_intent_may_have_no_secret_and_nothing_else_may_have_one(journal: Journal) -> None:
    journal.commit(intended())
    assert journal.secret(KEY) is None
    with pytest.raises(AssertionError, match="only an intent"):
        journal.commit(Approved(KEY, YES, NOON), SECRET)


def test_the_device_may_change_while_an_outcome_is_missing(journal: Journal) -> None:
    journal.commit(intended(), SECRET)
    journal.commit(SignedOn(7, NOON))
    assert journal.secret(KEY) == SECRET


def test_a_card_is_found_by_its_whole_number(journal: Journal) -> None:
    for event in a_day():
        journal.commit(event)
    assert journal.keys_of(OTHER_PAN) == [EntryKey(1, 2)]
    assert [key.trace for key in journal.keys_of(PAN)] == [1, 3, 4, 5]


class _Restarts(RuleBasedStateMachine):
    """A durable journal through any lawful history with restarts and power cuts in it."""

    def __init__(self) -> None:
        super().__init__()
        self.files = MemoryFiles()
        self.element = keys()
        self.store = open_in(self.files, self.element)
        self.model = MemoryJournal()

    @rule(choice=st.integers(0, 10_000), with_secret=st.booleans())
    def something_happens(self, choice: int, with_secret: bool) -> None:
        possible = lawful_next(self.model.book, NOON)
        event = possible[choice % len(possible)]
        secret = SECRET if with_secret and isinstance(event, Intended) else None
        assert self.store.commit(event, secret) == self.model.commit(event, secret)

    @rule()
    def it_is_switched_off_and_on(self) -> None:
        self.store.close()
        self.element.lose_power()
        self.store = open_in(self.files, self.element)
        self.model.lose_power()

    @rule()
    def the_power_is_cut(self) -> None:
        self.store.lose_power()
        self.element.lose_power()
        self.store = open_in(self.files, self.element)
        self.model.lose_power()

    @rule()
    def nobody_is_waiting(self) -> None:
        self.store.checkpoint()

    @invariant()
    def both_journals_tell_the_same(self) -> None:
        assert self.store.book == self.model.book == book_of(self.model.events)
        for entry in self.model.book:
            assert self.store.secret(entry.key) == self.model.secret(entry.key)

    def teardown(self) -> None:
        self.store.close()
        self.files.unregister()


TestRestarts = _Restarts.TestCase
