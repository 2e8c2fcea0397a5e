"""消费撤销 at the bank: a void undoes a sale of the same terminal while its batch is open."""

from __future__ import annotations

from dataclasses import replace

from acquirer import dialect, payout
from acquirer.dialect import SaleFacts, VoidFacts
from acquirer.ledger import (
    APPROVED,
    INVALID,
    NOT_FOUND,
    SIGN_ON_FIRST,
    WRONG_AMOUNT,
    answered_before,
    auth_code,
    must_sign_on,
    origins,
    reference,
    settlement_date,
)
from acquirer.records import Action, Kind, Payment, Signature, Transaction, TransactionKey
from acquirer.session import Reply, Session

SETTLED = "22"
"""Past what is allowed (cup-terminal.md 1.8): a settled sale is given back by a refund alone."""


def void(session: Session) -> Reply:
    """Decide a void (0200, 60.1 = 23), or answer it as before. Errors: MalformedError."""
    facts = dialect.read_payment(session.request.message)
    wanted = dialect.read_void(session.request.message)
    digest = session.keys.request_digest(
        *(facts.pan.digits, str(facts.amount_minor), "void", wanted.reference)
    )
    known = session.store.transaction(session.request.key)
    if known is not None:
        return answered_before(session, known, digest)
    if must_sign_on(session):
        return session.reply(session.answer(SIGN_ON_FIRST))
    sale = session.store.transaction(_original(session, wanted))
    code = session.ordered or _objection(session, facts, wanted, sale) or APPROVED
    decided = _decided(session, facts, wanted, code)
    more = origins(session, decided.reference)
    if code == APPROVED:
        more |= {15: decided.settlement_date, 38: decided.auth_code}
    reply = session.reply(session.answer(code, more))
    booked = replace(decided, request_digest=digest, answer=reply.encoded)
    _book(session, booked, sale)
    return reply


def _original(session: Session, wanted: VoidFacts) -> TransactionKey:
    key = session.request.key
    return TransactionKey(key.merchant_id, key.terminal_id, wanted.batch, wanted.trace)


def _objection(
    session: Session, facts: SaleFacts, wanted: VoidFacts, sale: Transaction | None
) -> str:
    """F39 of the first rule that fails, '' where all hold."""
    if sale is None or sale.kind is not Kind.SALE or sale.payment is Payment.TOMBSTONE:
        return NOT_FOUND
    is_same_card = session.keys.card_digest(facts.pan) == sale.card_digest
    said = (wanted.reference, wanted.auth_code)  # cup-terminal.md 1.6: F38 is echoed in a void
    if said != (sale.reference, sale.auth_code) or not is_same_card:
        return NOT_FOUND
    if sale.amount_minor != facts.amount_minor:
        return WRONG_AMOUNT
    if sale.payment is not Payment.APPROVED:
        return INVALID
    key = sale.key
    is_settled = session.store.settled(key.merchant_id, key.terminal_id, key.batch) is not None
    return SETTLED if is_settled else ""


def _decided(session: Session, facts: SaleFacts, wanted: VoidFacts, code: str) -> Transaction:
    number, now = session.work.next_number(), session.now
    account = session.settings.issuers.account(facts.pan)
    is_approved = code == APPROVED
    signs = is_approved and account is not None and account.issuer.verification.wants_signature
    return Transaction(
        key=session.request.key,
        number=number,
        payment=Payment.APPROVED if is_approved else Payment.DECLINED,
        signature=Signature.UNSIGNED if signs else Signature.NOT_REQUIRED,
        amount_minor=facts.amount_minor,
        currency=facts.currency,
        card_masked=facts.pan.masked,
        card_digest=session.keys.card_digest(facts.pan),
        issuer=account.issuer.code if account else "",
        entry_mode=facts.entry_mode,
        reference=reference(number, now),
        auth_code=auth_code(number) if is_approved else "",
        settlement_date=settlement_date(now, session.settings) if is_approved else "",
        code=code,
        at=now,
        request_digest="",
        answer=b"",
        kind=Kind.VOID,
        original_batch=wanted.batch,
        original_trace=wanted.trace,
    )


def _book(session: Session, void: Transaction, sale: Transaction | None) -> None:
    work = session.work
    work.put(void)
    if void.payment is not Payment.APPROVED or sale is None:
        work.note(Action.VOID_DECLINED, void.key, f"code {void.code}")
        return
    work.put(replace(sale, payment=Payment.VOIDED))
    work.note(Action.SALE_VOIDED, sale.key, f"by {void.key}")
    payout.take_back(work, sale.key, "the sale was voided")
    session.shared.told([sale.key])  # its terminal, which closed it, asks about it no more
