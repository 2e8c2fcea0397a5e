"""The archive of signatures: each upload is matched to its sale, looked at, and kept.

resign.md, The bank's side; cup-terminal.md 2.4. An accepted signature releases the payout; it
never touches the payment. A later one for the same sale is kept beside the earlier.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from acquirer import dialect, images, payout, rules
from acquirer.dialect import MACED_CODES, UploadFacts
from acquirer.images import Flaw, Looked
from acquirer.keys import BankKeys
from acquirer.mishaps import NO_TROUBLE, Trouble
from acquirer.records import (
    Action,
    Hold,
    Payment,
    Signature,
    SignatureAttempt,
    Transaction,
    TransactionKey,
    Verdict,
)
from acquirer.rules import Meets
from acquirer.session import Reply, Session
from wire import feature_code
from wire.errors import MalformedError
from wire.iso8583 import FieldValue

STORED, STORED_BEFORE = "00", "94"
_MACED = MACED_CODES | {STORED_BEFORE}


class Objection(StrEnum):
    """What is wrong with an upload besides its picture."""

    NO_SALE = "NO_SALE"
    UNDONE = "UNDONE"
    """The sale was declined or reversed: there is nothing to sign."""
    OTHER_SALE = "OTHER_SALE"
    """Card, settlement date or reference are not the sale's."""
    AMOUNT = "AMOUNT"
    TOO_LATE = "TOO_LATE"
    ELEMENTS = "ELEMENTS"
    COPIED = "COPIED"
    ORDERED = "ORDERED"
    """A tester's amount or script wants it refused."""


CODES: Mapping[Objection | Flaw, str] = MappingProxyType(
    {
        Objection.NO_SALE: "25",
        Objection.UNDONE: "25",
        Objection.OTHER_SALE: "25",
        Objection.AMOUNT: "64",
        Objection.TOO_LATE: "22",
        Objection.ELEMENTS: "30",
        Objection.COPIED: "A7",
        Flaw.SIZE: "30",
        Flaw.UNREADABLE: "30",
        Flaw.WATERMARK: "A7",
        Flaw.BLANK: "22",
        Flaw.TOO_LITTLE_INK: "22",
    }
)
"""F39 for each objection; there is no code of its own for a bad signature."""


def archive(session: Session) -> Reply:
    """Take in one uploaded signature (0820, 60.3 = 800). Errors: MalformedError."""
    facts = dialect.read_upload(session.request.message)
    sale = session.store.transaction(session.request.key)
    kept = session.store.attempts(session.request.key)
    trouble = rules.trouble(Meets.UPLOAD, sale.amount_minor) if sale else NO_TROUBLE
    ordered = session.ordered or trouble.code
    if ordered:
        return _refuse(session, facts, kept, Objection.ORDERED, ordered)
    objection = _objection(session, facts, sale)
    if objection is not None or sale is None:
        reason = objection or Objection.NO_SALE
        return _refuse(session, facts, kept, reason, CODES[reason])
    digest = hashlib.sha256(facts.image).hexdigest()
    if any(a.image_digest == digest and a.verdict is Verdict.ACCEPTED for a in kept):
        session.work.note(Action.SIGNATURE_REPEATED, sale.key, f"image {digest[:16]} again")
        return _reply(session, STORED_BEFORE, trouble)
    looked = images.look(facts.image, _feature_code(facts), session.settings.signature)
    flaw = looked.flaw or _copied(session, sale, looked)
    if flaw is not None:
        return _refuse(session, facts, kept, flaw, CODES[flaw], looked)
    _accept(session, facts, sale, kept, looked)
    return _reply(session, STORED, trouble)


def image_of(keys: BankKeys, attempt: SignatureAttempt) -> bytes:
    """The image as it was uploaded. Errors: InvalidTag where the stored one was changed."""
    return keys.unseal(attempt.image_sealed, f"image {_place(attempt.key, attempt.number)}")


def _objection(session: Session, facts: UploadFacts, sale: Transaction | None) -> Objection | None:
    """The matching rules, first one that fails (cup-terminal.md 2.4)."""
    if sale is None or sale.payment is Payment.TOMBSTONE:
        return Objection.NO_SALE
    if sale.payment is not Payment.APPROVED:
        return Objection.UNDONE
    if facts.amount_minor != sale.amount_minor:
        return Objection.AMOUNT
    is_same_card = facts.pan is None or session.keys.card_digest(facts.pan) == sale.card_digest
    said = (facts.settlement_date, facts.reference)
    if said != (sale.settlement_date, sale.reference) or not is_same_card:
        return Objection.OTHER_SALE
    if session.now > payout.hard_deadline(sale.at, session.settings.signature):
        return Objection.TOO_LATE
    return None if facts.items is not None else Objection.ELEMENTS


def _copied(session: Session, sale: Transaction, looked: Looked) -> Objection | None:
    """The same ink, dot for dot, on another card is nobody's signature."""
    copied = session.store.signed_by_another(looked.ink_digest, sale.card_digest)
    return Objection.COPIED if copied else None


def _accept(
    session: Session,
    facts: UploadFacts,
    sale: Transaction,
    kept: tuple[SignatureAttempt, ...],
    looked: Looked,
) -> None:
    work, settings = session.work, session.settings
    found = _Found(Verdict.ACCEPTED, STORED, sale.card_digest)
    attempt = _attempt(session, facts, len(kept) + 1, looked, found)
    work.put(attempt)
    why = f"attempt {attempt.number}, image {looked.image_digest[:16]}"
    work.note(Action.SIGNATURE_ACCEPTED, sale.key, why)
    if sale.signature is Signature.UNSIGNED:
        work.put(replace(sale, signature=Signature.SIGNED))
    held = session.store.payout(sale.key)
    if held is not None and held.hold is Hold.UNSIGNED:
        due_at = payout.due_after_signing(sale.at, session.now, settings.payout, settings.signature)
        payout.release(work, sale, due_at, "signed")


def _refuse(
    session: Session,
    facts: UploadFacts,
    kept: tuple[SignatureAttempt, ...],
    reason: Objection | Flaw,
    code: str,
    looked: Looked | None = None,
) -> Reply:
    key = session.request.key
    looked = looked or Looked(None, hashlib.sha256(facts.image).hexdigest())
    rejected = sum(attempt.verdict is Verdict.REJECTED for attempt in kept)
    if rejected < session.settings.signature.rejected_kept:
        card_digest = session.keys.card_digest(facts.pan) if facts.pan else ""
        found = _Found(Verdict.REJECTED, code, card_digest, str(reason))
        session.work.put(_attempt(session, facts, len(kept) + 1, looked, found))
    session.work.note(Action.SIGNATURE_REJECTED, key, f"{reason}, code {code}")
    return _reply(session, code, NO_TROUBLE)


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of an upload, and whose card it is for."""

    verdict: Verdict
    code: str
    card_digest: str
    reason: str = ""


def _attempt(
    session: Session, facts: UploadFacts, number: int, looked: Looked, found: _Found
) -> SignatureAttempt:
    """The upload as it is kept."""
    key, seal = session.request.key, session.keys.seal
    place = _place(key, number)
    return SignatureAttempt(
        key=key,
        number=number,
        at=session.now,
        verdict=found.verdict,
        reason=found.reason,
        code=found.code,
        feature_code=_feature_code(facts),
        card_digest=found.card_digest,
        image_digest=looked.image_digest,
        ink_digest=looked.ink_digest,
        image_size_bytes=len(facts.image),
        image_sealed=seal(facts.image, f"image {place}"),
        elements_sealed=seal(_elements(facts).encode(), f"elements {place}"),
    )


def _place(key: TransactionKey, number: int) -> str:
    """What is sealed belongs to one attempt: moved to another it does not open."""
    return f"{key.merchant_id}/{key} {number}"


def _elements(facts: UploadFacts) -> str:
    """F55 as it is kept: tags and values in hex, or the whole of it where it is no list."""
    if not facts.items:
        return facts.elements.hex()
    return json.dumps([(item.name, item.value.hex()) for item in facts.items])


def _feature_code(facts: UploadFacts) -> str:
    """No element carries it: it is computed again from F15 and F37 (cup-terminal.md 2.3, 2.5)."""
    try:
        return feature_code.online(facts.settlement_date or None, facts.reference or None)
    except MalformedError:
        return ""


def _reply(session: Session, code: str, trouble: Trouble) -> Reply:
    reference = session.request.message.get(37)
    more: dict[int, FieldValue] = {} if reference is None else {37: reference}
    maced = _MACED if session.settings.signature.mac_checked else frozenset[str]()
    return session.reply(session.answer(code, more), trouble, maced)
