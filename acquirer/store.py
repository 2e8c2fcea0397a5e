"""The bank's books in SQL: SQLite by default, PostgreSQL by address, the same code for both.

SQLite runs in WAL mode with full synchronisation. It has one writer, kept single by a lock file;
reports read through a connection that can neither write nor checkpoint. That matters: SQLite
before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from acquirer import shelves, tables
from acquirer.books import Changes, DamagedError, K, NotNowError, StoreError
from acquirer.database import address_of, engine_of, look_on, prepare
from acquirer.desk_records import DeskRecord
from acquirer.inspection import Inspection, is_damage, is_want_of_room
from acquirer.noted_head import Noted, NoteFile, note_beside
from acquirer.prepared import DriverError, Statement, driver_of, taken_back
from acquirer.records import (
    AuditRow,
    Batch,
    CardState,
    Head,
    Payout,
    PayoutState,
    SignatureAttempt,
    Sum,
    TerminalState,
    Transaction,
    TransactionKey,
)
from acquirer.shelves import Shelf, key_row, moment_text, plain_key
from acquirer.writer_lock import WriterLock, look_for

_NO_ROOM = "no room on its disk: free some space"
_FAILURES = (SQLAlchemyError, DriverError)
R = TypeVar("R")


class SqlStore:
    """The books in one database. Not for two threads at once: the bank takes turns."""

    def __init__(
        self,
        connection: sa.Connection,
        let_go: Callable[[], None],
        noted: Callable[[], bytes | None],
    ) -> None:
        self._connection = connection
        self._let_go = let_go
        self._noted = noted
        self._note: NoteFile | None = None
        self._broken = False
        dialect = connection.dialect.name
        self._place = connection.engine.url.render_as_string()
        self._driver = driver_of(connection)
        self._inspection = Inspection(connection, self._driver)
        self._begin = tables.BEGIN[dialect]
        self._writers = tables.writers(dialect)
        self._desk_writers = tables.desk_writers(dialect)
        self._desk_queries: dict[tuple[type[DeskRecord], tuple[str, ...]], Statement] = {}
        self._head = shelves.HEAD.record(self._driver.rows(tables.HEAD)[0])
        self._next_due = self._read_next_due()
        self._terminals: dict[str, TerminalState] = {}

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the database at `url` as its one writer; make its tables where there are none.

        `url`: sqlite:///PATH, sqlite:// (memory) or postgresql+psycopg://USER@HOST/NAME.
        Errors: StoreError.
        """
        address = address_of(url)
        path = address.database if address.drivername == "sqlite" else None
        if not path or path == ":memory:":
            return cls._opened(address, address, prepare, _nothing, _no_note)
        let_go = WriterLock(Path(path)).release
        store = cls._opened(address, address, prepare, let_go, partial(note_beside, path))
        try:
            store._note = NoteFile(path, store.head().audit_seq)
        except StoreError:
            store.close()
            raise
        return store

    @classmethod
    def reader(cls, url: str) -> Self:
        """Open the database at `url` as it stands now, for reports: it can write nothing.

        Errors: StoreError.
        """
        address = address_of(url)
        if address.drivername != "sqlite":
            return cls._opened(address, address, look_on, _nothing, _no_note)
        path = address.database or ""
        look_for(path)
        read_only = sa.make_url(f"sqlite:///file:{quote(path)}?mode=ro&uri=true")
        note = note_beside(path)  # before the books, which only ever go on from there
        return cls._opened(address, read_only, look_on, _nothing, lambda: note)

    @classmethod
    def _opened(
        cls,
        address: sa.URL,
        target: sa.URL,
        made_ready: Callable[[sa.Connection], None],
        let_go: Callable[[], None],
        noted: Callable[[], bytes | None],
    ) -> Self:
        try:
            engine = engine_of(target)
            try:
                connection = engine.connect()
                made_ready(connection)
                return cls(connection, let_go, noted)
            except BaseException:
                engine.dispose()
                raise
        except (*_FAILURES, ImportError, UnicodeDecodeError) as error:
            let_go()
            shown = address.render_as_string()  # without the password
            kind = DamagedError if is_damage(error) else StoreError
            why = _NO_ROOM if is_want_of_room(error) else _cause(error)
            raise kind(f"no bank can be opened at {shown}: {why}") from error
        except StoreError:
            let_go()
            raise

    def head(self) -> Head:
        """The counters as of the last commit."""
        return self._head

    def terminal(self, terminal_id: str) -> TerminalState | None:
        """The latest sign-on of a terminal; read once, since nobody else writes it."""
        if terminal_id not in self._terminals:
            found = self._one(shelves.TERMINALS, tables.BY_TERMINAL, terminal_id)
            if found is None:
                return None
            self._terminals[terminal_id] = found
        return self._terminals[terminal_id]

    def card(self, card_digest: str) -> CardState | None:
        """The PIN count of a card."""
        return self._one(shelves.CARDS, tables.BY_CARD, card_digest)

    def transaction(self, key: TransactionKey) -> Transaction | None:
        """One transaction."""
        return self._one(shelves.TRANSACTIONS, tables.TRANSACTION, *key_row(key))

    def transactions(self, limit: int) -> tuple[Transaction, ...]:
        """The newest transactions, newest first."""
        return self._many(shelves.TRANSACTIONS, tables.NEWEST, limit)

    def sums(self) -> tuple[Sum, ...]:
        """All transactions by what they are and where their money is, added up by the database."""
        return tuple(map(shelves.sum_of, self._driver.rows(tables.SUMS)))

    def payout(self, key: TransactionKey) -> Payout | None:
        """The payout of one transaction."""
        return self._one(shelves.PAYOUTS, tables.PAYOUT, *key_row(key))

    def attempts(self, key: TransactionKey) -> tuple[SignatureAttempt, ...]:
        """Every signature uploaded for one transaction, oldest first."""
        return self._many(shelves.ATTEMPTS, tables.ATTEMPTS_OF, *key_row(key))

    def signed_by_another(self, ink_digest: str, card_digest: str) -> bool:
        """Whether the same ink was accepted for another card."""
        return bool(self._driver.rows(tables.BY_ANOTHER, ink_digest, card_digest))

    def highest_trace(self, merchant_id: str, terminal_id: str, batch: int) -> int:
        """The highest trace a batch of a terminal has seen; 0 for none."""
        return int(self._driver.rows(tables.HIGHEST_TRACE, merchant_id, terminal_id, batch)[0][0])

    def next_due(self) -> datetime | None:
        """When the next released payout is due."""
        return self._next_due

    def due_payouts(self, until: datetime, limit: int) -> tuple[Payout, ...]:
        """Released payouts due at `until` or before, earliest first."""
        return self._many(shelves.PAYOUTS, tables.DUE, moment_text(until), limit)

    def paid_minor(self, merchant_id: str, day: date) -> int:
        """What was paid out to a merchant on one day."""
        since = datetime.combine(day, datetime.min.time())
        until = moment_text(since + timedelta(days=1))
        return int(self._driver.rows(tables.PAID, merchant_id, moment_text(since), until)[0][0])

    def audit(self) -> Iterator[AuditRow]:
        """All audit rows, oldest first."""
        return (shelves.AUDIT.record(row) for row in self._driver.rows(tables.ALL_AUDIT))

    def rows(self, shelf: Shelf[Any]) -> Iterator[tuple[Any, ...]]:
        """Every row of a shelf as it stands there, by its key; broken text is kept as it is.

        Errors: StoreError where the file is too damaged to be read.
        """
        return self._inspection.rows(shelf)

    def flaws(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its pages, indices and tables; reads all."""
        return self._inspection.flaws()

    def by_reference(self, reference: str) -> Transaction | None:
        """The transaction of a reference number (F37)."""
        return self._one(shelves.TRANSACTIONS, tables.BY_REFERENCE, reference)

    def unsigned(self, merchant_id: str) -> tuple[Transaction, ...]:
        """A merchant's approved transactions that lack a signature, oldest first."""
        return self._many(shelves.TRANSACTIONS, tables.UNSIGNED, merchant_id)

    def sales_of(self, merchant_id: str, limit: int) -> tuple[Transaction, ...]:
        """A merchant's newest transactions, newest first."""
        return self._many(shelves.TRANSACTIONS, tables.SALES_OF, merchant_id, limit)

    def in_batch(self, merchant_id: str, terminal_id: str, batch: int) -> tuple[Transaction, ...]:
        """All transactions of a terminal's batch, by trace."""
        return self._many(shelves.TRANSACTIONS, tables.IN_BATCH, merchant_id, terminal_id, batch)

    def settled(self, merchant_id: str, terminal_id: str, batch: int) -> Batch | None:
        """The batch, if it is settled."""
        return self._one(shelves.BATCHES, tables.SETTLED, merchant_id, terminal_id, batch)

    def kept_until(self, until: datetime, limit: int) -> tuple[SignatureAttempt, ...]:
        """Attempts of `until` or before that still hold something of a hand, oldest first."""
        return self._many(shelves.ATTEMPTS, tables.KEPT_UNTIL, moment_text(until), limit)

    def trail(self, subject: str) -> tuple[AuditRow, ...]:
        """What the audit says of one subject, oldest first; reads all of it."""
        return self._many(shelves.AUDIT, tables.TRAIL, subject)

    def one(self, kind: type[K], *key: str | int | TransactionKey) -> K | None:
        """The record that people made under this key."""
        shelf: Shelf[K] = shelves.DESK[kind]
        return self._one(shelf, self._desk_query(kind, shelf.key), *plain_key(key))

    def many(self, kind: type[K], **where: Any) -> tuple[K, ...]:
        """The records that people made whose fields equal `where`, by their key."""
        shelf: Shelf[K] = shelves.DESK[kind]
        plain = shelf.plain(where)
        return self._many(shelf, self._desk_query(kind, tuple(plain)), *plain.values())

    def commit(self, changes: Changes) -> None:
        """Write all of `changes` durably, or nothing.

        Errors: NotNowError where nothing was written; any other StoreError ends its use.
        """
        if self._broken:
            raise StoreError("the bank's database failed before: start the bank again")
        try:
            self._driver.run(self._begin)
        except _FAILURES as error:  # somebody holds it: nothing was written
            raise NotNowError(f"the bank's database cannot be written: {_cause(error)}") from error
        try:
            self._write(changes)
            self._driver.run(tables.COMMIT)
            self._write_note(changes)
        except (*_FAILURES, OSError) as error:
            if is_want_of_room(error) and taken_back(self._connection):
                raise NotNowError(f"{self._place} finds {_NO_ROOM}") from error
            # What reached the disk is unknown: nothing more may build on it (reliability.md).
            self._broken = True
            unknown = f"({_cause(error)}), and nobody knows what is on its disk"
            todo = f"check {self._place}, then start the bank again"
            raise StoreError(f"the bank's database failed {unknown}: {todo}") from error
        self._head = changes.head
        self._terminals.update((terminal.terminal_id, terminal) for terminal in changes.terminals)
        if any(payout.state is not PayoutState.HELD for payout in changes.payouts):
            self._next_due = self._read_next_due()

    def noted(self) -> bytes | None:
        """The note of the audit's end beside a SQLite file, b"" where it is gone."""
        return self._noted()

    def close(self) -> None:
        """Let the database and its lock go."""
        if self._note is not None:
            self._note.close()
        self._connection.close()
        self._connection.engine.dispose()
        self._let_go()

    def _write_note(self, changes: Changes) -> None:
        if self._note is not None and changes.seal:
            head = changes.head
            self._note.write(Noted(head.audit_seq, head.audit_mac, changes.seal))

    def _write(self, changes: Changes) -> None:
        for name, shelf, statement in self._writers:
            for record in getattr(changes, name):
                self._driver.run(statement, shelf.row(record))
        for record in changes.desk:
            row = shelves.DESK[type(record)].row(record)
            self._driver.run(self._desk_writers[type(record)], row)
        self._driver.run(tables.NEW_HEAD, shelves.HEAD.row(changes.head))

    def _read_next_due(self) -> datetime | None:
        [(first,)] = self._driver.rows(tables.NEXT_DUE)
        return None if first is None else datetime.fromisoformat(first)

    def _desk_query(self, kind: type[DeskRecord], names: tuple[str, ...]) -> Statement:
        query = self._desk_queries.get((kind, names))
        if query is None:
            query = self._desk_queries[kind, names] = tables.desk(kind, names)
        return query

    def _many(self, shelf: Shelf[R], query: Statement, *values: Any) -> tuple[R, ...]:
        return tuple(map(shelf.record, self._driver.rows(query, *values)))

    def _one(self, shelf: Shelf[R], query: Statement, *values: Any) -> R | None:
        found = self._driver.rows(query, *values)
        return shelf.record(found[0]) if found else None


def _no_note() -> None:
    """These books keep none."""


def _nothing() -> None:
    """There is nothing to let go."""


def _cause(error: Exception) -> str:
    """The driver's own words, without the statement's parameters."""
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0]
