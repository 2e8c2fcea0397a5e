"""What the bank's books can say of one transaction, and whether the books are to be believed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from acquirer import countersigning
from acquirer.audit import Actor
from acquirer.books import DamagedError
from acquirer.desk_records import PaperProof
from acquirer.front_office import FrontOffice, Handwriting, Refused
from acquirer.host import Bank
from acquirer.keys import BankKeys
from acquirer.office.sale_view import SaleView, sale_view
from acquirer.prepared import DriverError
from acquirer.records import (
    AuditRow,
    Head,
    Payout,
    SignatureAttempt,
    Transaction,
    TransactionKey,
    Verdict,
)
from acquirer.settings import Settings
from acquirer.store import SqlStore
from acquirer.verification import Broken, verify
from countersign.journal_reader import REFERENCE_DIGITS, UnknownEntryError
from countersign.state import found_key

T = TypeVar("T")

SHOWN_BROKEN = 5
"""Broken records that are named in one sentence; `countersign host verify` names them all."""
NEWEST = 1_000_000
"""Transactions looked through for a voucher number; a reference finds any."""


@dataclass(frozen=True, slots=True)
class Countersigned:
    """An accepted attempt's statement as the bank signed it, and whether its key says so."""

    number: int
    statement: str
    signature: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class BankSide:
    """One transaction as the bank wrote it down; `broken` and `head` are of the whole books."""

    sale: Transaction
    view: SaleView
    trail: tuple[AuditRow, ...]
    countersigned: tuple[Countersigned, ...]
    fingerprint: str
    """SHA-256 of the bank's public key (SubjectPublicKeyInfo), hex."""
    head: Head
    broken: tuple[Broken, ...]

    @property
    def attempts(self) -> tuple[SignatureAttempt, ...]:
        """Every signature that came, oldest first."""
        return self.view.attempts

    @property
    def papers(self) -> tuple[PaperProof, ...]:
        """Slips signed by pen."""
        return self.view.papers

    @property
    def payout(self) -> Payout | None:
        """The merchant's money."""
        return self.view.payout


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which transaction is meant: a reference, or a voucher of a batch; '' and 0 mean any."""

    reference: str = ""
    terminal_id: str = ""
    batch: int = 0
    trace: int = 0
    is_last: bool = False


def wanted_by(ref: str) -> Wanted:
    """What somebody means who writes it as `countersign journal show` takes it.

    Errors: UnknownEntryError.
    """
    batch, _, voucher = ref.rpartition("-")
    if ref == "last":
        return Wanted(is_last=True)
    if not voucher.isdecimal() or (batch and not batch.isdecimal()):
        raise UnknownEntryError(f"{ref!r} is no reference, batch-voucher or voucher number")
    if len(voucher) == REFERENCE_DIGITS and not batch:
        return Wanted(reference=voucher)
    return Wanted(batch=int(batch or 0), trace=int(voucher))


def bank_side(url: str, key: Path, wanted: Wanted, now: datetime) -> BankSide:
    """Find the transaction and all that belongs to it; also while the bank serves.

    Errors: UnknownEntryError, StoreError, StateError.
    """
    root_key = found_key(key)
    keys = BankKeys(root_key)
    with closing(SqlStore.reader(url)) as books:
        broken = verify(books, keys)
        try:
            sale = _found(books, wanted)
            view = sale_view(books, Settings(root_key), sale.key, now)
            trail = books.trail(str(sale.key))
        except UnknownEntryError:
            raise
        except (DriverError, ValueError, TypeError) as error:
            why = "; ".join(map(str, broken[:SHOWN_BROKEN])) or str(error)
            raise DamagedError(f"the bank's books are damaged: {why}") from error
        return BankSide(
            sale=sale,
            view=view,
            trail=trail,
            countersigned=tuple(_countersigned(keys, sale, view.attempts)),
            fingerprint=_fingerprint(keys),
            head=books.head(),
            broken=broken,
        )


def _countersigned(
    keys: BankKeys, sale: Transaction, attempts: Iterable[SignatureAttempt]
) -> Iterator[Countersigned]:
    public = keys.countersigning.public_key()
    for attempt in attempts:
        if attempt.verdict is Verdict.ACCEPTED:
            yield Countersigned(
                number=attempt.number,
                statement=countersigning.statement(sale, attempt),
                signature=attempt.countersignature,
                is_right=countersigning.is_countersigned(public, sale, attempt),
            )


def _fingerprint(keys: BankKeys) -> str:
    public = keys.countersigning.public_key()
    plain = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(plain).hexdigest()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks to see a hand's writing, and why: both are written down."""

    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw: the hands of attempts and the photos (JPEG) of slips, by their numbers."""

    hands: Mapping[int, Handwriting]
    photos: Mapping[int, bytes] = field(repr=False)


def handwriting(url: str, key: Path, sale: TransactionKey, viewer: Viewer, now: datetime) -> Seen:
    """All that the bank has of a hand under this transaction; each look is in the audit.

    What retention erased is not among them. Errors: StoreError (the bank is serving), StateError.
    """
    actor = Actor(viewer.who, "EVIDENCE", "command line")
    with closing(SqlStore.open(url)) as books:
        bank = Bank(books, Settings(found_key(key)), _no_entropy)
        office = FrontOffice(bank)
        hands = {
            attempt.number: office.handwriting(sale, attempt.number, actor, viewer.why, now)
            for attempt in books.attempts(sale)
            if attempt.image_sealed
        }
        photos = {
            paper.number: office.photo(sale, paper.number, actor, viewer.why, now)
            for paper in books.many(PaperProof, key=sale)
            if paper.image_sealed
        }
        return Seen(_allowed(hands), _allowed(photos))


def _allowed(asked: Mapping[int, T | Refused]) -> dict[int, T]:
    return {number: found for number, found in asked.items() if not isinstance(found, Refused)}


def _no_entropy(size: int) -> bytes:
    raise AssertionError(f"looking at a signature takes no {size} random bytes")


def _found(books: SqlStore, wanted: Wanted) -> Transaction:
    if wanted.reference:
        by_reference = books.by_reference(wanted.reference)
        found = [by_reference] if by_reference else []
    elif wanted.is_last:
        found = list(books.transactions(1))
    else:
        found = [sale for sale in books.transactions(NEWEST) if _is_meant(sale.key, wanted)]
    if not found:
        raise UnknownEntryError("the bank's books have no such transaction")
    if len(found) > 1:
        keys = ", ".join(f"{sale.key} (reference {sale.reference or '-'})" for sale in found)
        raise UnknownEntryError(f"it can mean any of {keys}: give the reference")
    return found[0]


def _is_meant(key: TransactionKey, wanted: Wanted) -> bool:
    return (
        key.trace == wanted.trace
        and wanted.batch in (0, key.batch)
        and wanted.terminal_id in ("", key.terminal_id)
    )
