"""A sale charged in place of one that failed: one intent is never booked twice without a name.

Our own extension of the dialect: field 62 of the sale (docs/attach-a-host.md).
"""

from __future__ import annotations

from dataclasses import replace

from acquirer.books import Store
from acquirer.desk_records import Redo
from acquirer.dialect import SaleFacts
from acquirer.records import Action, Payment, Transaction, TransactionKey
from acquirer.session import Session

CHARGED_BEFORE = "94"


def objection(session: Session, sale: SaleFacts) -> str:
    """F39 where there is money for the same intent already and nobody agreed to a second charge."""
    link = sale.in_place_of
    if link is None or link.agreed_by:
        return ""
    is_charged = charged_for(session.store, _original(session, sale)) is not None
    return CHARGED_BEFORE if is_charged else ""


def charged_for(store: Store, original: TransactionKey) -> Transaction | None:
    """What the books hold of this intent: the first sale, or one in its place."""
    redone = (
        replace(original, batch=r.by_batch, trace=r.by_trace)
        for r in store.many(Redo, key=original)
    )
    known = (store.transaction(key) for key in (original, *redone))
    return next((sale for sale in known if sale and sale.payment is Payment.APPROVED), None)


def note(session: Session, sale: SaleFacts) -> None:
    """Write the link down, whatever became of the sale that has it."""
    link = sale.in_place_of
    if link is None:
        return
    work, key, original = session.work, session.request.key, _original(session, sale)
    twice = charged_for(session.store, original) is not None and bool(link.agreed_by)
    agreed_by = link.agreed_by or ""
    work.put(Redo(original, work.next_number(), key.batch, key.trace, work.now, agreed_by))
    action = Action.SALE_CHARGED_TWICE if twice else Action.SALE_REDONE
    agreed = f", operator {agreed_by} agreed" if agreed_by else ""
    work.note(action, key, f"in place of {original}{agreed}")


def _original(session: Session, sale: SaleFacts) -> TransactionKey:
    assert sale.in_place_of is not None
    return replace(session.request.key, batch=sale.in_place_of.batch, trace=sale.in_place_of.trace)
