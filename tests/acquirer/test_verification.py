"""Verification names the record that is not what was written, whichever bit of it was changed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest

from acquirer import shelves
from acquirer.archive import place_of
from acquirer.memory_store import MemoryStore
from acquirer.records import Action
from acquirer.shelves import Shelf
from acquirer.store import SqlStore
from acquirer.verification import verify
from receipts.signature import sample
from tests.acquirer.office.people import (
    AGENT_LI,
    MERCHANT_ANNA,
    SUPERVISOR_MA,
    Street,
    a_street,
    taken,
)
from tests.acquirer.office.test_photos import a_photo
from tests.acquirer.till import PIN_CARD, TERMINAL
from wire.cup_fields import Field48Totals, Totals
from wire.resign_messages import (
    ENROL,
    SEND_SLIP,
    EnrolAnswer,
    EnrolQuestion,
    InPlaceOf,
    LinkAnswer,
    Parameters,
    SlipQuestion,
    encode,
)

TRIALS = 10_000
TABLES = (*shelves.RECORDED, shelves.AUDIT)
SOLD = 1200 + 3000 + 1200 + 1200 + 2400 + 3600


def live_a_day(street: Street) -> None:
    """One of everything that the bank writes down."""
    till, office, now = street.till, street.office, street.now
    taken(office.log_in("anna", "test-anna-1234", "phone", now))
    till.sell(card=PIN_CARD)
    till.send(till.sale(1200, PIN_CARD, "000000"))
    instead = InPlaceOf(till.batch, till.trace)
    till.send(till.sale(1200).with_fields({62: encode(instead)}))
    sale, answer = till.sell(3000)
    till.send(till.upload(sale, answer))
    linked, papered, released = street.sell(1200), street.sell(2400), street.sell(3600)
    taken(office.sign_by_link(street.link(linked), sample(1), now))
    till.told(EnrolAnswer, ENROL, EnrolQuestion(linked.batch, linked.trace))
    till.told(LinkAnswer, SEND_SLIP, SlipQuestion(linked.batch, linked.trace))
    taken(office.upload_paper(papered, a_photo(size=(32, 32)), MERCHANT_ANNA, now))
    case = street.case(papered)
    taken(office.read_out_code(case, AGENT_LI, now))
    taken(office.extend(case, 3, "away", AGENT_LI, now))
    taken(office.accept_paper(case, AGENT_LI, now))
    taken(office.push_parameters(case, TERMINAL, Parameters(redos=5), "shaky", AGENT_LI, now))
    asked = taken(office.release(street.case(released), "known", AGENT_LI, now))
    taken(office.confirm_release(asked.number, SUPERVISOR_MA, now))
    settled = till.ask(till.settlement(Field48Totals(Totals(SOLD, 6), Totals())))
    assert settled.text(48)[30] == "1"


class Ransacked:
    """A bank's database after that day, opened once more by somebody who should not."""

    def __init__(self) -> None:
        self.store = SqlStore.open("sqlite://")
        self.street = a_street(self.store)
        live_a_day(self.street)
        raw: Any = self.store._connection.connection.dbapi_connection
        self.raw: sqlite3.Connection = raw
        self.raw.execute("PRAGMA ignore_check_constraints = ON")

    def named(self) -> set[tuple[str, str]]:
        """Table and key of each record that verification names."""
        return {(b.table, b.key) for b in verify(self.store, self.street.till.bank.keys)}

    @contextmanager
    def changed(self, shelf: Shelf[Any], rowid: int, column: str, value: object) -> Iterator[None]:
        """One value of one row is another for a while."""
        (before,) = self._run(f"SELECT {column} FROM {shelf.name} WHERE rowid = ?", rowid)[0]
        self._put(shelf, rowid, column, value)
        yield
        if shelf.key == (column,) and isinstance(value, int):
            rowid = value  # SQLite numbers the rows of such a table by their key
        self._put(shelf, rowid, column, before)

    def rows(self, shelf: Shelf[Any]) -> list[tuple[int, dict[str, Any]]]:
        """Each row of a table with its row number."""
        columns = ", ".join(shelf.names)
        found = self._run(f"SELECT rowid, {columns} FROM {shelf.name} ORDER BY rowid")
        return [(row[0], dict(zip(shelf.names, row[1:], strict=True))) for row in found]

    def _put(self, shelf: Shelf[Any], rowid: int, column: str, value: object) -> None:
        is_text = isinstance(value, str)
        plain = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        place = "CAST(? AS TEXT)" if is_text else "?"  # text that is no UTF-8 too
        self._run(f"UPDATE {shelf.name} SET {column} = {place} WHERE rowid = ?", plain, rowid)

    def _run(self, sql: str, *values: object) -> list[Any]:
        with closing(self.raw.cursor()) as cursor:
            return cursor.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def ransacked() -> Iterator[Ransacked]:
    bank = Ransacked()
    yield bank
    bank.store.close()


def place(shelf: Shelf[Any], row: dict[str, Any]) -> str:
    return shelf.place([row[name] for name in shelf.names])


def test_a_day_of_everything_verifies(ransacked: Ransacked) -> None:
    assert ransacked.named() == set()
    empty = [shelf.name for shelf in TABLES if not ransacked.rows(shelf)]
    assert empty == []


@pytest.mark.parametrize("shelf", TABLES, ids=lambda shelf: shelf.name)
def test_any_changed_value_names_its_record(shelf: Shelf[Any], ransacked: Ransacked) -> None:
    rowid, row = ransacked.rows(shelf)[0]
    unnamed = []
    for column in shelf.names:
        if column in shelf.key:
            continue
        with ransacked.changed(shelf, rowid, column, _another(row[column])):
            if (shelf.name, place(shelf, row)) not in ransacked.named():
                unnamed.append(column)
    assert unnamed == []


def _another(value: Any) -> Any:
    match value:
        case int():
            return value + 1000
        case bytes():
            return value + b"x"
        case str():
            return value + "x"
    return 1


@pytest.mark.parametrize("shelf", shelves.RECORDED, ids=lambda shelf: shelf.name)
def test_a_record_that_is_gone_or_renamed_is_missed(
    shelf: Shelf[Any], ransacked: Ransacked
) -> None:
    rowid, row = ransacked.rows(shelf)[-1]
    column = shelf.key[-1]
    renamed = {**row, column: _another(row[column])}
    with ransacked.changed(shelf, rowid, column, renamed[column]):
        named = ransacked.named()
    assert {(shelf.name, place(shelf, row)), (shelf.name, place(shelf, renamed))} <= named


@pytest.mark.parametrize("column", ["number", "audit_seq", "audit_mac"])
def test_the_banks_own_counters_are_covered(column: str, ransacked: Ransacked) -> None:
    head = ransacked.store.head()
    try:
        ransacked.store._head = replace(head, **{column: _another(getattr(head, column))})
        assert ("bank", "head") in ransacked.named()
    finally:
        ransacked.store._head = head


def test_a_record_put_back_to_an_earlier_state_is_found() -> None:
    street = a_street(MemoryStore())
    key = street.sell()
    store = street.till.bank.store
    assert isinstance(store, MemoryStore)
    before = store.transaction(key)
    taken(street.signed(key))
    assert before is not None
    store._transactions[key] = before
    (broken,) = street.office.verify()
    assert (
        str(broken) == f"bank_transaction {key.merchant_id}/10000001/1/{key.trace}: it was changed"
    )


def test_handwriting_that_is_not_what_was_signed_is_found_though_all_its_seals_are_right() -> None:
    street = a_street(MemoryStore())
    key = street.sell()
    taken(street.signed(key))
    bank = street.till.bank
    [attempt] = bank.store.attempts(key)

    def sealed(what: str) -> bytes:
        return bank.keys.seal(b"another hand", f"{what} {place_of(key, attempt.number)}")

    for changed, words in (
        (replace(attempt, image_sealed=sealed("image")), "its image is another"),
        (replace(attempt, strokes_sealed=sealed("strokes")), "its strokes are others"),
    ):
        with bank.changes(street.now, AGENT_LI) as work:
            work.erase(changed)
            work.note(Action.SIGNATURE_ERASED, key, "by whoever has every key of the bank")
        assert [str(broken).partition(": ")[2] for broken in street.office.verify()] == [words]


def test_rows_cut_off_the_audit_are_missed() -> None:
    street = a_street(MemoryStore())
    street.sell()
    store = street.till.bank.store
    assert isinstance(store, MemoryStore)
    store._audit.pop()
    assert ("bank", "head") in {(b.table, b.key) for b in street.office.verify()}


@pytest.mark.slow
def test_any_single_bit_of_any_record_names_it(ransacked: Ransacked) -> None:
    """10,000 trials: which record, which value, which bit, all drawn."""
    rng = random.Random(4)
    every = [(shelf, *found) for shelf in TABLES for found in ransacked.rows(shelf)]
    unnamed: list[str] = []
    for _ in range(TRIALS):
        shelf, rowid, row = rng.choice(every)
        column = rng.choice([n for n in shelf.names if row[n] not in (None, "", b"")])
        flipped = _flipped(row[column], rng)
        try:
            with ransacked.changed(shelf, rowid, column, flipped):
                if (shelf.name, place(shelf, row)) not in ransacked.named():
                    unnamed.append(f"{shelf.name}.{column}: {row[column]!r} -> {flipped!r}")
        except sqlite3.IntegrityError:
            continue  # another record has that key: the database itself keeps them apart
    assert unnamed == []


def _flipped(value: Any, rng: random.Random) -> Any:
    if isinstance(value, int):
        return value ^ 1 << rng.randrange(31)
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    if isinstance(value, bytes):
        return bytes(data)
    return bytes(data).decode("utf-8", "surrogateescape")
