"""Whether the bank's books are what was written: every row, every chain, every sealed thing.

The audit's chain is walked under its key; what it covers (acquirer.covering) is compared with every
row in the books; then seals are opened, digests made again and countersignatures checked.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag

from acquirer import countersigning, covering, noted_head, shelves
from acquirer.archive import image_of, strokes_of
from acquirer.audit import Chain, Fields
from acquirer.books import DamagedError, Reader
from acquirer.keys import BankKeys
from acquirer.noted_head import Noted
from acquirer.records import Head, SignatureAttempt, Verdict
from acquirer.shelves import Shelf, moment_text

Covered = dict[tuple[str, str], str]
"""The digest of each record that the audit covers, by table and key."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One record that is not what was written: its table, its key there, and what is wrong.

    The key is '' where it is all of a table, or of the file.
    """

    table: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.table} {self.key}".rstrip() + f": {self.reason}"


def verify(store: Reader, keys: BankKeys) -> tuple[Broken, ...]:
    """Every record that is broken, none where all is well. Reads all of the books."""
    covered: Covered = {}
    found = [*_readable("audit", _chain(store, Chain(keys.audit), covered))]
    unread: set[str] = set()
    for shelf in shelves.RECORDED:
        broken = [*_readable(shelf.name, _records(store, shelf, covered))]
        unread |= {each.table for each in broken if not each.key}
        found += broken
    gone = [(table, key) for table, key in covered if table not in unread]
    found += [Broken(table, key, "it is missing") for table, key in gone]
    found = found or _signatures(store, keys)
    return tuple(found) or tuple(Broken("the file", "", flaw) for flaw in store.flaws())


def _readable(table: str, broken: Iterator[Broken]) -> Iterator[Broken]:
    """What is broken in a table, and that it cannot be read any further, where that is so."""
    try:
        yield from broken
    except DamagedError as error:
        yield Broken(table, "", f"it cannot be read: {error}")


def _chain(store: Reader, chain: Chain, covered: Covered) -> Iterator[Broken]:
    """Walk the audit; a row that was changed is named and the next one still checked."""
    noted = store.noted()
    note = None if noted is None else noted_head.read(noted)
    previous, seq, number, at_note = {""}, 0, 0, None
    for row in store.rows(shelves.AUDIT):
        covers, mac = row[-2:]
        seq += 1
        if row[0] != seq:
            yield Broken("audit", str(seq), "it is missing")
            seq = row[0]
        fields = _fields(row)
        expected = {chain.mac(p, fields) for p in previous} if fields else set[str]()
        if not any(hmac.compare_digest(_bytes(mac), e.encode()) for e in expected):
            yield Broken("audit", str(row[0]), "it was changed")
        if note and seq == note.seq:
            at_note = mac
        previous = {mac, *expected} if isinstance(mac, str) else expected
        if covers and fields:
            try:
                number = covering.number(covers)
            except ValueError:
                continue
            covered.update({(t, key): digest for t, key, digest in covering.lines(covers)})
    head = store.head()
    if (head.number, head.audit_seq) != (number, seq) or head.audit_mac not in previous:
        yield Broken("bank", "head", "it is not where the audit ends")
    if noted is not None and (noted or seq):
        yield from _held_to(note, chain, seq, at_note)


def _held_to(note: Noted | None, chain: Chain, seq: int, mac_there: object) -> Iterator[Broken]:
    """Hold an audit that ends at `seq` to what was noted of it outside the books."""
    if note is None or note.seal != chain.seal(Head(0, note.seq, note.mac)):
        yield Broken("bank", "note of the head", "it was changed or is missing")
    elif note.seq > seq:
        why = f"it is missing, and all after it up to row {note.seq}, which was noted"
        yield Broken("audit", str(seq + 1), why)
    elif note.seq and mac_there != note.mac:
        yield Broken("audit", str(note.seq), "it is another than the one that was noted")


def _fields(row: tuple[Any, ...]) -> Fields | None:
    """The row without its MAC; None where it cannot be what was written."""
    seq, at, *texts = row[:-1]
    try:
        moment = datetime.fromisoformat(at)
    except (TypeError, ValueError):
        return None
    if moment_text(moment) != at or not all(isinstance(text, str) for text in texts):
        return None
    who, role, origin, action, subject, why, covers = texts
    return (seq, moment, who, role, origin, action, subject, why, covers)


def _records(store: Reader, shelf: Shelf[Any], covered: Covered) -> Iterator[Broken]:
    """Compare what stands on a shelf with what was covered, and take it off that list."""
    for row in store.rows(shelf):
        key = shelf.place(row)
        expected = covered.pop((shelf.name, key), None)
        if expected is None:
            yield Broken(shelf.name, key, "nobody wrote it")
        elif covering.digest(row) != expected:
            yield Broken(shelf.name, key, "it was changed")


def _signatures(store: Reader, keys: BankKeys) -> list[Broken]:
    """What whole records must still agree on: image and digest, statement and countersignature."""
    booked = map(shelves.TRANSACTIONS.record, store.rows(shelves.TRANSACTIONS))
    sales = {sale.key: sale for sale in booked}
    public = keys.countersigning.public_key()
    found: list[Broken] = []
    for row in store.rows(shelves.ATTEMPTS):
        attempt = shelves.ATTEMPTS.record(row)
        place = shelves.ATTEMPTS.place(row)
        if not _is(image_of, keys, attempt, attempt.image_digest):
            found.append(Broken("signature_attempt", place, "its image is another"))
        if not _is(strokes_of, keys, attempt, attempt.strokes_digest):
            found.append(Broken("signature_attempt", place, "its strokes are others"))
        if attempt.verdict is Verdict.ACCEPTED and not countersigning.is_countersigned(
            public, sales[attempt.key], attempt
        ):
            found.append(Broken("signature_attempt", place, "its countersignature is wrong"))
    return found


def _is(
    opened: Callable[[BankKeys, SignatureAttempt], bytes],
    keys: BankKeys,
    attempt: SignatureAttempt,
    expected: str,
) -> bool:
    """Whether what is still kept of a hand has the digest that was noted for it."""
    try:
        kept = opened(keys, attempt)
    except InvalidTag:
        return False
    return not kept or hashlib.sha256(kept).hexdigest() == expected


def _bytes(text: object) -> bytes:
    return str(text).encode("utf-8", "surrogateescape")
