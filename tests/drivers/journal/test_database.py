"""The file is opened as the rules of reliability want it, by one instance, and made durable."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from drivers.journal import database
from drivers.journal.database import Lock, connect, refuse_other_files, sentences
from drivers.journal.errors import (
    DiskFullError,
    JournalCorruptError,
    JournalError,
    JournalInUseError,
    JournalIOError,
    NotAJournalError,
)
from drivers.journal.schema import FORMAT
from drivers.journal_store import JournalStore
from tests.drivers.journal.workbench import TERMINAL, keys, record
from tests.programs import need
from tests.terminal.deeds import signed_sale

SAFE_SQLITE = (3, 51, 3)
"""reliability.md: older ones have the WAL-reset corruption bug."""


def test_sqlite_is_new_enough() -> None:
    assert tuple(int(part) for part in apsw.sqlite_lib_version().split(".")) >= SAFE_SQLITE


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("locking_mode", "exclusive"),
        ("secure_delete", 1),
        ("wal_autocheckpoint", 0),
        ("page_size", 4096),
    ],
)
def test_the_connection_is_set_up_for_durability(
    tmp_path: Path, pragma: str, value: object
) -> None:
    connection = connect(str(tmp_path / "journal.db"))
    assert connection.pragma(pragma) == value
    connection.close()


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    JournalStore.open(path, keys(), TERMINAL).close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"CSGN"
    assert int.from_bytes(header[60:64], "big") == FORMAT
    refuse_other_files(path)


@pytest.mark.parametrize("content", [b"\0", b"hello", bytes(4096), b"SQLite format 4\0"])
def test_a_file_that_is_no_database_is_told_by_its_start(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    with pytest.raises(NotAJournalError):
        refuse_other_files(path)
    path.with_name("journal.db-journal").touch()  # a creation cut short: SQLite rolls it back
    refuse_other_files(path)


def _raise(error: Exception) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (apsw.NotADBError("x"), NotAJournalError),
        (apsw.BusyError("x"), JournalInUseError),
        (apsw.FullError("x"), DiskFullError),
        (apsw.CorruptError("x"), JournalCorruptError),
        (apsw.IOError("x"), JournalIOError),
        (apsw.CantOpenError("x"), JournalIOError),
        (OSError(errno.ENOSPC, "x"), DiskFullError),
        (PermissionError(errno.EACCES, "x"), JournalIOError),
    ],
)
def test_whatever_the_system_says_becomes_a_sentence(
    error: Exception, told: type[JournalError]
) -> None:
    act = _raise(error)
    with pytest.raises(told), sentences("journal.db"):
        act()


def test_the_systems_number_of_an_error_is_kept_from_the_sentence() -> None:
    act = _raise(OSError(errno.ENAMETOOLONG, "File name too long", "/s"))
    why = r"read or written \(File name too long\)"
    with pytest.raises(JournalIOError, match=why), sentences("journal.db"):
        act()


def test_a_lock_names_its_holder_and_ends_with_it(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    lock = Lock(path)
    with pytest.raises(JournalInUseError) as caught:
        Lock(path)
    assert caught.value.pid == os.getpid()
    lock.release()
    Lock(path).release()


def test_an_untouched_close_leaves_the_log_as_a_power_cut_would(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    store = record(JournalStore.open(path, keys(), TERMINAL), signed_sale())
    before = path.read_bytes(), path.with_name("journal.db-wal").read_bytes()
    store.lose_power()
    assert (path.read_bytes(), path.with_name("journal.db-wal").read_bytes()) == before
    assert len(before[1]) == database.WAL_BYTES


PROGRAM = """
import sys, pathlib
from drivers.journal_store import JournalStore
from tests.drivers.journal.workbench import TERMINAL, keys, record
from tests.terminal.deeds import signed_sale
store = JournalStore.open(pathlib.Path(sys.argv[1]), keys(), TERMINAL)
for trace in range(1, 1 + int(sys.argv[2])):
    record(store, signed_sale(trace))
store.lose_power()
"""


def _flushes(tmp_path: Path, sales: int) -> int:
    """fdatasync and fsync calls of a program that opens a journal and records this many sales."""
    counts = tmp_path / f"{sales}.txt"
    strace = [need("strace"), "-f", "-c", "-o", str(counts), "-e", "trace=fdatasync,fsync"]
    path = tmp_path / f"{sales}" / "journal.db"
    subprocess.run([*strace, sys.executable, "-c", PROGRAM, str(path), str(sales)], check=True)
    lines = [line.split() for line in counts.read_text().splitlines()]
    return sum(int(line[3]) for line in lines if line and line[-1] in ("fdatasync", "fsync"))


@pytest.mark.slow
def test_every_commit_costs_exactly_one_flush(tmp_path: Path) -> None:
    opening = _flushes(tmp_path, 0)
    assert opening > 0
    for sales in (1, 20):
        assert _flushes(tmp_path, sales) - opening == 4 * sales


@pytest.mark.slow
def test_moving_the_log_costs_its_flushes_between_transactions_and_not_in_them(
    tmp_path: Path,
) -> None:
    flushes, sales = _flushes(tmp_path, 300), 300
    moves, rest = divmod(flushes - _flushes(tmp_path, 0) - 4 * sales, 4)
    assert (moves >= 3, rest) == (True, 0)
