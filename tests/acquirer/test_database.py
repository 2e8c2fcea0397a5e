"""The way to the bank's database: wrong addresses, foreign files, another version, one writer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import InternalError

from acquirer.books import Changes, NotNowError, StoreError
from acquirer.records import Head
from acquirer.store import SqlStore
from tests.acquirer.postgresql import empty_postgresql
from tests.acquirer.samples import KEY, SALE
from tests.acquirer.test_store import url_of


def test_every_commit_is_flushed_to_the_disk(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    pragma = store._connection.exec_driver_sql
    assert pragma("PRAGMA journal_mode").scalar_one() == "wal"
    assert pragma("PRAGMA synchronous").scalar_one() == 2  # FULL
    store.close()


def test_postgresql_too_has_one_writer_and_readers_of_one_moment() -> None:
    url = empty_postgresql()
    store = SqlStore.open(url)
    with pytest.raises(StoreError, match="another bank is using this database"):
        SqlStore.open(url)
    reader = SqlStore.reader(url)
    assert reader.transactions(10) == ()
    store.commit(Changes(Head(1), transactions=(SALE,)))
    assert reader.transactions(10) == ()
    with pytest.raises(InternalError, match="read-only transaction"):
        reader._connection.exec_driver_sql("DELETE FROM bank_transaction")
    reader.close()
    store.close()
    again = SqlStore.open(url)
    assert again.transaction(KEY) == SALE
    again.close()


def test_a_database_that_was_busy_for_a_while_is_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acquirer.database.BUSY_S", 0)
    with closing(SqlStore.open(url_of(tmp_path))) as store:
        with closing(sqlite3.connect(tmp_path / "bank.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(NotNowError, match="cannot be written: database is locked"):
                store.commit(Changes(Head(1)))
        store.commit(Changes(Head(1)))
        assert store.head().number == 1


def test_a_database_of_another_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    SqlStore.open(url_of(tmp_path)).close()
    with sqlite3.connect(tmp_path / "bank.db") as raw:
        raw.execute("UPDATE bank SET version = 99")
    raw.close()
    before = (tmp_path / "bank.db").read_bytes()
    for opened in (SqlStore.open, SqlStore.reader):
        with pytest.raises(StoreError, match="of version 99, this program knows 6"):
            opened(url_of(tmp_path))
    assert (tmp_path / "bank.db").read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bank.db").write_bytes(b"a shopping list" * 100)
    for opened in (SqlStore.open, SqlStore.reader):
        with pytest.raises(StoreError, match=r"no bank can be opened at .*not a database"):
            opened(url_of(tmp_path))
    assert (tmp_path / "bank.db").read_bytes() == b"a shopping list" * 100


@pytest.mark.parametrize("url", ["bank.db", "mysql://localhost/bank", "nonsense://", ""])
def test_an_address_of_no_database_is_told_what_one_looks_like(url: str) -> None:
    with pytest.raises(StoreError, match="sqlite:///PATH or postgresql"):
        SqlStore.open(url)


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(StoreError) as refused:
        SqlStore.open("postgresql+psycopg://bank:hunter2@127.0.0.1:1/bank")
    assert "hunter2" not in str(refused.value)
