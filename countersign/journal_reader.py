"""A journal as a reader sees it: while its terminal runs, and as far as a damaged one reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import apsw

from countersign.state import StateFolder
from drivers.entropy import SystemEntropy
from drivers.journal.errors import ForeignJournalError, JournalCorruptError
from drivers.journal.image import image_of, opened
from drivers.journal.notary import JournalKeys, Notary
from drivers.journal.reading import BadRecordError, Walk, store_of
from drivers.secure_element import SecureElement
from terminal.brought import Brought
from terminal.entry import Attempt, Entry, EntryKey
from terminal.journal import Book

REFERENCE_DIGITS = 12
VOUCHER_DIGITS = 6


class UnknownEntryError(ValueError):
    """Theirs: no entry, or more than one, is meant by what was asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the events add up to, up to the first bad one; `damage` names it, '' where all read."""

    book: Book
    damage: str = ""


def keys_of(folder: StateFolder) -> SecureElement:
    """The keys the journal was sealed with. Errors: ChipFileError."""
    return SecureElement.load(folder.secure_element, SystemEntropy())


def read(folder: StateFolder) -> Reading:
    """Read the journal; write nothing, lock nobody out.

    Errors: ChipFileError, and JournalError where there is nothing to read.
    """
    path, keys = folder.journal, keys_of(folder)
    try:
        with opened(image_of(path), path) as connection:
            return _follow(connection, folder, keys)
    except JournalCorruptError as error:
        return Reading(Book(), f"{error.where}: {error.why}")


def _follow(connection: apsw.Connection, folder: StateFolder, keys: JournalKeys) -> Reading:
    walk = None
    try:
        store = store_of(connection)
        if store.key_id != keys.key_id:
            raise ForeignJournalError(str(folder.journal), "was sealed by another secure element")
        walk = Walk(Notary(keys, store.terminal, store.store_id))
        walk.follow(connection)
    except (BadRecordError, apsw.Error) as error:
        return Reading(walk.book if walk else Book(), str(error))
    return Reading(walk.book)


def find(book: Book, wanted: str) -> Entry:
    """The entry of a voucher number, `batch-voucher`, 12-digit reference, or `last`.

    Errors: UnknownEntryError.
    """
    found = _matching(book, wanted)
    if not found:
        raise UnknownEntryError(
            f"no entry is meant by {wanted!r}: give a voucher number (123), a batch and voucher "
            "(7-123), a reference (12 digits) or last; `countersign journal list` shows them"
        )
    if len(found) > 1:
        keys = ", ".join(str(entry.key) for entry in found)
        raise UnknownEntryError(f"{wanted!r} can mean any of {keys}: say which")
    return found[0]


def _matching(book: Book, wanted: str) -> list[Entry]:
    if wanted == "last":
        return [book.last] if book.last else []
    batch, dash, voucher = wanted.rpartition("-")
    if not voucher.isdecimal() or (dash and not batch.isdecimal()):
        return []
    if dash:
        entry = book.get(EntryKey(int(batch), int(voucher)))
        return [entry] if entry else []
    if len(voucher) == REFERENCE_DIGITS:
        return [entry for entry in book if entry.answer and entry.answer.reference == voucher]
    if len(voucher) <= VOUCHER_DIGITS:
        return [entry for entry in book if entry.key.trace == int(voucher)]
    return []


def as_json(entry: Entry) -> dict[str, Any]:
    """An entry as JSON values: no card number but masked, no expiry, no picture."""
    answer = entry.answer
    return {
        "entry": str(entry.key),
        "batch": entry.key.batch,
        "voucher": entry.key.trace,
        "kind": entry.kind,
        "original": str(entry.original or ""),
        "redo_of": str(entry.redo_of or ""),
        "agreed_by": entry.agreed_by,
        "amount_minor": entry.amount_minor,
        "currency": entry.currency,
        "card": entry.pan.masked,
        "entry_mode": entry.entry_mode,
        "operator": entry.operator,
        "at": entry.started_at.isoformat(),
        "payment": str(entry.payment),
        "slip": str(entry.slip),
        "signature": str(entry.signature),
        "code": answer.code if answer else "",
        "reference": answer.reference if answer else "",
        "auth_code": answer.auth_code if answer else "",
        "settlement_date": answer.settlement_date if answer else "",
        "reversal_reason": entry.reversal_reason,
        "reversal_tries": entry.reversal_tries,
        "prints": entry.prints,
        "image_bytes": len(entry.image),
        "upload_tries": entry.upload_tries,
        "upload_code": entry.upload_code,
        "attempts": [_attempt(attempt) for attempt in entry.attempts],
    }


def brought_as_json(brought: Brought) -> dict[str, Any]:
    """What was signed here for another terminal as JSON values, without the picture."""
    sale = brought.sale
    return {
        "of": str(sale.key),
        "amount_minor": sale.amount_minor,
        "card": sale.card_masked,
        "at": sale.at.isoformat(),
        "reference": sale.reference,
        "signature": str(brought.signature),
        "image_bytes": len(brought.image),
        "upload_tries": brought.upload_tries,
        "upload_code": brought.upload_code,
        "attempts": [_attempt(attempt) for attempt in brought.attempts],
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "generation": attempt.generation,
        "route": str(attempt.route),
        "operator": attempt.operator,
        "device": attempt.device,
        "at": attempt.at.isoformat(),
        "delay_s": attempt.delay_s,
        "outcome": str(attempt.outcome),
        "why": attempt.why,
        "redos": attempt.redos,
        "feature_code": attempt.feature_code,
        "strokes_digest": attempt.strokes_digest,
        "image_digest": attempt.image_digest,
        "device_mac": attempt.device_mac,
    }
