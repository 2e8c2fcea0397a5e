"""The tables refuse what no lawful event could put into them."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import pytest

from drivers.event_codec import EVENT_TYPES
from drivers.journal import schema
from terminal.states import Payment, Signature, SlipState

EVENT = [1, "2026-03-02T12:00:00", "Intended", 1_000_001, "k", "{}", b"b", bytes(32), bytes(32)]
ENTRY = [1_000_001, 1, "SALE", 1200, "156", "621234******0000", bytes(16), "01", "2026", 1]
ENTRY += ["APPROVED", "PRINTED", "UNSIGNED", 0, 0, 0, 0]
TERMINAL = [1, 0, 1, 0, "", None]
SECRET = [1_000_001, 1, b"sealed"]
ROWS = {"event": EVENT, "entry": ENTRY, "terminal": TERMINAL, "pending_secret": SECRET}


@pytest.fixture
def tables() -> Iterator[apsw.Connection]:
    connection = apsw.Connection(":memory:")
    connection.execute(schema.SCHEMA)
    yield connection
    connection.close()


def _insert(tables: apsw.Connection, table: str, row: list[object]) -> None:
    tables.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


@pytest.mark.parametrize("table", ROWS)
def test_a_lawful_row_is_taken_once(tables: apsw.Connection, table: str) -> None:
    _insert(tables, table, ROWS[table])
    with pytest.raises(apsw.ConstraintError, match="UNIQUE"):
        _insert(tables, table, ROWS[table])


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("event", 0, 0),
        ("event", 2, "Exploded"),
        ("event", 3, -1),
        ("event", 5, None),
        ("event", 6, "a text"),
        ("event", 7, bytes(31)),
        ("event", 8, bytes(33)),
        ("entry", 0, 0),
        ("entry", 1, 2),
        ("entry", 3, -1),
        ("entry", 3, 12.5),
        ("entry", 5, "6212340000000000"),
        ("entry", 6, bytes(8)),
        ("entry", 10, "PAID"),
        ("entry", 11, "LOST"),
        ("entry", 12, "PERHAPS"),
        ("entry", 13, -1),
        ("terminal", 0, 2),
        ("terminal", 2, 1_000_000),
        ("terminal", 3, 1_000_000),
        ("pending_secret", 2, None),
    ],
)
def test_an_impossible_value_is_refused(
    tables: apsw.Connection, table: str, column: int, value: object
) -> None:
    row = [*ROWS[table]]
    row[column] = value
    with pytest.raises(apsw.ConstraintError):
        _insert(tables, table, row)


def test_an_event_is_neither_changed_nor_removed(tables: apsw.Connection) -> None:
    _insert(tables, "event", EVENT)
    for forbidden in ("UPDATE event SET header = ''", "DELETE FROM event"):
        with pytest.raises(apsw.ConstraintError, match="only appended"):
            tables.execute(forbidden)


def test_every_event_and_every_state_has_its_place(tables: apsw.Connection) -> None:
    for seq, kind in enumerate(EVENT_TYPES, 1):
        _insert(tables, "event", [seq, EVENT[1], kind, *EVENT[3:]])
    states = [*((10, p) for p in Payment), *((11, s) for s in SlipState)]
    for number, (column, state) in enumerate([*states, *((12, s) for s in Signature)], 1):
        row = [number, *ENTRY[1:]]
        row[column] = state
        _insert(tables, "entry", row)
