"""The bank's books in SQL: SQLite by default, PostgreSQL by address, the same code for both.

SQLite runs in WAL mode with full synchronisation. It has one writer, kept single by a lock file;
reports read through a connection that can neither write nor checkpoint. That matters: SQLite
before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from acquirer import shelves
from acquirer.books import Changes, StoreError
from acquirer.records import (
    AuditRow,
    CardState,
    Head,
    Payment,
    Payout,
    PayoutState,
    Signature,
    SignatureAttempt,
    TerminalState,
    Transaction,
    TransactionKey,
    Verdict,
)
from acquirer.shelves import KEY_FIELDS, Shelf, moment_text
from acquirer.writer_lock import WriterLock

VERSION = 1
"""Of the tables below; a file of another one is refused."""

PG_WRITER_LOCK = 0x43534231
"""The advisory lock the one writer holds on PostgreSQL."""

BUSY_S = 5
"""Longer than any commit or checkpoint of ours takes."""

_FORMS = "sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME"


_INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
_TYPES: dict[type, Any] = {str: sa.Text(), int: _INTEGER, bytes: sa.LargeBinary()}
R = TypeVar("R")
_METADATA = sa.MetaData()
_parameters: Callable[[TransactionKey], dict[str, Any]] = asdict


def _table(shelf: Shelf[Any], *more: sa.schema.SchemaItem) -> sa.Table:
    columns = (
        sa.Column(c.name, _TYPES[c.kind], primary_key=c.name in shelf.key, nullable=c.nullable)
        for c in shelf.columns
    )
    return sa.Table(shelf.name, _METADATA, *columns, *more, sqlite_strict=True)


def _one_of(column: str, kind: type[StrEnum]) -> sa.CheckConstraint:
    names = ", ".join(f"'{value}'" for value in kind)
    return sa.CheckConstraint(f"{column} IN ({names})")


_GIVEN = sa.text("reference <> ''")
_BANK = sa.Table(
    "bank",
    _METADATA,
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("number", _INTEGER, nullable=False),
    sa.Column("audit_seq", _INTEGER, nullable=False),
    sa.Column("audit_mac", sa.Text, nullable=False),
    sqlite_strict=True,
)
_M, _C = _table(shelves.TERMINALS), _table(shelves.CARDS)
_T = _table(
    shelves.TRANSACTIONS,
    _one_of("payment", Payment),
    _one_of("signature", Signature),
    sa.CheckConstraint("amount_minor >= 0"),
    sa.UniqueConstraint("number"),
    sa.Index(
        "one_reference", "reference", unique=True, sqlite_where=_GIVEN, postgresql_where=_GIVEN
    ),
)
_P = _table(
    shelves.PAYOUTS,
    _one_of("state", PayoutState),
    sa.CheckConstraint("(state = 'HELD') = (hold <> '')"),
    sa.CheckConstraint("state <> 'RELEASED' OR due_at IS NOT NULL"),
    sa.Index("payout_due", "state", "due_at"),
    sa.Index("payout_day", "merchant_id", "paid_at"),
)
_A = _table(shelves.ATTEMPTS, _one_of("verdict", Verdict), sa.Index("attempt_ink", "ink_digest"))
_ROWS = _table(shelves.AUDIT)

# Each part of `Changes`, its shelf and its table, in the order they are written.
_WRITTEN: tuple[tuple[str, Shelf[Any], sa.Table], ...] = (
    ("terminals", shelves.TERMINALS, _M),
    ("cards", shelves.CARDS, _C),
    ("transactions", shelves.TRANSACTIONS, _T),
    ("payouts", shelves.PAYOUTS, _P),
    ("attempts", shelves.ATTEMPTS, _A),
    ("audit", shelves.AUDIT, _ROWS),
)
_APPEND_ONLY = (_A, _ROWS)
_HEAD = (_BANK.c.number, _BANK.c.audit_seq, _BANK.c.audit_mac)
_NEW_HEAD = _BANK.update()


def _writer(table: sa.Table, dialect: str) -> sa.Executable:
    """An INSERT that replaces the row of the same key, unless the table only grows."""
    if table in _APPEND_ONLY:
        return table.insert()
    kind: Any = postgresql if dialect == "postgresql" else sqlite
    insert: sqlite.Insert = kind.insert(table)
    fresh = {c.name: insert.excluded[c.name] for c in table.c if not c.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=fresh)


def _where(table: sa.Table, *names: str) -> list[sa.ColumnElement[bool]]:
    """Each of these columns equals the parameter of its name."""
    return [table.c[name] == sa.bindparam(name) for name in names]


def _all(table: sa.Table, *names: str) -> sa.Select[Any]:
    return sa.select(table).where(*_where(table, *names))


_BY_TERMINAL = _all(_M, "terminal_id")
_BY_CARD = _all(_C, "card_digest")
_TRANSACTION = _all(_T, *KEY_FIELDS)
_PAYOUT = _all(_P, *KEY_FIELDS)
_ATTEMPTS_OF = _all(_A, *KEY_FIELDS).order_by(_A.c.number)
_FOR_EVER = "9999"
_NEWEST = sa.select(_T).order_by(_T.c.number.desc()).limit(sa.bindparam("limit"))
_HIGHEST_TRACE = sa.select(sa.func.coalesce(sa.func.max(_T.c.trace), 0)).where(
    *_where(_T, "merchant_id", "terminal_id", "batch")
)
_BY_ANOTHER = (
    sa.select(_A.c.number)
    .where(*_where(_A, "ink_digest"), _A.c.card_digest != sa.bindparam("card_digest"))
    .where(_A.c.verdict == Verdict.ACCEPTED.value)
    .limit(1)
)
_DUE = (
    sa.select(_P)
    .where(_P.c.state == PayoutState.RELEASED.value, _P.c.due_at <= sa.bindparam("until"))
    .order_by(_P.c.due_at, *(_P.c[name] for name in KEY_FIELDS))
    .limit(sa.bindparam("limit"))
)
_PAID = sa.select(sa.func.coalesce(sa.func.sum(_P.c.amount_minor), 0)).where(
    *_where(_P, "merchant_id"),
    _P.c.paid_at >= sa.bindparam("since"),
    _P.c.paid_at < sa.bindparam("until"),
)
_ALL_AUDIT = sa.select(_ROWS).order_by(_ROWS.c.seq)


class SqlStore:
    """The books in one database. Not for two threads at once: the bank takes turns."""

    def __init__(self, connection: sa.Connection, let_go: Callable[[], None]) -> None:
        self._connection = connection
        self._let_go = let_go
        self._broken = False
        dialect = connection.dialect.name
        self._begin = "BEGIN IMMEDIATE" if dialect == "sqlite" else "BEGIN"
        self._writers = [(name, shelf, _writer(table, dialect)) for name, shelf, table in _WRITTEN]
        self._head = Head(*self._rows(sa.select(*_HEAD))[0])
        self._next_due = self._read_next_due()

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the database at `url` as its one writer; make its tables where there are none.

        `url`: sqlite:///PATH, sqlite:// (memory) or postgresql+psycopg://USER@HOST/NAME.
        Errors: StoreError.
        """
        address = _address(url)
        path = address.database if address.drivername == "sqlite" else None
        let_go = WriterLock(Path(path)).release if path else _nothing
        return cls._opened(address, address, _prepare, let_go)

    @classmethod
    def reader(cls, url: str) -> Self:
        """Open the database at `url` as it stands now, for reports: it can write nothing.

        Errors: StoreError.
        """
        address = _address(url)
        if address.drivername != "sqlite":
            return cls._opened(address, address, _look_on, _nothing)
        path = address.database or ""
        if not Path(path).is_file():
            raise StoreError(f"there is no bank at {path}: start one with this --db first")
        read_only = sa.make_url(f"sqlite:///file:{quote(path)}?mode=ro&uri=true")
        return cls._opened(address, read_only, _look_on, _nothing)

    @classmethod
    def _opened(
        cls,
        address: sa.URL,
        target: sa.URL,
        prepare: Callable[[sa.Connection], None],
        let_go: Callable[[], None],
    ) -> Self:
        try:
            engine = _engine(target)
            try:
                connection = engine.connect()
                prepare(connection)
                return cls(connection, let_go)
            except BaseException:
                engine.dispose()
                raise
        except (SQLAlchemyError, ImportError) as error:
            let_go()
            shown = address.render_as_string()  # without the password
            raise StoreError(f"no bank can be opened at {shown}: {_cause(error)}") from error
        except StoreError:
            let_go()
            raise

    def head(self) -> Head:
        """The counters as of the last commit."""
        return self._head

    def terminal(self, terminal_id: str) -> TerminalState | None:
        """The latest sign-on of a terminal."""
        return self._one(shelves.TERMINALS, _BY_TERMINAL, terminal_id=terminal_id)

    def card(self, card_digest: str) -> CardState | None:
        """The PIN count of a card."""
        return self._one(shelves.CARDS, _BY_CARD, card_digest=card_digest)

    def transaction(self, key: TransactionKey) -> Transaction | None:
        """One transaction."""
        return self._one(shelves.TRANSACTIONS, _TRANSACTION, **_parameters(key))

    def transactions(self, limit: int) -> tuple[Transaction, ...]:
        """The newest transactions, newest first."""
        return self._many(shelves.TRANSACTIONS, _NEWEST, limit=limit)

    def payout(self, key: TransactionKey) -> Payout | None:
        """The payout of one transaction."""
        return self._one(shelves.PAYOUTS, _PAYOUT, **_parameters(key))

    def attempts(self, key: TransactionKey) -> tuple[SignatureAttempt, ...]:
        """Every signature uploaded for one transaction, oldest first."""
        return self._many(shelves.ATTEMPTS, _ATTEMPTS_OF, **_parameters(key))

    def signed_by_another(self, ink_digest: str, card_digest: str) -> bool:
        """Whether the same ink was accepted for another card."""
        return bool(self._rows(_BY_ANOTHER, ink_digest=ink_digest, card_digest=card_digest))

    def highest_trace(self, merchant_id: str, terminal_id: str, batch: int) -> int:
        """The highest trace a batch of a terminal has seen; 0 for none."""
        where = {"merchant_id": merchant_id, "terminal_id": terminal_id, "batch": batch}
        return int(self._rows(_HIGHEST_TRACE, **where)[0][0])

    def next_due(self) -> datetime | None:
        """When the next released payout is due."""
        return self._next_due

    def due_payouts(self, until: datetime, limit: int) -> tuple[Payout, ...]:
        """Released payouts due at `until` or before, earliest first."""
        return self._many(shelves.PAYOUTS, _DUE, until=moment_text(until), limit=limit)

    def paid_minor(self, merchant_id: str, day: date) -> int:
        """What was paid out to a merchant on one day."""
        since = datetime.combine(day, datetime.min.time())
        until = moment_text(since + timedelta(days=1))
        where = {"merchant_id": merchant_id, "since": moment_text(since), "until": until}
        return int(self._rows(_PAID, **where)[0][0])

    def audit(self) -> Iterator[AuditRow]:
        """All audit rows, oldest first."""
        return (shelves.AUDIT.record(row) for row in self._rows(_ALL_AUDIT))

    def commit(self, changes: Changes) -> None:
        """Write all of `changes` durably, or nothing; StoreError ends the use of this store."""
        if self._broken:
            raise StoreError("the bank's database failed before: start the bank again")
        try:
            self._connection.exec_driver_sql(self._begin)
            self._write(changes)
            self._connection.exec_driver_sql("COMMIT")
        except SQLAlchemyError as error:
            # What reached the disk is unknown: nothing more may build on it (reliability.md).
            self._broken = True
            raise StoreError(f"the bank's database failed: {_cause(error)}") from error
        self._head = changes.head
        if any(payout.state is not PayoutState.HELD for payout in changes.payouts):
            self._next_due = self._read_next_due()

    def close(self) -> None:
        """Let the database and its lock go."""
        self._connection.close()
        self._connection.engine.dispose()
        self._let_go()

    def _write(self, changes: Changes) -> None:
        for name, shelf, statement in self._writers:
            if records := getattr(changes, name):
                self._connection.execute(statement, [shelf.row(record) for record in records])
        self._connection.execute(_NEW_HEAD, asdict(changes.head))

    def _read_next_due(self) -> datetime | None:
        first = self._one(shelves.PAYOUTS, _DUE, until=_FOR_EVER, limit=1)
        return first.due_at if first else None

    def _rows(self, query: sa.Select[Any], **where: Any) -> Sequence[sa.Row[Any]]:
        return self._connection.execute(query, where).all()

    def _many(self, shelf: Shelf[R], query: sa.Select[Any], **where: Any) -> tuple[R, ...]:
        return tuple(shelf.record(row) for row in self._rows(query, **where))

    def _one(self, shelf: Shelf[R], query: sa.Select[Any], **where: Any) -> R | None:
        found = self._many(shelf, query, **where)
        return found[0] if found else None


def _address(url: str) -> sa.URL:
    try:
        address = sa.make_url(url)
    except SQLAlchemyError:
        raise StoreError(
            f"not a database address: {url.partition('//')[0]}// ...: {_FORMS}"
        ) from None
    if address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise StoreError(f"no database of the kind {address.drivername} here: {_FORMS}")
    return address


def _nothing() -> None:
    """There is nothing to let go."""


def _engine(target: sa.URL) -> sa.Engine:
    is_sqlite = target.drivername == "sqlite"
    # SQLite: seconds to wait for a lock; the bank's threads take turns on the one connection.
    arguments = {"timeout": BUSY_S, "check_same_thread": False} if is_sqlite else {}
    return sa.create_engine(
        target,
        isolation_level="AUTOCOMMIT",  # BEGIN and COMMIT are ours: one commit for a message
        poolclass=StaticPool,
        connect_args=arguments,
    )


def _prepare(connection: sa.Connection) -> None:
    """Make the tables in an empty database, or check that they are ours."""
    run = connection.exec_driver_sql
    if connection.dialect.name == "sqlite":
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
    elif not run(f"SELECT pg_try_advisory_lock({PG_WRITER_LOCK})").scalar_one():
        raise StoreError("another bank is using this database: stop it, or choose another --db")
    if sa.inspect(connection).has_table(_BANK.name):
        _check_version(connection)
        return
    run("BEGIN")
    _METADATA.create_all(connection, checkfirst=False)
    connection.execute(_BANK.insert(), {"version": VERSION, **asdict(Head())})
    run("COMMIT")


def _look_on(connection: sa.Connection) -> None:
    """See one moment of the books, whatever the writer does."""
    is_sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql(
        "BEGIN" if is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    _check_version(connection)


def _check_version(connection: sa.Connection) -> None:
    found = connection.execute(sa.select(_BANK.c.version)).scalar_one()
    if found != VERSION:
        raise StoreError(
            f"this bank's database is of version {found}, this program knows {VERSION}:"
            " use the program that made it, or another --db"
        )


def _cause(error: Exception) -> str:
    """The driver's own words, without the statement's parameters."""
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0]
