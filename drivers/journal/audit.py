"""Verify: compute everything in a journal anew and name the first record that is not right.

It works on a copy in memory, so also on the journal of a running terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import apsw

from drivers.journal.database import refuse_other_files
from drivers.journal.errors import ForeignJournalError, JournalCorruptError
from drivers.journal.image import image_of, opened
from drivers.journal.notary import JournalKeys, Notary
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
        image = image_of(path)
        refuse_other_files(path)
        with opened(image, path) as connection:
            return _report(connection, path, keys)
    except JournalCorruptError as error:
        return VerifyReport(0, "", error.where, error.why)


def _notary(connection: apsw.Connection, path: Path, keys: JournalKeys) -> Notary:
    store = store_of(connection)
    if store.key_id != keys.key_id:
        raise ForeignJournalError(str(path), "was sealed by another secure element")
    return Notary(keys, store.terminal, store.store_id)


def _report(connection: apsw.Connection, path: Path, keys: JournalKeys) -> VerifyReport:
    walk = None
    try:
        walk = Walk(_notary(connection, path, keys))
        walk.follow(connection)
        check_file(connection)
        walk.check_tables(connection)
    except BadRecordError as bad:
        return _of(walk.head if walk else Head(0, b""), bad.where, bad.why)
    except apsw.Error as error:
        return _of(walk.head if walk else Head(0, b""), "the file", str(error))
    return _of(walk.head)


def _of(head: Head, where: str = "", why: str = "") -> VerifyReport:
    return VerifyReport(head.seq, head.mac.hex(), where, why)
