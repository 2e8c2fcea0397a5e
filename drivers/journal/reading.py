"""Reading a journal back: walk the chain of its events, then hold the state tables to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

import apsw

from drivers.journal import schema
from drivers.journal.notary import EventRow, Notary, SealBrokenError, checked_row, key_of, txn_of
from drivers.journal.states import EntryRow, StoreRow, entry_row, terminal_row
from drivers.record_shape import RecordError
from terminal.entry import Entry
from terminal.journal import Book, UnlawfulChangeError


class BadRecordError(Exception):
    """A record that is not what it should be; `where` names it, `why` says what is wrong."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class Head(NamedTuple):
    """The end of the chain: number and MAC of the newest event (0 and the genesis before any)."""

    seq: int
    mac: bytes


UNREADABLE = (apsw.CorruptError, apsw.SQLError, TypeError, UnicodeDecodeError)
"""What reading damaged tables ends in: torn pages, a lost table, a column of another kind."""


SELECT_SHAPES = "SELECT name, type, tbl_name, sql FROM sqlite_schema"


@contextmanager
def _naming(where: Callable[[], str]) -> Iterator[None]:
    """Say of damage where it was met."""
    try:
        yield
    except UNREADABLE as error:
        raise BadRecordError(where(), str(error)) from None


def store_of(connection: apsw.Connection) -> StoreRow:
    """The identity of the journal. Errors: BadRecordError."""
    with _naming(lambda: "the table store"):
        row = connection.execute("SELECT store_id, terminal, key_id FROM store").fetchone()
        if row is None:
            raise BadRecordError("the table store", "it is empty")
        return StoreRow(*row)


def events_of(connection: apsw.Connection) -> Iterator[EventRow]:
    """Every event, oldest first."""
    rows = connection.execute(schema.SELECT_EVENTS + " ORDER BY seq")
    return (checked_row(row) for row in rows)


def read_back(connection: apsw.Connection, notary: Notary) -> Walk:
    """Walk and check everything. Errors: BadRecordError for the first bad record."""
    walk = Walk(notary)
    walk.follow(connection)
    walk.check_tables(connection)
    check_file(connection)
    return walk


def check_file(connection: apsw.Connection) -> None:
    """SQLite's own look at its pages, and its tables as we made them. Errors: BadRecordError."""
    with _naming(lambda: "the tables"):
        for table, *shape in connection.execute(SELECT_SHAPES):
            if _shapes().get(table) != shape:
                raise BadRecordError(f"the table {table}", "it is not shaped as it was made")
    found = connection.execute("PRAGMA quick_check(1)").fetchall()
    if found != [("ok",)]:
        raise BadRecordError("the file", str(found[0][0]).splitlines()[-1])


@cache
def _shapes() -> dict[str, list[object]]:
    """Each table and trigger as SQLite writes it down when they are made."""
    connection = apsw.Connection(":memory:")
    connection.execute(schema.SCHEMA)
    return {name: shape for name, *shape in connection.execute(SELECT_SHAPES)}


class Walk:
    """A walk along the events: the end of the chain so far, and what they add up to."""

    def __init__(self, notary: Notary) -> None:
        self._notary = notary
        self.head = Head(0, notary.genesis)
        self.book = Book()
        self._first: dict[int, int] = {}
        self._newest: dict[int, int] = {}
        self._terminal_seq = 0
        self._macs = [notary.genesis]

    def step(self, row: EventRow) -> None:
        """Take one more event. Errors: BadRecordError, and nothing was taken."""
        check_link(self._notary, self.head, row)
        where = f"event {row.seq}"
        try:
            event = self._notary.event_of(row)
            change = self.book.plan(event)
        except SealBrokenError:
            raise BadRecordError(where, "its seal does not open: it was changed") from None
        except (RecordError, UnlawfulChangeError) as error:
            raise BadRecordError(where, str(error)) from None
        if change.terminal is not self.book.terminal:
            self._terminal_seq = row.seq
        if change.entry is not None:
            txn = txn_of(change.entry.key)
            self._first.setdefault(txn, row.seq)
            self._newest[txn] = row.seq
        self.book.take(change)
        self.head = Head(row.seq, row.mac)
        self._macs.append(row.mac)

    def follow(self, connection: apsw.Connection) -> None:
        """Walk to the end of the journal. Errors: BadRecordError naming the first bad event."""
        with _naming(lambda: f"event {self.head.seq + 1}"):
            for row in events_of(connection):
                self.step(row)

    def check_noted(self, noted: Head) -> None:
        """Hold the walk, at its end, to the head that was noted beside the journal.

        Errors: BadRecordError where events that were there are gone or others.
        """
        if self.head.seq < noted.seq:
            why = f"it is missing, and all after it up to event {noted.seq}, which was noted"
            raise BadRecordError(f"event {self.head.seq + 1}", why)
        if self._macs[noted.seq] != noted.mac:
            raise BadRecordError(f"event {noted.seq}", "it is another than the one that was noted")

    def check_tables(self, connection: apsw.Connection) -> None:
        """Errors: BadRecordError for the first state row that does not follow from the events."""
        with _naming(lambda: "the state tables"):
            self._check_tables(connection)

    def _check_tables(self, connection: apsw.Connection) -> None:
        found = connection.execute("SELECT * FROM entry ORDER BY first, txn").fetchall()
        expected = [self._row(entry) for entry in self.book]
        _compare([EntryRow._make(row) for row in found], expected)
        counters = [*connection.execute(schema.SELECT_TERMINAL)]
        if counters != [terminal_row(self.book.terminal, self._terminal_seq)]:
            raise BadRecordError("the terminal's counters", "they are not what the events say")
        pending = self.book.pending
        for (txn,) in connection.execute("SELECT txn FROM pending_secret"):
            if pending is None or txn != txn_of(pending.key):
                why = "it outlived its transaction"
                raise BadRecordError(f"the pending request {key_of(txn)}", why)

    def _row(self, entry: Entry) -> EntryRow:
        txn = txn_of(entry.key)
        pan_hash = self._notary.keys.pan_hash(entry.pan)
        return entry_row(entry, self._first[txn], self._newest[txn], pan_hash)


def check_link(notary: Notary, before: Head, row: EventRow) -> None:
    """Errors: BadRecordError where `row` does not follow the event `before`."""
    if row.seq != before.seq + 1:
        raise BadRecordError(f"event {before.seq + 1}", "it is missing")
    if row.previous != before.mac:
        if before == (0, notary.genesis) and row.mac == notary.mac_of(row):
            raise BadRecordError(
                "the table store", "the first event begins another journal's chain"
            )
        raise BadRecordError(f"event {row.seq}", "it does not follow the event before it")
    if row.mac != notary.mac_of(row):
        raise BadRecordError(f"event {row.seq}", "its MAC does not belong to it: it was changed")


def _compare(found: list[EntryRow], expected: list[EntryRow]) -> None:
    for is_row, must in zip(found, expected, strict=False):
        if is_row == must:
            continue
        if is_row.txn != must.txn:
            break
        pairs = zip(EntryRow._fields, is_row, must, strict=True)
        column = next(name for name, held, wanted in pairs if held != wanted)
        raise BadRecordError(f"entry {key_of(must.txn)}", f"{column} is not what the events say")
    have, want = {row.txn for row in found}, {row.txn for row in expected}
    for txn in sorted(want - have):
        raise BadRecordError(f"entry {key_of(txn)}", "it is missing")
    for txn in sorted(have - want):
        raise BadRecordError(f"entry {key_of(txn)}", "no event made it, or its events are gone")
