"""What a restart brings back, why a journal does not open, and what a failing disk does."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.journal import database, schema
from drivers.journal.audit import verify
from drivers.journal.errors import (
    DiskFullError,
    ForeignJournalError,
    JournalBrokenError,
    JournalCorruptError,
    JournalError,
    JournalInUseError,
    JournalIOError,
    JournalMissingError,
    NewerJournalError,
    NotAJournalError,
    OlderJournalError,
)
from drivers.journal.memory_files import MemoryFiles
from drivers.journal.schema import FORMAT
from drivers.journal_store import JournalStore
from drivers.secure_element import SecureElement
from terminal.entry import EntryKey
from terminal.events import Approved, Event
from tests.drivers.journal.faults import FaultyFiles
from tests.drivers.journal.workbench import TERMINAL, keys, open_in, record, written
from tests.terminal.deeds import (
    NOON,
    PAN,
    YES,
    a_day,
    book_of,
    forgotten_sale,
    intended,
    signed_sale,
)

KEY = EntryKey(1, 1)


@pytest.fixture
def element() -> SecureElement:
    return keys()


def test_a_closed_journal_is_one_file_and_the_note_of_its_head(
    tmp_path: Path, element: SecureElement
) -> None:
    path = written(tmp_path / "state" / "journal.db", a_day(), element)
    assert {file.name for file in path.parent.iterdir()} == {
        "journal.db",
        "journal.db-head",
        "journal.db.lock",
    }
    assert JournalStore.open(path, element, TERMINAL).book == book_of(a_day())


def test_a_journal_is_private(tmp_path: Path, element: SecureElement) -> None:
    store = JournalStore.open(tmp_path / "state" / "journal.db", element, TERMINAL)
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
    for file in (tmp_path / "state").iterdir():
        assert file.stat().st_mode & 0o777 == 0o600
    store.close()


def test_the_log_is_written_out_once_and_stays_within_its_bound(
    tmp_path: Path, element: SecureElement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAL_PAGES", 40)
    monkeypatch.setattr(database, "WAL_BYTES", 104 * (schema.PAGE_BYTES + 24))
    store = JournalStore.open(tmp_path / "journal.db", element, TERMINAL)
    log = tmp_path / "journal.db-wal"
    before = log.stat().st_size
    for trace in range(1, 60):
        record(store, signed_sale(trace))
    assert log.stat().st_size == before == 104 * (schema.PAGE_BYTES + 24)
    assert store.book.outbox_count == 59
    store.close()


def test_the_pending_transaction_survives_a_power_cut_without_its_secret(
    tmp_path: Path, element: SecureElement
) -> None:
    store = record(JournalStore.open(tmp_path / "journal.db", element, TERMINAL), [intended()])
    store.lose_power()
    element.lose_power()
    store = JournalStore.open(tmp_path / "journal.db", element, TERMINAL)
    assert store.book.pending == book_of([intended()])[KEY]
    assert store.secret(KEY) is None
    store.commit(Approved(KEY, YES, NOON))
    store.close()
    assert verify(tmp_path / "journal.db", element).ok


def test_the_chain_goes_on_where_it_ended(tmp_path: Path, element: SecureElement) -> None:
    path = written(tmp_path / "journal.db", signed_sale(1), element)
    store = record(JournalStore.open(path, element, TERMINAL), signed_sale(2))
    assert store.head.seq == 8
    store.close()
    report = verify(path, element)
    assert (report.ok, report.events, report.head) == (True, 8, store.head.mac.hex())


# Why a journal does not open: a sentence that says what to do, and the file left alone


def _refusal(path: Path, element: SecureElement, kind: type[JournalError]) -> str:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(kind) as caught:
        JournalStore.open(path, element, TERMINAL)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("content", [b"not a database", b"x" * 10_000, b"SQLite format 3\0", b"\0"])
def test_a_file_of_something_else_is_left_alone(
    tmp_path: Path, element: SecureElement, content: bytes
) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    assert "choose another state directory" in _refusal(path, element, NotAJournalError)


def test_another_programs_database_is_left_alone(tmp_path: Path, element: SecureElement) -> None:
    path = tmp_path / "journal.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    told = _refusal(path, element, NotAJournalError)
    assert "is not a Countersign journal" in told
    assert "what is left of one: put back a copy of the whole state directory" in told


def test_a_journal_of_a_newer_version_is_left_to_the_newer_program(
    tmp_path: Path, element: SecureElement
) -> None:
    path = written(tmp_path / "journal.db", [], element)
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {FORMAT + 1}")
    newer.close()
    refusal = _refusal(path, element, NewerJournalError)
    versions = f"has format {FORMAT + 1}, this program knows formats up to {FORMAT}"
    assert f"{versions}: start the newer program" in refusal


def test_a_journal_of_an_older_version_is_left_to_the_older_program(
    tmp_path: Path, element: SecureElement
) -> None:
    path = written(tmp_path / "journal.db", [], element)
    with sqlite3.connect(path) as older:
        older.execute(f"PRAGMA user_version = {FORMAT - 1}")
    older.close()
    refusal = _refusal(path, element, OlderJournalError)
    versions = f"has format {FORMAT - 1}, this program writes format {FORMAT}"
    assert f"{versions}: finish with the program" in refusal


def test_a_second_instance_is_told_who_has_the_journal(
    tmp_path: Path, element: SecureElement
) -> None:
    path = tmp_path / "journal.db"
    first = JournalStore.open(path, element, TERMINAL)
    refusal = _refusal(path, element, JournalInUseError)
    assert f"already in use by pid {os.getpid()}: close that instance" in refusal
    first.close()
    JournalStore.open(path, element, TERMINAL).close()


def test_a_killed_instance_holds_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    program = (
        "import os, sys, pathlib\n"
        "from tests.drivers.journal.workbench import TERMINAL, keys, record\n"
        "from drivers.journal_store import JournalStore\n"
        "from tests.terminal.deeds import forgotten_sale\n"
        "store = JournalStore.open(pathlib.Path(sys.argv[1]), keys(), TERMINAL)\n"
        "record(store, forgotten_sale())\n"
        "print(store.book.unsigned_count, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert (killed.returncode, killed.stdout) == (-9, "1\n")
    element = keys()
    element.bind_journal(element.new_journal_id())  # as the killed instance bound its own
    store = JournalStore.open(path, element, TERMINAL)
    assert store.book == book_of(forgotten_sale())
    store.close()


def test_a_journal_of_another_secure_element_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.db", signed_sale(), keys(seed=1))
    refusal = _refusal(path, keys(seed=2), ForeignJournalError)
    assert "was sealed by another secure element: put back the files that belong" in refusal


def test_an_older_journal_in_the_place_of_the_right_one_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.db", signed_sale(), keys())
    element = keys()
    element.bind_journal("ab" * 16)
    refusal = _refusal(path, element, ForeignJournalError)
    assert "is not the journal of this secure element" in refusal


def test_a_journal_of_another_terminal_is_refused(tmp_path: Path, element: SecureElement) -> None:
    path = written(tmp_path / "journal.db", [], element)
    with pytest.raises(ForeignJournalError, match=f"belongs to terminal {TERMINAL}"):
        JournalStore.open(path, element, "20000002")


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_journal_that_vanished_is_not_quietly_begun_anew(
    tmp_path: Path, element: SecureElement, is_empty: bool
) -> None:
    path = written(tmp_path / "journal.db", [intended()], element)
    path.unlink()
    if is_empty:
        path.touch()
    with pytest.raises(JournalMissingError, match="is missing or empty, but the secure element"):
        JournalStore.open(path, element, TERMINAL)


def test_a_damaged_page_is_named_and_nothing_is_deleted(
    tmp_path: Path, element: SecureElement
) -> None:
    events = [event for trace in range(1, 60) for event in signed_sale(trace)]
    path = written(tmp_path / "journal.db", events, element)
    content = bytearray(path.read_bytes())
    content[5 * 4096 : 6 * 4096] = bytes(4096)
    path.write_bytes(content)
    refusal = _refusal(path, element, JournalCorruptError)
    assert "no sale is possible" in refusal
    assert "`countersign journal verify` shows the damage" in refusal
    assert "nothing was deleted" in refusal


def test_a_directory_in_the_place_of_the_journal_is_an_io_error(
    tmp_path: Path, element: SecureElement
) -> None:
    (tmp_path / "journal.db").mkdir()
    refusal = _refusal(tmp_path / "journal.db", element, JournalIOError)
    assert "check the disk and the rights on the state directory" in refusal


# What a disk does


@pytest.fixture
def faulty() -> Iterator[FaultyFiles]:
    files = FaultyFiles()
    yield files
    files.unregister()


def test_a_full_disk_at_creation_is_said_in_words(
    faulty: FaultyFiles, element: SecureElement
) -> None:
    faulty.fail_after(1, full=True)
    with pytest.raises(DiskFullError, match="no room on the disk for"):
        open_in(faulty, element)


def _commit_all(store: JournalStore, events: list[Event], acknowledged: list[Event]) -> None:
    for event in events:
        store.commit(event)
        acknowledged.append(event)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("operations", range(12))
def test_after_one_failed_operation_the_store_takes_nothing_and_loses_nothing(
    faulty: FaultyFiles, element: SecureElement, operations: int, full: bool
) -> None:
    store = record(open_in(faulty, element), forgotten_sale(1))
    faulty.fail_after(operations, full=full)
    acknowledged = forgotten_sale(1)
    with pytest.raises(JournalBrokenError, match="the terminal has stopped"):
        _commit_all(store, [*signed_sale(2), *signed_sale(3)], acknowledged)
    faulty.heal()
    for refused in (
        lambda: store.commit(intended(9)),
        lambda: store.book,
        lambda: store.secret(KEY),
        lambda: store.keys_of(PAN),
        store.checkpoint,
    ):
        with pytest.raises(JournalBrokenError):
            refused()
    left = {name: bytes(content) for name, content in faulty.files.items()}
    store.close()
    assert faulty.files == left
    element.lose_power()
    again = open_in(faulty, element)
    assert again.head.seq - len(acknowledged) in (0, 1)
    assert again.book[KEY] == book_of(forgotten_sale(1))[KEY]
    again.close()


def test_whatever_interrupts_a_commit_the_store_is_stopped(
    element: SecureElement, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = MemoryFiles()
    store = open_in(files, element)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(JournalStore, "_write_entry", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.commit(intended())
    with pytest.raises(JournalBrokenError, match="KeyboardInterrupt"):
        store.commit(intended())
    store.close()
    monkeypatch.undo()
    assert len(open_in(files, element).book) == 0
    files.unregister()


def test_events_are_only_ever_appended(tmp_path: Path, element: SecureElement) -> None:
    path = written(tmp_path / "journal.db", signed_sale(), element)
    with sqlite3.connect(path) as other:
        for forbidden in ("UPDATE event SET ts = ''", "DELETE FROM event"):
            with pytest.raises(sqlite3.IntegrityError, match="only appended"):
                other.execute(forbidden)
    other.close()
