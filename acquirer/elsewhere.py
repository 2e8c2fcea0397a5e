"""Messages 810 to 814: a terminal asks about signatures that are made elsewhere than on its pad.

Our own extension of the dialect (docs/attach-a-host.md); field 62 is wire.resign_messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from acquirer import dialect, read_out, sign_links
from acquirer.desk_records import Case, LinkState, PaperProof, PaperState, SignLink, Waiver
from acquirer.objections import CODES
from acquirer.read_out import CodeRefusal
from acquirer.records import Action, Route, SignatureAttempt, TransactionKey
from acquirer.session import Reply, Session
from acquirer.sign_links import Wanted
from acquirer.standing import Standing, standing
from receipts.strokes import Strokes
from wire.iso8583 import FieldValue
from wire.resign_messages import (
    MAX_ASKED,
    MAX_POINTS,
    CodeAnswer,
    CodeQuestion,
    Fetched,
    LinkAnswer,
    LinkQuestion,
    Original,
    Points,
    PollAnswer,
    PollQuestion,
    Status,
    StatusAnswer,
    StatusQuery,
    encode,
)

DONE, NOT_FOUND, SIGNED_BEFORE, NOT_OFFERED, TOO_MANY_ASKED = "00", "25", "94", "40", "30"
_CODE_REFUSED: Mapping[CodeRefusal, str] = {
    CodeRefusal.WRONG: "55",
    CodeRefusal.EXPIRED: "68",
    CodeRefusal.TRIED_TOO_OFTEN: "75",
}


def tell_status(session: Session) -> Reply:
    """810: what became of these transactions of this terminal. Errors: MalformedError."""
    query = dialect.read_private(session.request.message, StatusQuery)
    if not 1 <= len(query.asked) <= MAX_ASKED:
        return _no(session, TOO_MANY_ASKED)
    session.shared.told(_key(session, asked) for asked in query.asked)
    found = (_status(session, asked) for asked in query.asked)
    return _yes(session, encode(StatusAnswer(tuple(found))))


def give_link(session: Session) -> Reply:
    """811: a one-time link for a transaction of this terminal. Errors: MalformedError."""
    asked = dialect.read_private(session.request.message, LinkQuestion)
    key = _key(session, Original(asked.batch, asked.trace))
    refusal = _refusal(session, standing(session.store, key), Route.OTHER_DEVICE)
    if refusal:
        return _no(session, refusal)
    if not session.shared.portal_url:
        return _no(session, NOT_OFFERED)
    opened = sign_links.open_link(session.work, session.shared.entropy, Wanted(key))
    url = session.shared.link_url(opened.token)
    return _yes(session, encode(LinkAnswer(url, opened.token, opened.expires_at)))


def show_drawing(session: Session) -> Reply:
    """812: what the phone has drawn so far, and how the link ended. Errors: MalformedError."""
    asked = dialect.read_private(session.request.message, PollQuestion)
    link = session.store.one(SignLink, sign_links.token_hash(asked.token))
    if link is None or link.key.terminal_id != session.request.key.terminal_id:
        return _no(session, NOT_FOUND)
    if asked.revoke and link.state is LinkState.OPEN:
        sign_links.end_link(session.work, link, LinkState.REVOKED)
        link = replace(link, state=LinkState.REVOKED)
    drawing = session.shared.drawings.see(link.token_hash)
    seen = asked.seen if asked.version == drawing.version else 0
    points = _points(drawing.strokes)[seen : seen + MAX_POINTS]
    is_over = link.state is LinkState.OPEN and session.now > link.expires_at
    state = "EXPIRED" if is_over else str(link.state)
    signed = standing(session.store, link.key).effective
    if link.state is LinkState.USED:
        session.shared.news.discard(link.key)
    answer = PollAnswer(
        state,
        drawing.version,
        seen,
        points,
        at=signed.at if signed else None,
        image_digest=signed.image_digest if signed else None,
    )
    return _yes(session, encode(answer))


def fetch(session: Session) -> Reply:
    """813: an unsigned transaction of the same merchant by its reference. Errors: MalformedError.

    A reference nobody has and one of another merchant are answered the same.
    """
    reference = session.request.message.text(37)
    sale = session.store.by_reference(reference)
    if sale is None or sale.key.merchant_id != session.request.key.merchant_id:
        return session.reply(session.answer(NOT_FOUND, {37: reference}))
    refusal = _refusal(session, standing(session.store, sale.key), Route.BACKUP_TERMINAL)
    if refusal:
        return session.reply(session.answer(refusal, {37: reference}))
    session.work.note(Action.FETCHED_BY_REFERENCE, sale.key, f"reference {sale.reference}")
    key = sale.key
    fetched = Fetched(key.terminal_id, key.batch, key.trace, sale.card_masked, sale.at)
    more: dict[int, FieldValue] = {
        4: f"{sale.amount_minor:012d}",
        15: sale.settlement_date,
        37: sale.reference,
        38: sale.auth_code,
    }
    return _yes(session, encode(fetched), more)


def use_code(session: Session) -> Reply:
    """814: use a code an agent read out, or ask for its challenge. Errors: MalformedError."""
    asked = dialect.read_private(session.request.message, CodeQuestion)
    key = _key(session, Original(asked.batch, asked.trace, asked.terminal_id))
    sale = session.store.transaction(key)
    if sale is not None and not sale.is_open:
        return _no(session, SIGNED_BEFORE)
    known = read_out.newest(session.work, key)
    case = session.store.one(Case, known.case_number) if known else None
    route = case.route if case else None
    if asked.read_out is None:
        if known is None or known.used_at is not None:
            return _no(session, _CODE_REFUSED[CodeRefusal.WRONG])
        told = CodeAnswer(known.challenge, known.tries_left, route=route)
        return _yes(session, encode(told))
    opened = read_out.use(session.work, session.keys, key, asked.read_out)
    if isinstance(opened, CodeRefusal):
        return _no(session, _CODE_REFUSED[opened])
    return _yes(session, encode(CodeAnswer(until=opened.until, route=route)))


def _key(session: Session, asked: Original) -> TransactionKey:
    """A transaction of this merchant, of this terminal where no other is named."""
    key = session.request.key
    terminal_id = asked.terminal_id or key.terminal_id
    return TransactionKey(key.merchant_id, terminal_id, asked.batch, asked.trace)


def _refusal(session: Session, found: Standing, route: Route) -> str:
    """F39 for a transaction that cannot be signed by this route, '' for one that can."""
    objection = found.objection(route, session.now, session.settings.signature)
    if objection is not None:
        return CODES[objection]
    assert found.sale is not None
    return "" if found.sale.is_open else SIGNED_BEFORE


def _status(session: Session, asked: Original) -> Status:
    found = standing(session.store, _key(session, asked))
    sale, signed = found.sale, found.effective
    if sale is None:
        return Status(asked.batch, asked.trace, "NOT_FOUND")
    paper = _accepted_paper(session, sale.key) if signed is None else None
    waived = session.store.one(Waiver, sale.key) if sale.signature == "WAIVED" else None
    return Status(
        batch=asked.batch,
        trace=asked.trace,
        payment=sale.payment,
        signature=sale.signature,
        at=_when(signed, paper, waived),
        route=_route(signed, paper, waived),
        image_digest=signed.image_digest if signed else None,
        code=sale.code or None,
        reference=sale.reference or None,
        auth_code=sale.auth_code or None,
        settlement_date=sale.settlement_date or None,
        amount_minor=sale.amount_minor,
        limit_minor=(waived.limit_minor or None) if waived else None,
    )


def _when(
    signed: SignatureAttempt | None, paper: PaperProof | None, waived: Waiver | None
) -> datetime | None:
    if waived:
        return waived.at
    return signed.at if signed else (paper.reviewed_at if paper else None)


def _route(
    signed: SignatureAttempt | None, paper: PaperProof | None, waived: Waiver | None
) -> Route | None:
    if waived:
        return waived.route
    return signed.route if signed else (Route.PAPER if paper else None)


def _accepted_paper(session: Session, key: TransactionKey) -> PaperProof | None:
    return next(iter(session.store.many(PaperProof, key=key, state=PaperState.ACCEPTED)), None)


def _points(strokes: Strokes) -> Points:
    return tuple((x, y, at == 0) for stroke in strokes for at, (x, y) in enumerate(stroke))


def _yes(session: Session, private: bytes, more: Mapping[int, FieldValue] | None = None) -> Reply:
    return session.reply(session.answer(DONE, {**(more or {}), 62: private}))


def _no(session: Session, code: str) -> Reply:
    return session.reply(session.answer(code))
