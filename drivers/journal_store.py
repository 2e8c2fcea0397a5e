"""The durable journal: one event, one commit, one flush; sealed, chained, checked at power-on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import apsw

from drivers import durable
from drivers.journal import database, schema
from drivers.journal.errors import (
    ForeignJournalError,
    JournalBrokenError,
    JournalCorruptError,
    JournalMissingError,
)
from drivers.journal.notary import EventRow, JournalKeys, Notary, key_of, txn_of
from drivers.journal.noted_head import NotedHead, Seal, read_note
from drivers.journal.reading import BadRecordError, Head, Walk, read_back, store_of
from drivers.journal.states import StoreRow, changing, entry_row, terminal_row
from drivers.refusals import cause
from terminal.entry import Entry, EntryKey
from terminal.events import Event, HandwritingErased, Intended
from terminal.journal import Book, Change
from terminal.states import Payment
from wire.pan import Pan


class JournalStore:
    """A JournalPort on a SQLite file; after a failed write every call is a JournalBrokenError.

    Four kinds of rows change in one commit: the event, the state of its entry, the terminal's
    counters, and the pending request, which is sealed under a key of its own that the outcome's
    commit throws away. What must still be reversed or uploaded can be read off the entry rows.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        keys: JournalKeys,
        terminal: str,
        lock: database.Lock | None = None,
    ) -> None:
        """Take over an open connection of `database.connect`; with the lock of a file on a disk
        its head is noted beside it. Errors: JournalError."""
        self._connection = connection
        self._path = connection.filename
        self._keys = keys
        self._lock = lock
        self._broken = ""
        with database.sentences(self._path):
            try:
                self._notary = Notary(keys, terminal, self._identify(keys, terminal))
                walk = read_back(connection, self._notary)
                self._noted = self._note_taken_up(walk) if lock else None
            except BadRecordError as bad:
                raise JournalCorruptError(self._path, bad.where, bad.why) from None
            database.start_log_over(connection, self._path, on_disk=lock is not None)
        self._head, self._book = walk.head, walk.book
        keys.forget_hands(self._book.terminal.hands_kept_from)  # should power have gone in between
        self._wal_pages = 0
        self._cursor = connection.cursor()
        connection.set_wal_hook(self._note_wal_pages)

    @classmethod
    def open(cls, path: Path, keys: JournalKeys, terminal: str) -> JournalStore:
        """Open or create the journal at `path` for the terminal of that number (F41).

        Errors: JournalError, each kind with a sentence that says what to do.
        """
        name = str(path)
        with database.sentences(name):
            durable.make_directory(path.parent)
            lock = database.Lock(name)
            try:
                os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
                database.refuse_other_files(path)
                durable.flush_directory(path.parent)
                connection = database.connect(name)
            except BaseException:
                lock.release()
                raise
        try:
            return cls(connection, keys, terminal, lock)
        except BaseException:
            database.close_untouched(connection)
            lock.release()
            raise

    @property
    def book(self) -> Book:
        """The state all accepted events add up to."""
        self._refuse_if_broken()
        return self._book

    @property
    def is_end_noted(self) -> bool:
        """Whether the note of its end was there when it was taken up."""
        return self._noted is None or self._noted.was_there

    @property
    def head(self) -> Head:
        """The end of the chain."""
        return self._head

    def commit(self, event: Event, secret: bytes | None = None) -> Entry | None:
        """Make one event durable and apply it; return the entry it changed.

        `secret` (only with Intended) is kept until the outcome's commit and lost in a power cut.
        Errors: UnlawfulChangeError, and nothing was written; JournalBrokenError on any I/O error.
        """
        self._refuse_if_broken()
        assert secret is None or isinstance(event, Intended), "only an intent has a secret"
        change = self._book.plan(event)
        if isinstance(event, Intended) and self._wal_pages > database.WAL_PAGES:
            self.checkpoint()
        row = self._notary.event_row(self._head.seq + 1, self._head.mac, event)
        settled = self._settles(change)
        try:
            self._write(row, change, secret, settled)
            self._head = Head(row.seq, row.mac)
            if self._noted is not None:
                self._noted.note(self._head)
        except BaseException as error:
            self._break(error)
        if settled and row.txn is not None:
            self._keys.drop_txn_key(row.txn)
        if isinstance(event, HandwritingErased):
            self._keys.forget_hands(event.before)
        return self._book.take(change)

    def secret(self, key: EntryKey) -> bytes | None:
        """The pending request of a transaction; None once its outcome or a power cut erased it."""
        self._refuse_if_broken()
        row = self._connection.execute(schema.SELECT_SECRET, (txn_of(key),)).fetchone()
        return None if row is None else self._notary.secret_of(row[0], txn_of(key), row[1])

    def keys_of(self, pan: Pan) -> list[EntryKey]:
        """The entries of one card, oldest first, found by the keyed hash of its number."""
        self._refuse_if_broken()
        sql = "SELECT txn FROM entry WHERE pan_hash = ? ORDER BY first"
        found = self._connection.execute(sql, (self._keys.pan_hash(pan),))
        return [key_of(txn) for (txn,) in found]

    def checkpoint(self) -> None:
        """Copy the log into the database; for a time when nobody waits. Errors: as `commit`."""
        self._refuse_if_broken()
        try:
            database.start_log_over(self._connection, self._path, on_disk=self._lock is not None)
        except BaseException as error:
            self._break(error)

    def close(self) -> None:
        """Put everything into the one file and let go of it; a broken store writes nothing."""
        if self._broken:
            self.lose_power()
            return
        self._connection.close()
        self._let_go()

    def lose_power(self) -> None:
        """Let go of the file as it is, without a last word: what a power cut would leave."""
        database.close_untouched(self._connection)
        self._let_go()

    def _let_go(self) -> None:
        if self._noted is not None:
            self._noted.close()
        if self._lock is not None:
            self._lock.release()

    def _note_taken_up(self, walk: Walk) -> NotedHead:
        """Hold the journal to the head that was noted. Errors: BadRecordError, OSError.

        Where the note is gone there is nothing to hold it to: `is_end_noted` says so.
        """
        seal = Seal(self._keys, self._notary.store_id)
        note = read_note(self._path)
        if note is not None:
            walk.check_noted(seal.head(note))
        return NotedHead(self._path, seal, walk.head)

    def _identify(self, keys: JournalKeys, terminal: str) -> str:
        """Create the tables where there are none; return the id of a journal that fits the keys."""
        if database.is_empty(self._connection):
            if keys.journal_id:
                raise JournalMissingError(self._path)
            fresh = StoreRow(keys.new_journal_id(), terminal, keys.key_id)
            database.create_tables(self._connection, fresh)
        store = store_of(self._connection)
        if store.key_id != keys.key_id:
            raise ForeignJournalError(self._path, "was sealed by another secure element")
        if store.terminal != terminal:
            raise ForeignJournalError(self._path, f"belongs to terminal {store.terminal}")
        if not keys.journal_id:
            keys.bind_journal(store.store_id)
        elif keys.journal_id != store.store_id:
            raise ForeignJournalError(self._path, "is not the journal of this secure element")
        return store.store_id

    def _settles(self, change: Change) -> bool:
        """Whether the change gives the pending transaction its outcome."""
        pending, entry = self._book.pending, change.entry
        return (
            pending is not None
            and entry is not None
            and entry.key == pending.key
            and entry.payment is not Payment.AUTHORISING
        )

    def _write(self, row: EventRow, change: Change, secret: bytes | None, settled: bool) -> None:
        """One commit: the event and all that follows from it (reliability.md, Journal)."""
        execute = self._cursor.execute
        execute("BEGIN IMMEDIATE")
        execute(schema.INSERT_EVENT, row)
        if change.entry is not None:
            self._write_entry(row.seq, change.entry)
        if change.terminal is not self._book.terminal:
            execute(schema.UPDATE_TERMINAL, terminal_row(change.terminal, row.seq))
        if secret is not None and row.txn is not None:
            sealed = self._notary.seal_secret(row.seq, row.txn, secret)
            execute(schema.INSERT_SECRET, (row.txn, row.seq, sealed))
        if settled:
            execute(schema.DELETE_SECRET, (row.txn,))
        execute("COMMIT")

    def _write_entry(self, seq: int, entry: Entry) -> None:
        if self._book.get(entry.key) is None:
            fresh = entry_row(entry, seq, seq, self._keys.pan_hash(entry.pan))
            self._cursor.execute(schema.INSERT_ENTRY, fresh)
        else:
            changed = (*changing(entry, seq), txn_of(entry.key))
            self._cursor.execute(schema.UPDATE_ENTRY, changed)

    def _note_wal_pages(self, _connection: apsw.Connection, _name: str, pages: int) -> int:
        self._wal_pages = pages
        return apsw.SQLITE_OK

    def _refuse_if_broken(self) -> None:
        if self._broken:
            raise JournalBrokenError(self._path, self._broken)

    def _break(self, error: BaseException) -> NoReturn:
        """Never retry: after a failed flush nobody knows what the disk holds."""
        self._broken = cause(error)
        if isinstance(error, apsw.Error):
            raise JournalBrokenError(self._path, self._broken) from error
        raise error
