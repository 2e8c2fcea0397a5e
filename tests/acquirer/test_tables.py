"""The tables hold what the shelves say; what is written replaces or is added, never both."""

from __future__ import annotations

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from acquirer import shelves, tables
from acquirer.books import Changes

SHELVES = (*shelves.RECORDED, shelves.AUDIT)
DIALECTS = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_a_table_has_the_columns_and_the_key_of_its_shelf(shelf: shelves.Shelf[object]) -> None:
    table = tables.METADATA.tables[shelf.name]
    assert [column.name for column in table.columns] == [column.name for column in shelf.columns]
    assert tuple(column.name for column in table.primary_key) == shelf.key


def test_every_part_of_the_changes_is_written() -> None:
    parts = [part for part, _, _ in tables.writers("sqlite")]
    assert {"head", "desk", "seal", *parts} == set(Changes.__annotations__)
    assert set(tables.desk_writers("sqlite")) == set(shelves.DESK)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_attempts_batches_and_audit_never_replace_a_row(dialect: str) -> None:
    written = {
        part: str(statement.words.compile(dialect=DIALECTS[dialect]()))
        for part, _, statement in tables.writers(dialect)
    }
    replacing = {part for part, sql in written.items() if "ON CONFLICT" in sql}
    assert replacing == {"terminals", "cards", "transactions", "payouts", "erased"}
