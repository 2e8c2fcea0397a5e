"""A state row says of its entry what the tables hold, and no secret."""

from __future__ import annotations

from dataclasses import replace

from drivers.journal.states import EntryRow, changing, entry_row, terminal_row
from terminal.entry import EntryKey
from terminal.journal import Terminal
from tests.terminal.deeds import NOON, PAN, a_day, book_of

KEY = EntryKey(1, 4)


def test_an_entrys_row_holds_its_states_and_its_place_among_the_events() -> None:
    entry = book_of(a_day())[KEY]
    assert entry_row(entry, 13, 18, bytes(16)) == EntryRow(
        txn=1_000_004,
        first=13,
        kind="SALE",
        amount_minor=1200,
        currency="156",
        card="621234******0000",
        pan_hash=bytes(16),
        operator="01",
        started_at="2026-03-02T12:00:00",
        seq=18,
        payment="APPROVED",
        slip="PRINTED",
        signature="UPLOAD_FAILED",
        reversal_tries=0,
        upload_tries=1,
        attempts=1,
        prints=2,
    )


def test_the_changing_columns_are_the_rows_end() -> None:
    entry = book_of(a_day())[KEY]
    assert entry_row(entry, 13, 18, bytes(16))[-8:] == changing(entry, 18)


def test_no_row_holds_a_whole_card_number() -> None:
    for entry in book_of(a_day()):
        assert PAN.digits not in repr(entry_row(entry, 1, 1, bytes(16)))


def test_the_terminals_row_holds_its_counters() -> None:
    fresh = Terminal()
    assert terminal_row(fresh, 0) == (0, 1, 0, "", None)
    used = replace(fresh, batch=7, last_trace=42, operator="01", signed_on_at=NOON)
    assert terminal_row(used, 9) == (9, 7, 42, "01", "2026-03-02T12:00:00")
