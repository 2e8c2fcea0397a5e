"""Verify says that all is right, or names the first record that is not; it changes nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.journal.audit import VerifyReport, verify
from drivers.journal.errors import (
    ForeignJournalError,
    JournalError,
    NewerJournalError,
    NotAJournalError,
)
from drivers.journal.exporting import export
from drivers.journal_store import JournalStore
from drivers.secure_element import SecureElement
from terminal.entry import EntryKey
from terminal.events import Settled, Voided
from tests.drivers.journal.workbench import TERMINAL, keys, written
from tests.terminal.deeds import NOON, a_day, forgotten_sale, intended, signed_sale

MANY = [event for trace in range(1, 40) for event in signed_sale(trace)]


@pytest.fixture
def element() -> SecureElement:
    return keys()


@pytest.fixture
def path(tmp_path: Path, element: SecureElement) -> Path:
    return written(tmp_path / "journal.db", [*a_day(), intended(9)], element)


def _tampered(path: Path, *statements: str) -> Path:
    with sqlite3.connect(path) as other:
        other.execute("DROP TRIGGER event_is_never_changed")
        other.execute("DROP TRIGGER event_is_never_removed")
        for statement in statements:
            other.execute(statement)
    other.close()
    return path


def test_an_untouched_journal_is_right_and_its_head_is_told(
    path: Path, element: SecureElement
) -> None:
    store = JournalStore.open(path, element, TERMINAL)
    assert verify(path, element) == VerifyReport(26, store.head.mac.hex())
    assert verify(path, element).ok
    store.close()


def test_a_journal_that_settled_what_was_voided_is_right(
    tmp_path: Path, element: SecureElement
) -> None:
    key = EntryKey(1, 1)
    events = [*forgotten_sale(), Voided(key, EntryKey(1, 2), NOON), Settled(key, NOON)]
    path = written(tmp_path / "before.db", events, element)
    assert verify(path, element).ok
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT payment FROM entry").fetchall() == [("SETTLED",)]
    other.close()


@pytest.mark.parametrize(
    ("tampering", "events", "where", "why"),
    [
        ("UPDATE event SET header = '{}' WHERE seq = 14", 13, "event 14", "its MAC does not"),
        ("DELETE FROM event WHERE seq = 14", 13, "event 14", "it is missing"),
        ("DELETE FROM event WHERE seq = 26", 25, "event 26", "it is missing"),
        ("UPDATE entry SET slip = 'SENT'", 26, "entry 000001-000001", "slip is not what"),
        ("UPDATE terminal SET operator = '99'", 26, "the terminal's counters", "they are not"),
        ("DELETE FROM store", 0, "the table store", "it is empty"),
        ("DROP TABLE entry", 26, "the state tables", "no such table: entry"),
    ],
)
def test_the_first_bad_record_is_named(
    path: Path, element: SecureElement, tampering: str, events: int, where: str, why: str
) -> None:
    report = verify(_tampered(path, tampering), element)
    assert (report.ok, report.events, report.where) == (False, events, where)
    assert report.why.startswith(why)


@pytest.mark.slow
@pytest.mark.parametrize("page", range(1, 12))
def test_a_page_of_zeros_is_noticed_wherever_it_lies(
    tmp_path: Path, element: SecureElement, page: int
) -> None:
    path = written(tmp_path / "journal.db", MANY, element)
    content = bytearray(path.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(content)
    report = verify(path, element)
    assert not report.ok
    assert path.read_bytes() == content


def test_a_list_of_free_pages_that_is_wrong_is_noticed(path: Path, element: SecureElement) -> None:
    content = bytearray(path.read_bytes())
    content[36:40] = (9).to_bytes(4, "big")  # SQLite file format 1.3.7: how many pages are free
    path.write_bytes(content)
    report = verify(path, element)
    assert (report.events, report.where) == (26, "the file")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 99), flipped=st.integers(1, 255))
def test_no_changed_byte_of_an_event_goes_unnoticed(
    path: Path, element: SecureElement, at: int, flipped: int
) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b'{"amount_minor":1200') + at] ^= flipped
    changed = path.with_name("changed.db")
    changed.write_bytes(content)
    report = verify(changed, element)
    assert (report.ok, report.where[:5]) == (False, "event")


def test_nothing_is_written_and_no_lock_is_taken(path: Path, element: SecureElement) -> None:
    store = JournalStore.open(path, element, TERMINAL)
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    assert verify(path, element).ok
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
    store.close()


def test_what_is_no_journal_of_ours_cannot_be_verified(tmp_path: Path, path: Path) -> None:
    with pytest.raises(ForeignJournalError):
        verify(path, keys(seed=2))
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 9")
    newer.close()
    with pytest.raises(NewerJournalError):
        verify(path, keys())
    (tmp_path / "other").write_text("hello")
    with pytest.raises(NotAJournalError):
        verify(tmp_path / "other", keys())


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 200_000), st.binary(min_size=1, max_size=600)), max_size=4)
)
def test_whatever_is_overwritten_the_answer_comes_in_words(
    path: Path, element: SecureElement, ruins: list[tuple[int, bytes]]
) -> None:
    content = bytearray(path.read_bytes())
    for at, ruin in ruins:
        at %= len(content)
        content[at : at + len(ruin)] = ruin
    damaged = path.with_name("damaged.db")
    damaged.write_bytes(content)
    try:
        report = verify(damaged, element)
        lines = [*export(damaged, element)]
    except JournalError:
        return
    assert report.ok or report.why
    assert lines[-1]["events"] >= report.events
