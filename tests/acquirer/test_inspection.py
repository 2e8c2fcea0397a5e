"""The database as it lies there: what cannot be read is told, and whether it is damage at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from acquirer.books import DamagedError, StoreError
from acquirer.desk_records import Device
from acquirer.inspection import is_want_of_room
from acquirer.shelves import AUDIT, DESK, TRANSACTIONS
from acquirer.store import SqlStore
from tests.acquirer.office.people import a_street


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The file of a bank with one sale."""
    with closing(SqlStore.open(f"sqlite:///{tmp_path}/bank.db")) as store:
        a_street(store).sell()
    return tmp_path / "bank.db"


def changed(bank: Path, sql: str) -> SqlStore:
    with closing(sqlite3.connect(bank, isolation_level=None)) as books:
        books.execute("PRAGMA writable_schema = ON")
        books.execute(sql)
    return SqlStore.reader(f"sqlite:///{bank}")


def test_whole_books_have_no_flaws(bank: Path) -> None:
    with closing(SqlStore.reader(f"sqlite:///{bank}")) as books:
        assert books.flaws() == ()


def test_a_table_that_is_shaped_otherwise_is_named(bank: Path) -> None:
    sql = "UPDATE sqlite_master SET sql = replace(sql, 'HELD', 'HELE') WHERE name = 'payout'"
    with closing(changed(bank, sql)) as books:
        assert "payout is not shaped as it was made" in books.flaws()


def test_a_row_missing_in_an_index_is_named(bank: Path) -> None:
    sql = "UPDATE sqlite_master SET sql = replace(sql, '<>', '=') WHERE name = 'one_reference'"
    with closing(changed(bank, sql)) as books:
        assert any("one_reference" in flaw for flaw in books.flaws())


def test_a_table_that_is_gone_is_damage_and_not_a_crash(bank: Path) -> None:
    with closing(changed(bank, "DROP TABLE device")) as books:
        rows = books.rows(DESK[Device])
        with pytest.raises(DamagedError, match="device"):
            next(rows)


def test_text_that_is_no_utf_8_is_given_as_it_is(bank: Path) -> None:
    sql = "UPDATE bank_transaction SET issuer = CAST(x'ff41' AS TEXT)"
    with closing(changed(bank, sql)) as books:
        [row] = books.rows(TRANSACTIONS)
        assert "\udcffA" in row
        assert len(list(books.rows(AUDIT))) > 1


def test_a_file_that_is_no_database_is_damage(bank: Path) -> None:
    bank.write_bytes(b"something else entirely, and longer than a header of SQLite is" * 9)
    with pytest.raises(DamagedError):
        SqlStore.reader(f"sqlite:///{bank}")


def test_a_file_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        SqlStore.reader(f"sqlite:///{tmp_path}/bank.db")
    assert not isinstance(told.value, DamagedError)


def test_want_of_room_is_told_from_what_leaves_the_disk_unknown() -> None:
    full, flush = sqlite3.OperationalError("full"), sqlite3.OperationalError("flush")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    flush.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    assert is_want_of_room(full)
    assert not is_want_of_room(flush)
    assert not is_want_of_room(OSError(28, "No space left on device"))
