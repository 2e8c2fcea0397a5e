"""Whether the bank's books are what was written: every row, every chain, every sealed thing.

The audit's chain is walked under its key; what it covers (acquirer.covering) is compared with every
row in the books; then seals are opened, digests made again and countersignatures checked.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag

from acquirer import countersigning, covering, shelves
from acquirer.archive import image_of
from acquirer.audit import Chain, Fields
from acquirer.books import Reader
from acquirer.keys import BankKeys
from acquirer.records import SignatureAttempt, Verdict
from acquirer.shelves import Shelf, moment_text

Covered = dict[tuple[str, str], str]
"""The digest of each record that the audit covers, by table and key."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One record that is not what was written: its table, its key there, and what is wrong."""

    table: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.table} {self.key}: {self.reason}"


def verify(store: Reader, keys: BankKeys) -> tuple[Broken, ...]:
    """Every record that is broken, none where all is well. Reads all of the books."""
    covered: Covered = {}
    found = [*_chain(store, Chain(keys.audit), covered)]
    for shelf in shelves.RECORDED:
        found += _records(store, shelf, covered)
    found += [Broken(table, key, "it is missing") for table, key in covered]
    return tuple(found or _signatures(store, keys))


def _chain(store: Reader, chain: Chain, covered: Covered) -> Iterator[Broken]:
    """Walk the audit; a row that was changed is named and the next one still checked."""
    previous, seq, number = {""}, 0, 0
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
        if not _is_the_image(keys, attempt):
            found.append(Broken("signature_attempt", place, "its image is another"))
        if attempt.verdict is Verdict.ACCEPTED and not countersigning.is_countersigned(
            public, sales[attempt.key], attempt
        ):
            found.append(Broken("signature_attempt", place, "its countersignature is wrong"))
    return found


def _is_the_image(keys: BankKeys, attempt: SignatureAttempt) -> bool:
    if not attempt.image_sealed:
        return True
    try:
        image = image_of(keys, attempt)
    except InvalidTag:
        return False
    return hashlib.sha256(image).hexdigest() == attempt.image_digest


def _bytes(text: object) -> bytes:
    return str(text).encode("utf-8", "surrogateescape")
