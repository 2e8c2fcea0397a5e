"""Reading a journal for people: what its events add up to, found by the numbers they know."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from countersign.journal_reader import Reading, UnknownEntryError, as_json, find, read
from countersign.state import StateFolder
from drivers.chip_memory import ChipFileError
from drivers.journal.errors import JournalError
from terminal.entry import EntryKey
from terminal.events import Approved
from terminal.journal import Book
from tests.countersign.states import damage, open_state, state
from tests.terminal.deeds import IMAGE, NOON, PAN, YES, a_day, book_of, intended, signed_sale


def test_what_is_read_is_what_the_terminal_knows(tmp_path: Path) -> None:
    assert read(StateFolder(state(tmp_path))) == Reading(book_of(a_day()))


def test_a_running_terminals_newest_event_is_read(tmp_path: Path) -> None:
    store = open_state(tmp_path, [])
    store.commit(intended(1))
    assert len(read(StateFolder(tmp_path)).book) == 1
    store.close()


def test_reading_ends_before_the_first_bad_event_and_names_it(tmp_path: Path) -> None:
    damage(state(tmp_path), 6)
    reading = read(StateFolder(tmp_path))
    assert reading.damage.startswith("event 6:")
    assert reading.book == book_of(a_day()[:5])


def test_pages_that_are_no_pages_are_damage_and_no_crash(tmp_path: Path) -> None:
    journal = StateFolder(state(tmp_path)).journal
    content = journal.read_bytes()
    journal.write_bytes(content[:4096] + bytes(len(content) - 4096))
    reading = read(StateFolder(tmp_path))
    assert reading.damage
    assert len(reading.book) == 0


def test_without_its_secure_element_a_journal_is_not_read(tmp_path: Path) -> None:
    StateFolder(state(tmp_path)).secure_element.unlink()
    with pytest.raises(ChipFileError, match="missing"):
        read(StateFolder(tmp_path))


def test_no_journal_at_all_is_an_error(tmp_path: Path) -> None:
    StateFolder(state(tmp_path)).journal.unlink()
    with pytest.raises(JournalError):
        read(StateFolder(tmp_path))


def test_an_entry_is_found_by_its_reference() -> None:
    book = book_of([*signed_sale(1), intended(2)])
    book.apply(Approved(EntryKey(1, 2), replace(YES, reference="000000000002"), NOON))
    assert find(book, "000000000002").key.trace == 2


def test_a_voucher_of_several_batches_is_asked_back() -> None:
    book = Book()
    for batch in (1, 2):
        key = EntryKey(batch, 9)
        book.apply(replace(intended(9), key=key))
        book.apply(Approved(key, YES, NOON))
    with pytest.raises(UnknownEntryError, match="000001-000009, 000002-000009: say which"):
        find(book, "9")
    assert find(book, "2-9").key == EntryKey(2, 9)


def test_an_empty_journal_has_no_last_entry() -> None:
    with pytest.raises(UnknownEntryError, match="last"):
        find(Book(), "last")


def test_json_holds_neither_card_number_nor_expiry_nor_picture() -> None:
    entry = book_of(signed_sale(1))[EntryKey(1, 1)]
    written = json.dumps(as_json(entry))
    assert PAN.digits not in written
    assert "3012" not in written
    assert IMAGE.hex() not in written
    assert as_json(entry)["image_bytes"] == len(IMAGE)


def test_json_says_what_an_entry_undoes_in_whose_place_it_stands_and_who_agreed() -> None:
    entry = book_of(signed_sale(1))[EntryKey(1, 1)]
    links = ("original", "redo_of", "agreed_by")
    assert [as_json(entry)[name] for name in links] == ["", "", ""]
    linked = replace(entry, original=EntryKey(1, 7), redo_of=EntryKey(1, 8), agreed_by="99")
    assert [as_json(linked)[name] for name in links] == ["000001-000007", "000001-000008", "99"]


def test_json_says_why_an_automatic_attempt_failed() -> None:
    entry = book_of(signed_sale(1))[EntryKey(1, 1)]
    failed = replace(entry.attempts[0], why="NETWORK")
    assert as_json(replace(entry, attempts=(failed,)))["attempts"][0]["why"] == "NETWORK"


def test_what_was_brought_has_no_picture_in_it() -> None:
    from countersign.journal_reader import brought_as_json
    from tests.terminal.deeds import IMAGE, a_week, book_of

    (one,) = book_of(a_week()).brought()
    told = brought_as_json(one)
    assert told["reference"] == "000000000042"
    assert told["image_bytes"] == len(IMAGE)
    assert not any(isinstance(value, bytes) for value in told.values())
