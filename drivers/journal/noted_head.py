"""The end of the chain, noted beside the journal after every commit.

SQLite takes a log whose end is damaged for one whose end was never written, and says nothing of
the commits behind the damage. The note does: a journal that ends before it has lost events. It is
written after the commit's own flush and never flushed itself, so it costs no flush, and what a
power cut leaves of it is at most older than the journal, never newer.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from drivers import durable
from drivers.journal.notary import JournalKeys
from drivers.journal.reading import BadRecordError, Head

SUFFIX = "-head"
MAX_NOTE_BYTES = 512
"""Three times what a note takes; all of them lie in one sector, which a disk writes whole."""
SEQ_DIGITS = 12
"""A note never grows: writing over it changes no size, which would cost the file system more."""
WHERE = "the noted head"


def note_path(journal: str) -> Path:
    """Where the head of the journal at this path is noted."""
    return Path(journal + SUFFIX)


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes and opens notes of one journal: nobody else can note a head for it."""

    keys: JournalKeys
    store_id: str

    def note(self, head: Head) -> bytes:
        """One line: number and MAC of the newest event, and the seal over both."""
        said = f"{head.seq:0{SEQ_DIGITS}d} {head.mac.hex()}"
        return f"{said} {self._over(said)}\n".encode()

    def head(self, note: bytes) -> Head:
        """The head in a note. Errors: BadRecordError where it is none of ours."""
        said, _, seal = note.decode("ascii", "replace").removesuffix("\n").rpartition(" ")
        if not note.endswith(b"\n") or seal != self._over(said):
            raise BadRecordError(WHERE, "it was changed")
        seq, _, mac = said.partition(" ")
        return Head(int(seq), bytes.fromhex(mac))

    def _over(self, said: str) -> str:
        return self.keys.chain_mac(f"head {self.store_id} {said}".encode()).hex()


def read_note(journal: str) -> bytes | None:
    """The note as it lies there, None where there is none. Errors: OSError."""
    try:
        with note_path(journal).open("rb") as file:
            return file.read(MAX_NOTE_BYTES)
    except FileNotFoundError:
        return None


class NotedHead:
    """The note of a journal that is open. Errors of every call: OSError."""

    def __init__(self, journal: str, seal: Seal, head: Head) -> None:
        """Take the file up, or lay it down, and note `head` in it, durably.

        Where it is gone from a journal that has events, the first commit lays it down: until one
        says that it was gone, every start must find out.
        """
        self._path = note_path(journal)
        self._seal = seal
        self._handle: int | None = None
        self.was_there = self._path.exists() or not head.seq
        if self.was_there:
            self.note(head)

    def note(self, head: Head) -> None:
        """Write the head down, after the commit that made it."""
        if self._handle is None:
            self._take_up(head)
        else:
            os.pwrite(self._handle, self._seal.note(head), 0)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)

    def _take_up(self, head: Head) -> None:
        note = self._seal.note(head)
        if not self._path.exists():
            durable.replace(self._path, note)
        self._handle = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
        os.ftruncate(self._handle, len(note))
        os.pwrite(self._handle, note, 0)
