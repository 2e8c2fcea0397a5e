"""The journal's file: opened by one connection, checked, created whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from drivers.journal import schema
from drivers.journal.errors import (
    DiskFullError,
    JournalCorruptError,
    JournalInUseError,
    JournalIOError,
    NewerJournalError,
    NotAJournalError,
    OlderJournalError,
)
from drivers.journal.states import StoreRow, terminal_row
from drivers.refusals import cause
from terminal.journal import Terminal

WAL_BYTES = 4 * 1024 * 1024
"""The write-ahead log is written out to this size at power-on and then overwritten in place: a
commit that does not make a file grow needs no change of the file system's own books, which
halves its cost. It is also the log's bound, see `WAL_PAGES`, and holds some sixty sales."""

WAL_PAGES = WAL_BYTES // (schema.PAGE_BYTES + 24) - 64
"""From this many pages on, the log is copied into the database before the next transaction begins,
never inside one; the 64 pages left are more than one transaction writes."""

MAGIC = b"SQLite format 3\0"

PRAGMAS = f"""
PRAGMA page_size = {schema.PAGE_BYTES};
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 0;
PRAGMA secure_delete = ON;
PRAGMA trusted_schema = OFF;
PRAGMA temp_store = MEMORY;
"""
"""reliability.md, Journal. Exclusive locking keeps the log's index in our own memory: no -shm file,
no second connection, no lock taken or given back in a commit."""


@contextmanager
def sentences(path: str) -> Iterator[None]:
    """Turn what SQLite and the system say while opening into errors that say what to do."""
    try:
        yield
    except apsw.NotADBError:
        raise NotAJournalError(path) from None
    except apsw.BusyError:
        raise JournalInUseError(path, None) from None
    except apsw.FullError:
        raise DiskFullError(path) from None
    except (apsw.CorruptError, apsw.SQLError) as error:
        raise JournalCorruptError(path, "the file", str(error)) from None
    except (apsw.Error, OSError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise DiskFullError(path) from None
        raise JournalIOError(path, cause(error)) from error


def refuse_other_files(path: Path) -> None:
    """SQLite takes a file of zeros for a new one; we do not. Errors: NotAJournalError, OSError."""
    interrupted_creation = path.with_name(path.name + "-journal").exists()
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
    if start and start != MAGIC and not interrupted_creation:
        raise NotAJournalError(str(path))


def connect(path: str, vfs: str | None = None) -> apsw.Connection:
    """Open `path`, creating an empty file; a log left behind is recovered. Errors: JournalError."""
    with sentences(path):
        return _connect(path, vfs)


def _connect(path: str, vfs: str | None) -> apsw.Connection:
    connection = apsw.Connection(path, vfs=vfs)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        _refuse_strangers(connection, path)
        for pragma in PRAGMAS.strip().splitlines():
            connection.execute(pragma).fetchall()
        if connection.execute("PRAGMA journal_mode").get != "wal":
            raise JournalIOError(path, "its directory takes no write-ahead log")
    except BaseException:
        close_untouched(connection)
        raise
    return connection


def is_empty(connection: apsw.Connection) -> bool:
    """Whether there is no table in it: a new file, or one whose creation was cut short."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    return tables == (0,)


def _refuse_strangers(connection: apsw.Connection, path: str) -> None:
    application = connection.execute("PRAGMA application_id").get
    version = connection.execute("PRAGMA user_version").get
    if application != schema.APPLICATION_ID and not (application == 0 and is_empty(connection)):
        raise NotAJournalError(path)
    if version > schema.FORMAT:
        raise NewerJournalError(path, version, schema.FORMAT)
    if 0 < version < schema.FORMAT:
        raise OlderJournalError(path, version, schema.FORMAT)


def create_tables(connection: apsw.Connection, store: StoreRow) -> None:
    """Make the tables of an empty journal in one transaction."""
    with connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.FORMAT}")
        connection.execute(schema.SCHEMA)
        connection.execute("INSERT INTO store VALUES (1, ?, ?, ?)", store)
        counters = terminal_row(Terminal(), 0)
        connection.execute("INSERT INTO terminal VALUES (1, ?, ?, ?, ?, ?)", counters)


def start_log_over(connection: apsw.Connection, path: str, *, on_disk: bool) -> None:
    """Copy the log into the database, and make its next use start at its front.

    Costs two flushes and one small commit, whose third flush writes the log's new header; after
    it every commit costs one. The commit writes what is there already: nothing has to be kept, and
    a number that nothing covers could be changed unseen.
    """
    connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_RESTART)
    if on_disk:
        _write_out_log(path + "-wal")
    connection.execute(f"PRAGMA user_version = {schema.FORMAT}")


def _write_out_log(log: str) -> None:
    with open(log, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size < WAL_BYTES:
            file.write(bytes(WAL_BYTES - size))  # zeros are no frame: recovery stops at them
            os.fsync(file.fileno())


def close_untouched(connection: apsw.Connection) -> None:
    """Close without the checkpoint SQLite makes at a last close: write nothing at all."""
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close(True)


class Lock:
    """A lock file held while the store is open; the system lets it go when the process dies."""

    def __init__(self, path: str) -> None:
        self._handle = os.open(path + ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._handle, 20, 0).strip()
            os.close(self._handle)
            raise JournalInUseError(path, int(holder) if holder.isdigit() else None) from None
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, b"%d\n" % os.getpid(), 0)

    def release(self) -> None:
        """Let the next instance in."""
        os.close(self._handle)
