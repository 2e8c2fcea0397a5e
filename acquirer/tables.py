"""The bank's tables, and what is asked of them, as SQLAlchemy writes it for either database.

No database is touched here: acquirer.store does that.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from acquirer import shelves
from acquirer.desk_records import DeskRecord
from acquirer.prepared import Statement
from acquirer.records import Kind, Payment, PayoutState, Route, Signature, Verdict
from acquirer.shelves import KEY_FIELDS, Shelf

VERSION = 6
"""Of the tables below; a file of another one is refused."""

_INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
_TYPES: dict[type, Any] = {str: sa.Text(), int: _INTEGER, bytes: sa.LargeBinary()}
METADATA = sa.MetaData()


def _table(shelf: Shelf[Any], *more: sa.schema.SchemaItem) -> sa.Table:
    columns = (
        sa.Column(c.name, _TYPES[c.kind], primary_key=c.name in shelf.key, nullable=c.nullable)
        for c in shelf.columns
    )
    return sa.Table(shelf.name, METADATA, *columns, *more, sqlite_strict=True)


def _one_of(column: str, kind: type[StrEnum]) -> sa.CheckConstraint:
    """SQLite builds the set of an IN anew for every row, which costs more than the row itself."""
    return sa.CheckConstraint(" OR ".join(f"{column} = '{value}'" for value in kind))


_GIVEN = sa.text("reference <> ''")
_OPEN = sa.text("signature = 'UNSIGNED' AND payment = 'APPROVED'")
_KEPT = sa.text("length(image_sealed) > 0")
_RELEASED = sa.text(f"state = '{PayoutState.RELEASED}'")
_PAID = sa.text("paid_at IS NOT NULL")
_ACCEPTED = sa.text(f"verdict = '{Verdict.ACCEPTED}'")
BANK = sa.Table(
    "bank",
    METADATA,
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
    _one_of("kind", Kind),
    sa.Index("unsigned", "merchant_id", "at", sqlite_where=_OPEN, postgresql_where=_OPEN),
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
    # Most payouts wait for nothing: an index of those that do is short.
    sa.Index("payout_due", "due_at", sqlite_where=_RELEASED, postgresql_where=_RELEASED),
    sa.Index("payout_day", "merchant_id", "paid_at", sqlite_where=_PAID, postgresql_where=_PAID),
)
_A = _table(
    shelves.ATTEMPTS,
    _one_of("verdict", Verdict),
    _one_of("route", Route),
    sa.Index(
        *("attempt_ink", "ink_digest", "card_digest"),
        sqlite_where=_ACCEPTED,
        postgresql_where=_ACCEPTED,
    ),
    sa.Index("attempt_kept", "at", sqlite_where=_KEPT, postgresql_where=_KEPT),
)
_B = _table(shelves.BATCHES)
_ROWS = _table(shelves.AUDIT)


def _desk_table(shelf: Shelf[Any]) -> sa.Table:
    """What people made for a transaction is asked for by it."""
    by_key = () if not shelf.is_keyed or shelf.key[:4] == KEY_FIELDS else KEY_FIELDS
    return _table(shelf, *([sa.Index(f"{shelf.name}_of", *by_key)] if by_key else []))


_DESK = {kind: _desk_table(shelf) for kind, shelf in shelves.DESK.items()}

# Each part of `Changes`, its shelf and its table, in the order they are written.
_WRITTEN: tuple[tuple[str, Shelf[Any], sa.Table], ...] = (
    ("terminals", shelves.TERMINALS, _M),
    ("cards", shelves.CARDS, _C),
    ("transactions", shelves.TRANSACTIONS, _T),
    ("payouts", shelves.PAYOUTS, _P),
    ("attempts", shelves.ATTEMPTS, _A),
    ("erased", shelves.ATTEMPTS, _A),
    ("batches", shelves.BATCHES, _B),
    ("audit", shelves.AUDIT, _ROWS),
)
_APPENDED = ("attempts", "batches", "audit")
HEAD = Statement(sa.select(*(BANK.c[name] for name in shelves.HEAD.names)))
NEW_HEAD = Statement(BANK.update(), shelves.HEAD.names)
BEGIN = {"sqlite": Statement(sa.text("BEGIN IMMEDIATE")), "postgresql": Statement(sa.text("BEGIN"))}
COMMIT = Statement(sa.text("COMMIT"))


def writers(dialect: str) -> list[tuple[str, Shelf[Any], Statement]]:
    """Each part of `Changes`, its shelf and how one record of it is written."""
    return [
        (part, shelf, Statement(_writer(table, dialect, part in _APPENDED), shelf.names))
        for part, shelf, table in _WRITTEN
    ]


def desk_writers(dialect: str) -> dict[type[DeskRecord], Statement]:
    """How one record of each kind that people make is written."""
    return {
        kind: Statement(_writer(table, dialect, is_appended=False), shelves.DESK[kind].names)
        for kind, table in _DESK.items()
    }


def _writer(table: sa.Table, dialect: str, is_appended: bool) -> sa.Executable:
    """An INSERT; it replaces the row of the same key unless it may only add."""
    if is_appended:
        return table.insert()
    kind: Any = postgresql if dialect == "postgresql" else sqlite
    insert: sqlite.Insert = kind.insert(table)
    fresh = {c.name: insert.excluded[c.name] for c in table.c if not c.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=fresh)


def _where(table: sa.Table, *names: str) -> list[sa.ColumnElement[bool]]:
    """Each of these columns equals the parameter of its name."""
    return [table.c[name] == sa.bindparam(name) for name in names]


def _all(table: sa.Table, *names: str) -> Statement:
    return Statement(sa.select(table).where(*_where(table, *names)), names)


BY_TERMINAL = _all(_M, "terminal_id")
BY_CARD = _all(_C, "card_digest")
TRANSACTION = _all(_T, *KEY_FIELDS)
PAYOUT = _all(_P, *KEY_FIELDS)
ATTEMPTS_OF = Statement(
    sa.select(_A).where(*_where(_A, *KEY_FIELDS)).order_by(_A.c.number), KEY_FIELDS
)
NEWEST = Statement(
    sa.select(_T).order_by(_T.c.number.desc()).limit(sa.bindparam("limit")), ("limit",)
)
SUMS = Statement(
    sa.select(_T.c.kind, _T.c.payment, _P.c.state, sa.func.count(), sa.func.sum(_T.c.amount_minor))
    .select_from(_T.outerjoin(_P, sa.and_(*(_T.c[name] == _P.c[name] for name in KEY_FIELDS))))
    .group_by(_T.c.kind, _T.c.payment, _P.c.state)
)
HIGHEST_TRACE = Statement(
    sa.select(sa.func.coalesce(sa.func.max(_T.c.trace), 0)).where(
        *_where(_T, "merchant_id", "terminal_id", "batch")
    ),
    ("merchant_id", "terminal_id", "batch"),
)
# An enrolled hand signs for its card a thousand times with the same ink. Other cards stand before
# these rows in the index or behind them, and none of them is read.
_CARD = sa.bindparam("card_digest", type_=sa.Text)
_BEFORE, _BEHIND = (
    sa.exists().where(*_where(_A, "ink_digest"), _ACCEPTED, side)
    for side in (_A.c.card_digest < _CARD, _A.c.card_digest > _CARD)
)
BY_ANOTHER = Statement(
    sa.select(sa.literal_column("1")).where(_BEFORE | _BEHIND), ("ink_digest", "card_digest")
)
NEXT_DUE = Statement(sa.select(sa.func.min(_P.c.due_at)).where(_RELEASED))
DUE = Statement(
    sa.select(_P)
    .where(_RELEASED, _P.c.due_at <= sa.bindparam("until"))
    .order_by(_P.c.due_at, *(_P.c[name] for name in KEY_FIELDS))
    .limit(sa.bindparam("limit")),
    ("until", "limit"),
)
PAID = Statement(
    sa.select(sa.func.coalesce(sa.func.sum(_P.c.amount_minor), 0)).where(
        *_where(_P, "merchant_id"),
        _P.c.paid_at >= sa.bindparam("since"),
        _P.c.paid_at < sa.bindparam("until"),
    ),
    ("merchant_id", "since", "until"),
)
BY_REFERENCE = Statement(sa.select(_T).where(_GIVEN, *_where(_T, "reference")), ("reference",))
UNSIGNED = Statement(
    sa.select(_T)
    .where(*_where(_T, "merchant_id"), _OPEN)
    .order_by(_T.c.merchant_id, _T.c.at, _T.c.number),
    ("merchant_id",),
)
SALES_OF = Statement(
    sa.select(_T)
    .where(*_where(_T, "merchant_id"))
    .order_by(_T.c.number.desc())
    .limit(sa.bindparam("limit")),
    ("merchant_id", "limit"),
)
_BATCH = ("merchant_id", "terminal_id", "batch")
IN_BATCH = Statement(sa.select(_T).where(*_where(_T, *_BATCH)).order_by(_T.c.trace), _BATCH)
SETTLED = _all(_B, *_BATCH)
KEPT_UNTIL = Statement(
    sa.select(_A)
    .where(_KEPT, _A.c.at <= sa.bindparam("until"))
    .order_by(_A.c.at, *(_A.c[name] for name in (*KEY_FIELDS, "number")))
    .limit(sa.bindparam("limit")),
    ("until", "limit"),
)
TRAIL = Statement(
    sa.select(_ROWS).where(*_where(_ROWS, "subject")).order_by(_ROWS.c.seq), ("subject",)
)


def desk(kind: type[DeskRecord], names: tuple[str, ...]) -> Statement:
    """The records of a kind that people make, by what these columns equal."""
    table = _DESK[kind]
    query = sa.select(table).where(*_where(table, *names)).order_by(*table.primary_key)
    return Statement(query, names)


def every(shelf: Shelf[Any]) -> Statement:
    """All rows of a shelf, by their key."""
    table = METADATA.tables[shelf.name]
    return Statement(sa.select(table).order_by(*table.primary_key))


@cache
def shapes() -> dict[str, str]:
    """Each table and index as SQLite writes it down when it is made."""
    made: dict[str, str] = {}
    for table in METADATA.sorted_tables:
        words: Any = sa.schema.CreateTable(table).compile(dialect=sqlite.dialect())
        made[table.name] = str(words).lstrip()
        for index in table.indexes:
            made[str(index.name)] = str(
                sa.schema.CreateIndex(index).compile(dialect=sqlite.dialect())
            )
    return made


INTEGRITY = Statement(sa.text("PRAGMA integrity_check"))
SHAPES = Statement(sa.text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
ALL_AUDIT = Statement(sa.select(_ROWS).order_by(_ROWS.c.seq))
