"""What the SQL store has of its own: one writer, readers beside it, versions, nothing in the clear.

The contract that all stores keep is in test_books.py.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from acquirer import tables
from acquirer.books import Changes, NotNowError, StoreError
from acquirer.host import Bank
from acquirer.prepared import Statement
from acquirer.records import Head
from acquirer.settings import Settings
from acquirer.store import SqlStore
from tests.acquirer.samples import ATTEMPT, KEY, SALE
from tests.acquirer.till import (
    PIN,
    PIN_CARD,
    ROOT_KEY,
    SIGNATURE_CARD,
    TMK,
    Till,
    a_signature,
    entropy,
)
from wire import feature_code


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder}/bank.db"


def test_the_books_survive_a_restart(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    store.commit(Changes(Head(7, 3, "mac"), transactions=(SALE,)))
    store.close()
    again = SqlStore.open(url_of(tmp_path))
    assert again.head() == Head(7, 3, "mac")
    assert again.transaction(KEY) == SALE
    again.close()


def test_books_in_memory_need_no_file() -> None:
    store = SqlStore.open("sqlite://")
    store.commit(Changes(Head(), transactions=(SALE,)))
    assert store.transaction(KEY) == SALE
    store.close()


def test_a_second_bank_on_the_same_file_is_refused(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    with pytest.raises(StoreError, match=r"another bank is using .*bank.db: stop it"):
        SqlStore.open(url_of(tmp_path))
    store.close()
    SqlStore.open(url_of(tmp_path)).close()


def test_a_reader_sees_the_books_beside_the_writer_and_can_write_nothing(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    store.commit(Changes(Head(), transactions=(SALE,)))
    reader = SqlStore.reader(url_of(tmp_path))
    assert reader.transactions(10) == (SALE,)
    with pytest.raises(OperationalError, match="readonly database"):
        reader._connection.exec_driver_sql("DELETE FROM bank_transaction")
    reader.close()
    store.commit(Changes(Head(1), transactions=(replace(SALE, code="01"),)))
    store.close()


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    reader = SqlStore.reader(url_of(tmp_path))
    store.commit(Changes(Head(1), transactions=(SALE,)))
    assert (reader.head(), reader.transactions(10)) == (Head(), ())
    reader.close()
    store.close()


def test_a_reader_of_a_closed_bank_finds_it(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    store.commit(Changes(Head(), transactions=(SALE,)))
    store.close()
    reader = SqlStore.reader(url_of(tmp_path))
    assert reader.transactions(10) == (SALE,)
    reader.close()


def test_a_reader_of_a_bank_that_was_killed_finds_all_it_committed(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    store.commit(Changes(Head(), transactions=(SALE,)))
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("bank.db", "bank.db-wal"):  # what a process leaves that never closes
        (killed / name).write_bytes((tmp_path / name).read_bytes())
    store.close()
    reader = SqlStore.reader(url_of(killed))
    assert reader.transactions(10) == (SALE,)
    reader.close()
    again = SqlStore.open(url_of(killed))
    assert again.transaction(KEY) == SALE
    again.close()


def test_a_bank_that_is_not_there_is_no_empty_bank(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no bank at .*bank.db"):
        SqlStore.reader(url_of(tmp_path))
    assert not (tmp_path / "bank.db").exists()


def limited(store: SqlStore, pages: int) -> None:
    """Let the database grow by so many pages and no further, as on a disk that is full."""
    pragma = store._connection.exec_driver_sql
    pragma(f"PRAGMA max_page_count = {pragma('PRAGMA page_count').scalar_one() + pages}")


@pytest.mark.parametrize("pages", range(4))
def test_a_commit_that_finds_no_room_leaves_nothing_and_the_next_that_does_is_taken(
    tmp_path: Path, pages: int
) -> None:
    big = replace(ATTEMPT, image_sealed=b"x" * 40_000)
    with closing(SqlStore.open(url_of(tmp_path))) as store:
        store.commit(Changes(Head(1), transactions=(SALE,)))
        limited(store, pages)
        for _ in range(2):
            with pytest.raises(NotNowError, match=r"bank.db finds no room .*: free some space"):
                store.commit(Changes(Head(2), attempts=(big,)))
            assert (store.head(), store.attempts(KEY)) == (Head(1), ())
        limited(store, 1000)
        store.commit(Changes(Head(2), attempts=(big,)))
    with closing(SqlStore.open(url_of(tmp_path))) as again:
        assert (again.head(), again.attempts(KEY)) == (Head(2), (big,))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot keep a bank at .*/file/bank.db"):
        SqlStore.open(f"sqlite:///{tmp_path}/file/bank.db")


def test_after_a_failed_commit_the_store_takes_nothing_more(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    store.commit(Changes(Head(1), attempts=(ATTEMPT,)))
    with pytest.raises(StoreError, match=r"the bank's database failed \(.*start the bank again"):
        store.commit(Changes(Head(2), transactions=(SALE,), attempts=(ATTEMPT,)))
    with pytest.raises(StoreError, match="failed before: start the bank again"):
        store.commit(Changes(Head(3), transactions=(SALE,)))
    store.close()
    again = SqlStore.open(url_of(tmp_path))
    assert (again.head(), again.transaction(KEY)) == (Head(1), None)
    again.close()


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (tables.BY_ANOTHER, "attempt_ink"),
        (tables.NEXT_DUE, "payout_due"),
        (tables.BY_REFERENCE, "one_reference"),
        (tables.UNSIGNED, "unsigned"),
        (tables.IN_BATCH, "sqlite_autoindex_bank_transaction_"),
        (tables.SETTLED, "sqlite_autoindex_settled_batch_"),
        (tables.KEPT_UNTIL, "attempt_kept"),
        (tables.DUE, "payout_due"),
        (tables.PAID, "payout_day"),
        (tables.NEWEST, "sqlite_autoindex_bank_transaction_"),
    ],
)
def test_what_is_asked_all_day_is_found_by_an_index(
    query: Statement, index: str, tmp_path: Path
) -> None:
    store = SqlStore.open(url_of(tmp_path))
    sql = store._driver.write(query).sql
    values = ["" for _ in range(sql.count("?"))]
    cursor = store._connection.connection.cursor()
    plan = [row[-1] for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    store.close()
    looks = [step for step in plan if re.match(r"(SEARCH|SCAN) (?!CONSTANT ROW)", step)]
    assert looks
    assert all(index in look for look in looks)


@pytest.mark.parametrize("column", ["payment", "signature"])
def test_a_state_that_there_is_not_is_refused(column: str, tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    store.commit(Changes(Head(), transactions=(SALE,)))
    with pytest.raises(IntegrityError, match="CHECK constraint failed"):
        store._connection.exec_driver_sql(f"UPDATE bank_transaction SET {column} = 'PERHAPS'")
    store.close()


def test_two_sales_never_share_a_reference(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    other = replace(SALE, key=replace(KEY, trace=9), number=2)
    with pytest.raises(StoreError):
        store.commit(Changes(Head(), transactions=(SALE, other)))
    store.close()


def test_no_card_track_pin_key_or_signature_stands_in_the_database(tmp_path: Path) -> None:
    store = SqlStore.open(url_of(tmp_path))
    till = Till(Bank(store, Settings(root_key=ROOT_KEY), entropy))
    till.sign_on()
    assert till.keys is not None
    sale, answer = till.sell()
    image = a_signature(feature_code.online(answer.text(15), answer.text(37)))
    assert till.code(till.upload(sale, answer, image)) == "00"
    till.sell(card=PIN_CARD)
    till.send(till.reversal(sale))
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()
    assert b"621234******0019" in raw  # the control: the database is searched, and holds the sale
    for card in (SIGNATURE_CARD, PIN_CARD):
        for form in _forms(card) + _forms(f"{card}=49121010000"[:27]):
            assert form not in raw
    keys = (TMK, till.keys.pin_key, till.keys.mac_key, ROOT_KEY)
    for secret in (*keys, image, bytes(sale.fields[4], "ascii") + PIN.encode()):  # type: ignore[arg-type]
        assert secret not in raw
    assert "消费".encode("gbk") not in raw  # an element of F55


def _forms(digits: str) -> list[bytes]:
    """A number as text, packed at either parity, and in hex of both."""
    packed = [digits.replace("=", "D"), "0" + digits.replace("=", "D")]
    pairs = [bytes.fromhex(p[: len(p) // 2 * 2]) for p in packed]
    return [
        digits.encode(),
        *pairs,
        *(p.hex().encode() for p in pairs),
        digits.encode().hex().encode(),
    ]
