"""A journal is read back whole, or the first record that is not right is named."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import pytest

from drivers.journal import reading, schema
from drivers.journal.memory_files import MemoryFiles
from drivers.journal.notary import Notary
from drivers.journal.reading import BadRecordError, read_back
from drivers.secure_element import SecureElement
from terminal.events import Approved, Event, Signed
from tests.drivers.journal.workbench import TERMINAL, keys, open_in, record
from tests.terminal.deeds import IMAGE, NOON, YES, a_day, attempt, book_of, intended


@pytest.fixture
def files() -> Iterator[MemoryFiles]:
    files = MemoryFiles()
    yield files
    files.unregister()


@pytest.fixture
def element() -> SecureElement:
    return keys()


@pytest.fixture
def tables(files: MemoryFiles, element: SecureElement) -> Iterator[apsw.Connection]:
    """The tables of a day's journal with the next sale pending, open to tampering."""
    record(open_in(files, element), [*a_day(), intended(9)]).close()
    connection = apsw.Connection("journal.db", vfs=files.name)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    connection.execute("DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed")
    yield connection
    connection.close()


def _complaint(tables: apsw.Connection, element: SecureElement) -> tuple[str, str]:
    store = reading.store_of(tables)
    with pytest.raises(BadRecordError) as caught:
        read_back(tables, Notary(element, store.terminal, store.store_id))
    return caught.value.where, caught.value.why


def test_an_untouched_journal_is_read_back_whole(
    tables: apsw.Connection, element: SecureElement
) -> None:
    store = reading.store_of(tables)
    assert (store.terminal, store.key_id) == (TERMINAL, element.key_id)
    walk = read_back(tables, Notary(element, store.terminal, store.store_id))
    assert walk.book == book_of([*a_day(), intended(9)])
    assert walk.head.seq == 26


@pytest.mark.parametrize(
    ("tampering", "where", "why"),
    [
        ("UPDATE event SET header = replace(header, '1200', '1300') WHERE seq = 4",
         "event 4", "its MAC does not belong to it: it was changed"),
        ("UPDATE event SET ts = '2026-03-02T12:00:01' WHERE seq = 7", "event 7", "its MAC"),
        ("UPDATE event SET mac = zeroblob(32) WHERE seq = 7", "event 7", "its MAC"),
        ("UPDATE event SET previous = zeroblob(32) WHERE seq = 7",
         "event 7", "it does not follow the event before it"),
        ("DELETE FROM event WHERE seq = 1", "event 1", "it is missing"),
        ("DELETE FROM event WHERE seq = 9", "event 9", "it is missing"),
        ("DELETE FROM event WHERE seq = 26", "entry 000001-000009", "no event made it"),
        ("DELETE FROM event WHERE seq >= 25",
         "entry 000001-000005", "seq is not what the events say"),
        ("DELETE FROM event", "entry 000001-000001", "no event made it"),
        ("UPDATE event SET seq = 27 WHERE seq = 26", "event 26", "it is missing"),
        ("UPDATE entry SET payment = 'REVERSED' WHERE txn = 1000001",
         "entry 000001-000001", "payment is not what the events say"),
        ("UPDATE entry SET signature = 'NOT_REQUIRED' WHERE txn = 1000004",
         "entry 000001-000004", "signature is not what the events say"),
        ("UPDATE entry SET amount_minor = 1 WHERE txn = 1000002",
         "entry 000001-000002", "amount_minor is not what the events say"),
        ("UPDATE entry SET pan_hash = zeroblob(16) WHERE txn = 1000002",
         "entry 000001-000002", "pan_hash is not"),
        ("DELETE FROM entry WHERE txn = 1000002", "entry 000001-000002", "it is missing"),
        ("UPDATE entry SET txn = 1000099 WHERE txn = 1000002",
         "entry 000001-000002", "it is missing"),
        ("UPDATE terminal SET last_trace = 1", "the terminal's counters", "they are not"),
        ("DELETE FROM terminal", "the terminal's counters", "they are not"),
        ("INSERT INTO pending_secret VALUES (1000001, 4, x'00')",
         "the pending request 000001-000001", "it outlived its transaction"),
    ],
)  # fmt: skip
def test_the_first_bad_record_is_named(
    tables: apsw.Connection, element: SecureElement, tampering: str, where: str, why: str
) -> None:
    tables.execute(tampering)
    named, complaint = _complaint(tables, element)
    assert named == where
    assert complaint.startswith(why)


def test_events_in_another_order_are_noticed(
    tables: apsw.Connection, element: SecureElement
) -> None:
    for swap in ((8, 100), (9, 8), (100, 9)):
        tables.execute("UPDATE event SET seq = ? WHERE seq = ?", swap[::-1])
    assert _complaint(tables, element)[0] == "event 8"


def _forged(element: SecureElement, tables: apsw.Connection, event: Event) -> Notary:
    """An event that the keys vouch for, as only a mistake of ours could write it."""
    store = reading.store_of(tables)
    notary = Notary(element, store.terminal, store.store_id)
    walk = read_back(tables, notary)
    row = notary.event_row(walk.head.seq + 1, walk.head.mac, event)
    tables.execute(schema.INSERT_EVENT, row)
    return notary


def test_an_unlawful_event_is_named_though_its_mac_is_right(
    tables: apsw.Connection, element: SecureElement
) -> None:
    _forged(element, tables, Signed(intended(9).key, attempt(), IMAGE))
    assert _complaint(tables, element) == (
        "event 27",
        "000001-000009: AUTHORISING takes no signature",
    )


def test_an_event_without_its_state_row_is_noticed(
    tables: apsw.Connection, element: SecureElement
) -> None:
    _forged(element, tables, Approved(intended(9).key, YES, NOON))
    assert _complaint(tables, element) == (
        "entry 000001-000009",
        "seq is not what the events say",
    )


def test_a_journal_without_its_identity_is_refused(tables: apsw.Connection) -> None:
    tables.execute("DELETE FROM store")
    with pytest.raises(BadRecordError, match="the table store: it is empty"):
        reading.store_of(tables)
