"""Message 817: an address where a cardholder finds a slip that did not come out as paper.

Our own extension of the dialect (docs/attach-a-host.md).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from acquirer import dialect
from acquirer.desk_records import SlipLink
from acquirer.records import Action, Payment
from acquirer.session import Reply, Session
from acquirer.sign_links import fresh_token, token_hash
from wire.resign_messages import LinkAnswer, SlipQuestion, encode

DONE, NOT_FOUND, NOT_OFFERED = "00", "25", "40"
LASTS_DAYS = 30
"""Who complains about a purchase does so within a month."""


def give(session: Session) -> Reply:
    """817: the address of the slip of a transaction of this terminal. Errors: MalformedError."""
    asked = dialect.read_private(session.request.message, SlipQuestion)
    key = replace(session.request.key, batch=asked.batch, trace=asked.trace)
    sale = session.store.transaction(key)
    if sale is None or sale.payment not in (Payment.APPROVED, Payment.VOIDED):
        return session.reply(session.answer(NOT_FOUND))
    if session.ordered or not session.shared.portal_url:
        return session.reply(session.answer(session.ordered or NOT_OFFERED))
    token = fresh_token(session.shared.entropy)
    until = session.now + timedelta(days=LASTS_DAYS)
    link = SlipLink(key, token_hash(token), session.work.actor.who, session.now, until)
    session.work.put(link)
    session.work.note(Action.SLIP_SENT, key, f"until {until:%Y-%m-%d}")
    answer = LinkAnswer(session.shared.slip_url(token), token, until)
    return session.reply(session.answer(DONE, {62: encode(answer)}))
