"""Messages 815 and 816: signatures that are completed without a hand, and what they are made of.

Up to a limit the bank lets the money go without any; above it a signature that the cardholder
enrolled with consent at this merchant is stamped with this transaction's feature code and archived
as any other, by the route AUTO. Our own extension of the dialect (docs/attach-a-host.md).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from acquirer import dialect, images, rules
from acquirer.archive import Archive, Offered, image_of, set_free
from acquirer.desk_records import Enrolment, Waiver
from acquirer.objections import CODES
from acquirer.records import Action, Route, Signature, SignatureAttempt, Transaction, TransactionKey
from acquirer.rules import Meets
from acquirer.session import Reply, Session
from acquirer.standing import Standing, standing
from receipts.signature import ink
from receipts.watermark import stamped
from wire import feature_code
from wire.bitmap import Bitmap
from wire.resign_messages import (
    CompleteAnswer,
    CompleteQuestion,
    EnrolAnswer,
    EnrolQuestion,
    encode,
)

DONE, NOT_ENROLLED, EXPIRED, SIGNED_BEFORE = "00", "25", "54", "94"
LIMIT, ENROLLED = "LIMIT", "ENROLLED"


def complete(session: Session) -> Reply:
    """815: complete the signature of a transaction of this terminal. Errors: MalformedError."""
    asked = dialect.read_private(session.request.message, CompleteQuestion)
    now = standing(session.store, _key(session, asked.batch, asked.trace))
    objection = now.objection(Route.AUTO, session.now, session.settings.signature)
    if objection is not None:
        return _no(session, CODES[objection])
    sale = now.sale
    assert sale is not None
    trouble = rules.trouble(Meets.UPLOAD, sale.amount_minor)
    ordered = session.ordered or trouble.code
    if ordered:
        return _no(session, ordered)
    if not sale.is_open:
        return _no(session, SIGNED_BEFORE)
    most = min(asked.limit_minor, session.settings.signature.auto_limit_minor)
    if sale.amount_minor <= most:
        return _waive(session, sale, most)
    return _sign(session, now, sale)


def enrol(session: Session) -> Reply:
    """816: keep the signature of a signed transaction, or forget it. Errors: MalformedError."""
    asked = dialect.read_private(session.request.message, EnrolQuestion)
    found = standing(session.store, _key(session, asked.batch, asked.trace))
    if found.sale is None or session.ordered:
        return _no(session, session.ordered or NOT_ENROLLED)
    if asked.withdraw:
        return _withdraw(session, found.sale)
    signed = found.effective
    if signed is None or signed.route is Route.AUTO or not signed.image_sealed:
        return _no(session, NOT_ENROLLED)
    return _enrol(session, found.sale, signed)


def restamped(image: bytes, code: str) -> Bitmap:
    """The same hand under another transaction's feature code. Errors: MalformedError."""
    return stamped(ink(images.picture_of(image)), code)


def _waive(session: Session, sale: Transaction, limit_minor: int) -> Reply:
    """No signature: the amount is under the limit that both, terminal and bank, allow."""
    work = session.work
    by = f"terminal {session.request.key.terminal_id}"
    work.put(replace(sale, signature=Signature.WAIVED))
    work.put(Waiver(sale.key, Route.AUTO, by, session.now, limit_minor))
    set_free(work, sale, session.settings, "automatic, under the limit")
    limit = f"{limit_minor // 100}.{limit_minor % 100:02d}"
    work.note(Action.SIGNATURE_WAIVED, sale.key, f"automatic, not over {limit}")
    return _yes(session, CompleteAnswer(LIMIT, session.now))


def _sign(session: Session, now: Standing, sale: Transaction) -> Reply:
    """What the cardholder enrolled, as this transaction's signature."""
    enrolment = session.store.one(Enrolment, sale.key.merchant_id, sale.card_digest)
    if enrolment is None or enrolment.withdrawn_at is not None:
        return _no(session, NOT_ENROLLED)
    if session.now > enrolment.expires_at or not enrolment.image_sealed:
        return _no(session, EXPIRED)
    code = feature_code.online(sale.settlement_date or None, sale.reference or None)
    kept = session.keys.unseal(enrolment.image_sealed, _place(enrolment))
    picture = restamped(kept, code)
    image = images.kept(picture)
    offered = Offered(
        route=Route.AUTO,
        actor=f"terminal {sale.key.terminal_id}, enrolled {enrolment.at:%Y-%m-%d}",
        device=sale.key.terminal_id,
        feature_code=code,
        image=image,
        looked=images.look_at_own(image, picture, code, session.settings.signature),
        card_digest=sale.card_digest,
    )
    taken = Archive(session.work, session.keys, session.settings).take(sale.key, now, offered)
    if taken.reason or taken.attempt is None:
        return _no(session, taken.code)
    return _yes(session, CompleteAnswer(ENROLLED, session.now, taken.attempt.image_digest))


def _enrol(session: Session, sale: Transaction, signed: SignatureAttempt) -> Reply:
    work, now = session.work, session.now
    until = now + timedelta(days=session.settings.signature.enrolment_days)
    by = f"terminal {session.request.key.terminal_id}"
    merchant_id, learnt_from = sale.key.merchant_id, str(sale.key)
    made = Enrolment(
        *(merchant_id, sale.card_digest, sale.card_masked, learnt_from, by, now, until, b"")
    )
    image = image_of(session.keys, signed)
    work.put(replace(made, image_sealed=session.keys.seal(image, _place(made))))
    work.note(Action.ENROLMENT_MADE, sale.key, f"{sale.card_masked}, until {until:%Y-%m-%d}")
    return _yes(session, EnrolAnswer(until))


def _withdraw(session: Session, sale: Transaction) -> Reply:
    """The hand is erased at once; that there was one stays."""
    enrolment = session.store.one(Enrolment, sale.key.merchant_id, sale.card_digest)
    if enrolment is None or enrolment.withdrawn_at is not None:
        return _no(session, NOT_ENROLLED)
    session.work.put(replace(enrolment, image_sealed=b"", withdrawn_at=session.now))
    session.work.note(Action.ENROLMENT_WITHDRAWN, sale.key, enrolment.card_masked)
    return _yes(session, EnrolAnswer())


def _place(enrolment: Enrolment) -> str:
    """What is sealed belongs to one card at one merchant: moved to another it does not open."""
    return f"enrolment {enrolment.merchant_id}/{enrolment.card_digest}"


def _key(session: Session, batch: int, trace: int) -> TransactionKey:
    return replace(session.request.key, batch=batch, trace=trace)


def _yes(session: Session, private: CompleteAnswer | EnrolAnswer) -> Reply:
    return session.reply(session.answer(DONE, {62: encode(private)}))


def _no(session: Session, code: str) -> Reply:
    return session.reply(session.answer(code))
