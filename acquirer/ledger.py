"""The ledger: what is money and what is not. A sale is booked once and can be undone once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from acquirer import cardholder, dialect, payout, redo, rules
from acquirer.cardholder import Judged
from acquirer.dialect import SaleFacts
from acquirer.mishaps import Mishap
from acquirer.records import Action, Kind, Payment, Signature, Transaction
from acquirer.rules import Meets
from acquirer.session import Reply, Session
from acquirer.settings import Settings
from wire.iso8583 import FieldValue, Message
from wire.response_codes import lookup

APPROVED, INVALID, WRONG_AMOUNT, NOT_FOUND = "00", "12", "64", "25"
REPEATED, SIGN_ON_FIRST, BAD_AMOUNT, NO_SUCH_CURRENCY = "94", "77", "13", "12"

NUMBERS = 1_000_000
"""F37 ends and F38 consists of six digits of the bank's running number."""
SCATTER = 7919
"""Prime to NUMBERS: authorisation codes differ for a million sales and look like no counter."""


def sell(session: Session) -> Reply | None:
    """Decide a sale (0200), or answer it as it was answered before; None where it never came.

    Errors: MalformedError.
    """
    sale = dialect.read_payment(session.request.message)
    digest = _request_digest(session, sale)
    known = session.store.transaction(session.request.key)
    if known is not None:
        return answered_before(session, known, digest)
    if must_sign_on(session):
        return session.reply(session.answer(SIGN_ON_FIRST))
    trouble = rules.trouble(Meets.SALE, sale.amount_minor)
    if trouble.mishap is Mishap.REQUEST_LOST:
        return None
    card_digest = session.keys.card_digest(sale.pan)
    judged = cardholder.judge(session, sale, card_digest)
    refusal = judged.refusal or session.ordered or _oddity(session, sale)
    code = refusal or redo.objection(session, sale) or trouble.code or APPROVED
    decided = _decided(session, sale, judged, code)
    reply = session.reply(_sale_answer(session, decided, judged), trouble)
    booked = replace(decided, card_digest=card_digest, request_digest=digest, answer=reply.encoded)
    _book(session, booked)
    redo.note(session, sale)
    return reply


def reverse(session: Session) -> Reply:
    """Undo a sale (0400); one that has not come yet is refused for ever. Errors: MalformedError."""
    facts = dialect.read_payment(session.request.message)
    if session.ordered:
        return session.reply(session.answer(session.ordered))
    known = session.store.transaction(session.request.key)
    if known is None:
        return _tombstone(session, facts)
    if known.reversal_answer:
        return session.again(known.reversal_answer)
    is_another = facts.auth_code not in ("", known.auth_code)  # cup-terminal.md 1.6, F38
    if is_another or known.card_digest != session.keys.card_digest(facts.pan):
        return session.reply(session.answer(NOT_FOUND))
    if known.amount_minor != facts.amount_minor:
        return session.reply(session.answer(WRONG_AMOUNT))
    key = known.key
    is_settled = session.store.settled(key.merchant_id, key.terminal_id, key.batch) is not None
    stands = known.payment is Payment.APPROVED and not is_settled
    code = APPROVED if stands else INVALID
    trouble = rules.trouble(Meets.FIRST_REVERSAL, known.amount_minor)
    reply = session.reply(session.answer(code, origins(session, known.reference)), trouble)
    changed = replace(
        known,
        reversed_at=session.now,
        reversal_reason=facts.reason,
        reversal_code=code,
        reversal_answer=reply.encoded,
    )
    if code == APPROVED:
        changed = replace(changed, payment=Payment.REVERSED)
        _undo(session, known, f"reversal, reason {facts.reason or 'not given'}")
    else:
        why = "its batch is settled" if is_settled else f"it is {known.payment}"
        session.work.note(Action.NOTHING_TO_REVERSE, known.key, why)
    session.work.put(changed)
    return reply


def _undo(session: Session, known: Transaction, why: str) -> None:
    """What else a reversal changes: a sale's payout, or the sale that a void had undone."""
    work = session.work
    if known.kind is Kind.SALE:
        work.note(Action.SALE_REVERSED, known.key, why)
        payout.take_back(work, known.key, "the sale was reversed")
        return
    work.note(Action.VOID_REVERSED, known.key, why)
    voided = session.store.transaction(known.original)
    assert voided is not None, "a void has its sale"
    sale = replace(voided, payment=Payment.APPROVED)
    work.put(sale)
    payout.give_back(work, sale, session.settings.payout, "its void was reversed")


def settlement_date(now: datetime, settings: Settings) -> str:
    """F15, MMDD: today's, or tomorrow's once the bank's day has ended."""
    day = now + timedelta(days=1) if now.time() >= settings.day_ends else now
    return f"{day:%m%d}"


def reference(number: int, now: datetime) -> str:
    """F37 of a transaction by the bank's running number: digits only (cup-terminal.md 2.3)."""
    return f"{now.year % 10}{now:%j%H}{number % NUMBERS:06d}"


def auth_code(number: int) -> str:
    """F38."""
    return f"{number * SCATTER % NUMBERS:06d}"


def _request_digest(session: Session, sale: SaleFacts) -> str:
    facts = (sale.pan.digits, str(sale.amount_minor), sale.currency, sale.expiry, sale.entry_mode)
    return session.keys.request_digest(*facts)


def answered_before(session: Session, known: Transaction, digest: str) -> Reply:
    """reliability.md, protocol rule 5: never a second booking, and never a yes without money."""
    if known.payment in (Payment.TOMBSTONE, Payment.REVERSED):
        return session.reply(session.answer(INVALID))
    if known.request_digest != digest:
        return session.reply(session.answer(REPEATED))
    return session.again(known.answer)


def must_sign_on(session: Session) -> bool:
    """cup-terminal.md 1.5: another batch than the bank's, or keys of yesterday."""
    lasts = timedelta(hours=session.settings.sign_on_lasts_h)
    is_old = session.now - session.state.signed_on_at > lasts
    return is_old or session.request.key.batch != session.state.batch


def _oddity(session: Session, sale: SaleFacts) -> str:
    if sale.amount_minor <= 0:
        return BAD_AMOUNT
    return NO_SUCH_CURRENCY if sale.currency != session.settings.currency else ""


def _decided(session: Session, sale: SaleFacts, judged: Judged, code: str) -> Transaction:
    """The sale as it goes into the books, but for its digests and its answer."""
    number = session.work.next_number()
    issuer = judged.account.issuer if judged.account else None
    is_approved = lookup(code).is_approval
    signs = is_approved and issuer is not None and issuer.verification.wants_signature
    now = session.now
    return Transaction(
        key=session.request.key,
        number=number,
        payment=Payment.APPROVED if is_approved else Payment.DECLINED,
        signature=Signature.UNSIGNED if signs else Signature.NOT_REQUIRED,
        amount_minor=sale.amount_minor,
        currency=sale.currency,
        card_masked=sale.pan.masked,
        card_digest="",
        issuer=issuer.code if issuer else "",
        entry_mode=sale.entry_mode,
        reference=reference(number, now),
        auth_code=auth_code(number) if is_approved else "",
        settlement_date=settlement_date(now, session.settings) if is_approved else "",
        code=code,
        at=now,
        request_digest="",
        answer=b"",
    )


def _sale_answer(session: Session, sale: Transaction, judged: Judged) -> Message:
    more = origins(session, sale.reference)
    if sale.payment is Payment.APPROVED:
        more |= {15: sale.settlement_date, 38: sale.auth_code}
    if judged.account is not None:
        issuer = judged.account.issuer
        settings = session.settings
        more[44] = dialect.parties(issuer.code, settings.acquirer_code)
        more[63] = dialect.remarks(issuer.organisation, issuer.zh, settings.acquirer_zh)
    return session.answer(sale.code, more)


def origins(session: Session, reference: str) -> dict[int, FieldValue]:
    return {32: session.settings.acquirer_code, 37: reference}


def _book(session: Session, sale: Transaction) -> None:
    work = session.work
    work.put(sale)
    money = f"{sale.amount_minor // 100}.{sale.amount_minor % 100:02d}"
    if sale.payment is not Payment.APPROVED:
        work.note(Action.SALE_DECLINED, sale.key, f"{money}, code {sale.code}")
        return
    work.note(Action.SALE_APPROVED, sale.key, f"{money}, reference {sale.reference}")
    if sale.signature is Signature.UNSIGNED:
        payout.hold(work, sale, "no signature yet")
    else:
        due_at = payout.due_after_sale(session.now, session.settings.payout)
        payout.release(work, sale, due_at, "no signature needed")


def _tombstone(session: Session, facts: SaleFacts) -> Reply:
    """The reversal came first: whatever comes under this key now is refused."""
    reply = session.reply(session.answer(NOT_FOUND, {32: session.settings.acquirer_code}))
    grave = Transaction(
        key=session.request.key,
        number=session.work.next_number(),
        payment=Payment.TOMBSTONE,
        signature=Signature.NOT_REQUIRED,
        amount_minor=facts.amount_minor,
        currency=facts.currency,
        card_masked=facts.pan.masked,
        card_digest=session.keys.card_digest(facts.pan),
        issuer="",
        entry_mode=facts.entry_mode,
        reference="",
        auth_code="",
        settlement_date="",
        code="",
        at=session.now,
        request_digest="",
        answer=b"",
        reversed_at=session.now,
        reversal_reason=facts.reason,
        reversal_code=NOT_FOUND,
        reversal_answer=reply.encoded,
    )
    session.work.put(grave)
    why = "the original has not come; it will be refused"
    session.work.note(Action.REVERSAL_BEFORE_ORIGINAL, grave.key, why)
    return reply
