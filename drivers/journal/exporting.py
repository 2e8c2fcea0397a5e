"""Export: what is readable of a journal, line by line, also when the file is damaged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

from drivers.journal.carving import carved
from drivers.journal.errors import JournalCorruptError, JournalError, NothingReadableError
from drivers.journal.image import Image, image_of, opened
from drivers.journal.notary import EventRow, JournalKeys, Notary, SealBrokenError, key_of
from drivers.journal.reading import (
    UNREADABLE,
    BadRecordError,
    Head,
    check_link,
    events_of,
    store_of,
)
from drivers.journal.states import StoreRow
from drivers.record_shape import RecordError

Line = dict[str, Any]


def export(path: Path, keys: JournalKeys | None = None) -> Iterator[Line]:
    """One JSON object for the journal, one for each event, one that counts them.

    Card numbers are masked; nothing sealed is given out. A gap has a line that says so, an event
    that is not right says why under "wrong" (without its keys nothing is checked). Works on a copy
    in memory. Errors: JournalError where there is nothing to read at all.
    """
    rows, store, complaint = _rows(path)
    if complaint is not None and not rows:
        raise _nothing(path, complaint)
    identity = store._asdict() if store else None
    yield {"journal": identity, "damage": None if complaint is None else str(complaint)}
    yield from _lines(rows, _notary(keys, store))


def count_readable(path: Path) -> int:
    """How many events `export` would give. Errors: JournalError."""
    return len(_rows(path)[0])


Rows = tuple[dict[int, EventRow], StoreRow | None, Exception | None]
"""Events by their number, the journal's identity, and what SQLite stumbles over."""


def _rows(path: Path) -> Rows:
    """All that can be read, by SQLite or, where that ends, from the raw pages."""
    image = image_of(path)
    rows, store, complaint = _rows_by_tree(image, path)
    if complaint is not None or len(rows) != max(rows, default=0):
        for name, content in image.items():
            for row in carved(bytes(content), log=name != str(path)):
                rows.setdefault(row.seq, row)
    return rows, store, complaint


def _nothing(path: Path, complaint: Exception) -> JournalError:
    """Of what may be whole elsewhere, its own sentence; of damage, what can still be done."""
    if isinstance(complaint, JournalError) and not isinstance(complaint, JournalCorruptError):
        return complaint
    if isinstance(complaint, JournalCorruptError | BadRecordError):
        return NothingReadableError(str(path), complaint.where, complaint.why)
    return NothingReadableError(str(path), "the file", str(complaint))


def _rows_by_tree(image: Image, path: Path) -> Rows:
    """What SQLite itself can read."""
    rows: dict[int, EventRow] = {}
    store = None
    try:
        with opened(image, path) as connection:
            store = store_of(connection)
            for row in events_of(connection):
                rows[row.seq] = row
    except (apsw.Error, JournalError, BadRecordError, *UNREADABLE) as error:
        return rows, store, error
    return rows, store, None


def _notary(keys: JournalKeys | None, store: StoreRow | None) -> Notary | None:
    if keys is None or store is None or store.key_id != keys.key_id:
        return None
    return Notary(keys, store.terminal, store.store_id)


def _lines(rows: dict[int, EventRow], notary: Notary | None) -> Iterator[Line]:
    head = Head(0, notary.genesis if notary else b"")
    missing = wrong = 0
    for seq, row in sorted(rows.items()):
        if seq > head.seq + 1:
            missing += seq - head.seq - 1
            yield {"missing": [head.seq + 1, seq - 1]}
            head = Head(seq - 1, row.previous)
        why = _wrong(notary, head, row)
        wrong += why is not None
        yield _line(row, why)
        head = Head(seq, row.mac)
    yield {"events": len(rows), "missing": missing, "wrong": wrong}


def _wrong(notary: Notary | None, head: Head, row: EventRow) -> str | None:
    if notary is None:
        return None
    try:
        check_link(notary, head, row)
        notary.event_of(row)
    except BadRecordError as bad:
        return bad.why
    except SealBrokenError:
        return "its seal does not open"
    except RecordError as error:
        return str(error)
    return None


def _line(row: EventRow, why: str | None) -> Line:
    line: Line = {"seq": row.seq, "at": row.ts, "event": row.type}
    if row.txn is not None:
        line["txn"] = str(key_of(row.txn))
    try:
        line["fields"] = json.loads(row.header)
    except (ValueError, RecursionError):
        line["fields"] = None
    line |= {"key_id": row.key_id, "mac": row.mac.hex()}
    if why is not None:
        line["wrong"] = why
    return line
