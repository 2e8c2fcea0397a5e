"""The end of the audit, noted in a file beside a SQLite database after every commit.

SQLite takes a log whose end is damaged for one whose end was never written, and says nothing of
the commits behind the damage. The note does: books that end before it have lost what was acked. It
follows the commit and is not flushed itself, so a power cut leaves it older than the books at most.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from acquirer.books import StoreError
from acquirer.records import Head

SUFFIX = "-head"
MAX_NOTE_BYTES = 512
"""Three times what a note takes; all of them lie in one sector, which a disk writes whole."""
SEQ_DIGITS = 12
"""A note never grows: writing over it changes no size, which would cost the file system more."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a note says: number and MAC of the audit's newest row, and the seal over both.

    `acquirer.audit.Chain` makes and checks the seal; nobody else can.
    """

    seq: int
    mac: str
    seal: str

    def line(self) -> bytes:
        """The note as it is written."""
        return f"{self.seq:0{SEQ_DIGITS}d} {self.mac} {self.seal}\n".encode()


def read(note: bytes) -> Noted | None:
    """What a note says, None where it is none."""
    parts = note.decode("ascii", "replace").removesuffix("\n").split(" ")
    if len(parts) != 3 or not parts[0].isdecimal():
        return None
    found = Noted(int(parts[0]), *parts[1:])
    return found if found.line() == note else None


def note_beside(database: str) -> bytes:
    """The note of the database at this path; empty where there is none. Errors: StoreError."""
    path = Path(database + SUFFIX)
    try:
        with path.open("rb") as file:
            return file.read(MAX_NOTE_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _unusable(path, error) from None


def is_of_another_key(note: bytes | None, head: Head, seal: Callable[[Head], str]) -> bool:
    """Whether these books were written under another key than that of `seal`.

    A note that lags behind, after a power cut, or is gone cannot tell: False.
    """
    noted = read(note) if note else None
    if noted is None or noted.seq != head.audit_seq or noted.mac != head.audit_mac:
        return False
    return noted.seal != seal(head)


class NoteFile:
    """The note of the one writer."""

    def __init__(self, database: str, audit_seq: int) -> None:
        """Take it up, or lay it down, for books whose audit ends at `audit_seq`.

        Errors: StoreError, also where the books end before what was noted.
        """
        noted = read(note_beside(database))
        path = Path(database + SUFFIX)
        if noted and noted.seq > audit_seq:
            raise StoreError(
                f"the bank's database ends at audit row {audit_seq}, and {noted.seq} were written: "
                "its -wal is damaged, or an older file was put back. `countersign host verify` "
                f"names what is missing; to go on with what is there, move {path} away"
            )
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unusable(path, error) from None
        self._is_on_disk = False

    def write(self, noted: Noted) -> None:
        """Note a head after the commit that made it; the first is there to stay.

        Errors: OSError.
        """
        os.pwrite(self._handle, noted.line(), 0)
        if not self._is_on_disk:
            os.fsync(self._handle)
            self._is_on_disk = True

    def close(self) -> None:
        """Let go of it, on the disk."""
        os.fsync(self._handle)
        os.close(self._handle)


def _unusable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path} cannot be used ({error.strerror}): check its rights")
