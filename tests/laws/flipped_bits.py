"""Stores with one bit flipped: the journal and the bank's books, on disk as they lie there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from acquirer import shelves
from acquirer.books import DamagedError, StoreError
from acquirer.keys import BankKeys
from acquirer.store import SqlStore
from acquirer.verification import verify as verify_books
from countersign.journal_reader import keys_of
from countersign.state import StateFolder
from drivers.journal import audit
from drivers.journal.errors import JournalError
from drivers.journal.image import image_of, opened
from drivers.journal.notary import key_of
from drivers.secure_element import SecureElement
from tests.acquirer.office.people import a_street
from tests.acquirer.test_verification import live_a_day
from tests.countersign.states import open_state

Content = Mapping[str, object]
"""Every record by what verification calls it."""

PARTS = ("store", "event", "entry", "terminal")
"""The journal's tables of records. pending_secret is empty whenever nothing is on its way;
a request that is, only the terminal itself can open, and a changed one not even that."""
WHOLE = ("the file", "the table", "the state tables", "the noted head", "bank", "version")
"""What is named where damage is met before any record can be read."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One bit of one file of a store."""

    file: Path
    byte: int
    bit: int

    def __str__(self) -> str:
        return f"bit {self.bit} of byte {self.byte} of {self.file.name}"


class JournalFiles:
    """A terminal's journal: closed, or with its log as a power cut leaves it."""

    def __init__(self, path: Path, *, closed: bool) -> None:
        store = open_state(path)
        if closed:
            store.close()
        else:
            store.lose_power()
        self.folder = StateFolder(path)
        self.files = _files(path, "journal.db", "journal.db-wal", "journal.db-head")
        self._keys: SecureElement = keys_of(self.folder)

    def named(self) -> list[str]:
        """What verification calls the first record that is wrong; nothing where all is well."""
        try:
            report = audit.verify(self.folder.journal, self._keys)
        except JournalError as error:
            return [f"the file: {error}"]
        return [] if report.ok else [report.where]

    def content(self) -> Content:
        """Every record there is to read. Errors: apsw.Error, UnicodeDecodeError, JournalError."""
        with opened(image_of(self.folder.journal), self.folder.journal) as connection:
            return dict(_journal_records(connection))

    unreadable = (apsw.Error, UnicodeDecodeError, JournalError)


def _journal_records(connection: apsw.Connection) -> Iterator[tuple[str, object]]:
    rows = {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in PARTS
    }
    yield "the table store", rows["store"]
    yield "the terminal's counters", rows["terminal"]
    yield from ((f"event {row[0]}", row) for row in rows["event"])
    yield from ((f"entry {key_of(int(str(row[0])))}", row) for row in rows["entry"])


class BankFiles:
    """The bank's books after a day of everything: closed, or with their log."""

    def __init__(self, path: Path, *, closed: bool) -> None:
        self._url = f"sqlite:///{path}/bank.db"
        store = SqlStore.open(self._url)
        street = a_street(store)
        live_a_day(street)
        self._keys: BankKeys = street.till.bank.keys
        if closed:
            store.close()
        self.files = _files(path, "bank.db", "bank.db-wal", "bank.db-head")
        if not closed:
            store.close()

    def named(self) -> list[str]:
        """What verification calls each record that is wrong; nothing where all is well."""
        try:
            with closing(SqlStore.reader(self._url)) as books:
                return [f"{b.table} {b.key}".rstrip() for b in verify_books(books, self._keys)]
        except DamagedError as error:
            return [f"the file: {error}"]
        except StoreError as error:
            return ["version"] if "of version" in str(error) else [str(error)]

    def content(self) -> Content:
        """Every record there is to read. Errors: StoreError."""
        with closing(SqlStore.reader(self._url)) as books:
            head = books.head()
            return {"bank head": head} | {
                f"{shelf.name} {shelf.place(row)}": row
                for shelf in (*shelves.RECORDED, shelves.AUDIT)
                for row in books.rows(shelf)
            }

    unreadable = (StoreError,)


Stores = JournalFiles | BankFiles


def _files(path: Path, *names: str) -> dict[Path, bytes]:
    return {path / name: (path / name).read_bytes() for name in names if (path / name).exists()}


def drawn(stores: Stores, seed: int) -> Flip:
    """Any bit of the files; of a log that is written out in advance, none far behind its end."""
    rng = random.Random(seed)
    ends = {file: len(content.rstrip(b"\0")) for file, content in stores.files.items()}
    sizes = {file: min(len(stores.files[file]), end + 4096) for file, end in ends.items()}
    at = rng.randrange(sum(sizes.values()))
    for file, size in sizes.items():
        if at < size:
            return Flip(file, at, rng.randrange(8))
        at -= size
    raise AssertionError("a byte behind the last one")


def laid_down(stores: Stores, flip: Flip | None = None) -> None:
    """The files as they were, one bit of them another."""
    for file in {*stores.files, *(f.with_name(f.name + "-shm") for f in stores.files)}:
        file.unlink(missing_ok=True)
    for file, content in stores.files.items():
        changed = bytearray(content)
        if flip and flip.file == file:
            changed[flip.byte] ^= 1 << flip.bit
        file.write_bytes(changed)


def complaint(stores: Stores, before: Content, seed: int) -> str:
    """What speaks against the law in one trial: '' where nothing does."""
    flip = drawn(stores, seed)
    laid_down(stores, flip)
    named = stores.named()
    try:
        now: Content | None = stores.content()
    except stores.unreadable:
        now = None
    if not named:
        return "" if now == before else f"seed {seed}: {flip}: nothing is named"
    if now is None or any(name.startswith(WHOLE) for name in named):
        return ""
    differing = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    if differing and not differing & set(named):
        return f"seed {seed}: {flip}: {named[:3]} is named, {sorted(differing)[:3]} is changed"
    return ""


def any_of(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case int():
            return value + 1
        case bytes():
            return bytes([value[0] ^ 1, *value[1:]]) if value else b"x"
        case str():
            return chr(ord(value[0]) ^ 1) + value[1:] if value else "x"
    return 1
