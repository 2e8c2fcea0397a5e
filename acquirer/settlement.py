"""批结算 at the bank: totals are compared; where they agree the batch is closed for good.

cup-terminal.md 1.4 (F48) and 1.9. Details are uploaded only where totals differ, which this bank
does not offer yet: such a batch stays open.
"""

from __future__ import annotations

from dataclasses import replace

from acquirer import dialect
from acquirer.ledger import NO_SUCH_CURRENCY, REPEATED, SIGN_ON_FIRST
from acquirer.records import Action, Batch, Kind, Payment, Transaction
from acquirer.session import Reply, Session
from acquirer.sign_on import next_batch
from wire.cup_fields import Field48Totals, Totals

DOMESTIC = "CUP"
"""The organisation of cards of this country; all others are foreign (内卡, 外卡)."""
DONE = "00"
BALANCED, NOT_BALANCED = 1, 2
_NO_MAC: frozenset[str] = frozenset()
"""cup-terminal.md 1.7: of management messages only signatures carry one."""


def settle(session: Session) -> Reply:
    """Answer 0500. Errors: MalformedError."""
    asked = dialect.read_totals(session.request.message)
    key = session.request.key
    settled = session.store.settled(key.merchant_id, key.terminal_id, key.batch)
    if settled is not None:
        is_same = (settled.trace, settled.asked) == (key.trace, asked.encode())
        return _again(settled) if is_same else _plain(session, REPEATED)
    if session.request.message.text(49) != session.settings.currency:
        return _plain(session, NO_SUCH_CURRENCY)
    if session.ordered or key.batch != session.state.batch:
        return _plain(session, session.ordered or SIGN_ON_FIRST)
    answered = _compared(asked, totals_of(session))
    reply = session.reply(session.answer(DONE, {48: answered.encode()}), maced=_NO_MAC)
    if not _is_balanced(answered):
        session.work.note(Action.BATCH_NOT_BALANCED, _name(session), _money(asked))
        return reply
    session.work.put(
        Batch(
            *(key.merchant_id, key.terminal_id, key.batch),
            settled_at=session.now,
            trace=key.trace,
            asked=asked.encode(),
            answer=reply.encoded,
        )
    )
    session.work.put(replace(session.state, batch=next_batch(key.batch)))
    session.work.note(Action.BATCH_SETTLED, _name(session), _money(asked))
    return reply


def totals_of(session: Session) -> Field48Totals:
    """What the bank's own books say of the batch."""
    key = session.request.key
    booked = session.store.in_batch(key.merchant_id, key.terminal_id, key.batch)
    organisation = session.settings.issuers.organisation
    domestic = [t for t in booked if organisation(t.issuer) == DOMESTIC]
    foreign = [t for t in booked if organisation(t.issuer) != DOMESTIC]
    return Field48Totals(_sums(domestic), _sums(foreign))


def _sums(booked: list[Transaction]) -> Totals:
    """Debit are sales, the voided ones too; credit the voids. What was reversed never was."""
    sales = [t.amount_minor for t in booked if t.kind is Kind.SALE and t.payment in _SOLD]
    voids = [
        t.amount_minor for t in booked if t.kind is Kind.VOID and t.payment is Payment.APPROVED
    ]
    return Totals(sum(sales), len(sales), sum(voids), len(voids))


_SOLD = (Payment.APPROVED, Payment.VOIDED)


def _compared(asked: Field48Totals, own: Field48Totals) -> Field48Totals:
    return Field48Totals(
        _half(asked.domestic, own.domestic),
        _half(asked.foreign, own.foreign),
    )


def _half(asked: Totals, own: Totals) -> Totals:
    is_same = replace(asked, result=0) == own
    return replace(asked, result=BALANCED if is_same else NOT_BALANCED)


def _is_balanced(answered: Field48Totals) -> bool:
    return answered.domestic.result == answered.foreign.result == BALANCED


def _again(settled: Batch) -> Reply:
    return Reply.plain(dialect.unsealed(settled.answer))


def _plain(session: Session, code: str) -> Reply:
    return session.reply(session.answer(code), maced=_NO_MAC)


def _name(session: Session) -> str:
    key = session.request.key
    return f"{key.terminal_id}/{key.batch:06d}"


def _money(asked: Field48Totals) -> str:
    return f"totals {asked.encode()}"
