"""Verify: compute everything in a journal anew and name the first record that is not right.

It works on a copy in memory, so also on the journal of a running terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import apsw

from drivers.journal.database import refuse_other_files, sentences
from drivers.journal.errors import ForeignJournalError, JournalCorruptError
from drivers.journal.image import image_of, opened
from drivers.journal.notary import JournalKeys, Notary
from drivers.journal.noted_head import WHERE, Seal, note_path, read_note
from drivers.journal.reading import BadRecordError, Head, Walk, check_file, store_of


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What verify found: how many events are right from the first on, and what is wrong first."""

    events: int
    head: str
    """MAC of the last right event, in hex: compare it with what the bank was told."""
    where: str = ""
    """The first bad record; '' where everything is right."""
    why: str = ""

    @property
    def ok(self) -> bool:
        """Whether everything is right."""
        return not self.where


def verify(path: Path, keys: JournalKeys) -> VerifyReport:
    """Chain, seals, lawfulness, pages, and that the state tables follow from the events.

    Errors: JournalError where there is nothing to verify: no journal, a newer format, another
    secure element's.
    """
    try:
        with sentences(str(path)):
            note = read_note(str(path))  # before the journal, which only ever goes on from there
        image = image_of(path)
        refuse_other_files(path)
        with opened(image, path) as connection:
            return _report(connection, path, keys, note)
    except JournalCorruptError as error:
        return VerifyReport(0, "", error.where, error.why)


def _notary(connection: apsw.Connection, path: Path, keys: JournalKeys) -> Notary:
    store = store_of(connection)
    if store.key_id != keys.key_id:
        raise ForeignJournalError(str(path), "was sealed by another secure element")
    return Notary(keys, store.terminal, store.store_id)


def _report(
    connection: apsw.Connection, path: Path, keys: JournalKeys, note: bytes | None
) -> VerifyReport:
    walk = None
    try:
        notary = _notary(connection, path, keys)
        walk = Walk(notary)
        walk.follow(connection)
        if note is None:
            why = (
                f"{note_path(path.name)} is missing: nobody can tell whether newer events were lost"
            )
            raise BadRecordError(WHERE, why)
        walk.check_noted(Seal(keys, notary.store_id).head(note))
        walk.check_tables(connection)
        check_file(connection)
    except BadRecordError as bad:
        return _of(walk.head if walk else Head(0, b""), bad.where, bad.why)
    except apsw.Error as error:
        return _of(walk.head if walk else Head(0, b""), "the file", str(error))
    return _of(walk.head)


def _of(head: Head, where: str = "", why: str = "") -> VerifyReport:
    return VerifyReport(head.seq, head.mac.hex(), where, why)
