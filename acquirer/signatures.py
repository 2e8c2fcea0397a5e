"""A terminal's upload of a signature: matched to its sale, then given to the archive.

resign.md, The bank's side; cup-terminal.md 2.4 and 2.5.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from acquirer import dialect, rules
from acquirer.archive import STORED, STORED_BEFORE, Archive, Kept, Offered
from acquirer.dialect import MACED_CODES, UploadFacts
from acquirer.mishaps import NO_TROUBLE, Trouble
from acquirer.objections import Objection
from acquirer.records import Route, TransactionKey, Verdict
from acquirer.rules import Meets
from acquirer.session import Reply, Session
from acquirer.standing import DESK_ROUTES, Standing, standing
from wire import feature_code
from wire.errors import MalformedError
from wire.iso8583 import FieldValue

_MACED = MACED_CODES | {STORED_BEFORE}


def archive(session: Session) -> Reply:
    """Take in one uploaded signature (0820, 60.3 = 800). Errors: MalformedError."""
    facts = dialect.read_upload(session.request.message)
    key = _signed_key(session, facts)
    now = standing(session.store, key)
    sale = now.sale
    trouble = rules.trouble(Meets.UPLOAD, sale.amount_minor) if sale else NO_TROUBLE
    offered = _offered(session, facts, _route(session, facts, now))
    books = Archive(session.work, session.keys, session.settings)
    ordered = session.ordered or trouble.code
    if ordered:
        kept = books.refuse(key, now, offered, Objection.ORDERED, ordered)
        return _reply(session, kept, NO_TROUBLE)
    objection = _objection(session, facts, now)
    if objection is not None:
        return _reply(session, books.refuse(key, now, offered, objection), NO_TROUBLE)
    kept = books.take(key, now, offered)
    if kept.code in (STORED, STORED_BEFORE):
        _tell(session, facts, key, is_new=kept.code == STORED)
    return _reply(session, kept, NO_TROUBLE if kept.reason else trouble)


def _tell(session: Session, facts: UploadFacts, key: TransactionKey, *, is_new: bool) -> None:
    """What another terminal brought is news for its own; what it sends itself is none any more."""
    if not facts.original_terminal:
        session.shared.told([key])
    elif is_new:
        session.shared.news.add(key)


def _signed_key(session: Session, facts: UploadFacts) -> TransactionKey:
    """The original's key; another terminal of the same merchant may bring its signature."""
    key = session.request.key
    return replace(key, terminal_id=facts.original_terminal) if facts.original_terminal else key


def _route(session: Session, facts: UploadFacts, now: Standing) -> Route:
    """The route that is kept: what the terminal says, unless the bank knows better."""
    is_anothers = facts.original_terminal not in ("", session.request.key.terminal_id)
    if is_anothers and facts.route not in DESK_ROUTES:
        return Route.BACKUP_TERMINAL
    if facts.route is Route.BACKUP_TERMINAL and not is_anothers:
        return Route.TERMINAL_SELECTED
    return now.ruled_by(facts.route, session.now)


def _offered(session: Session, facts: UploadFacts, route: Route) -> Offered:
    terminal_id = session.request.key.terminal_id
    operator = f" op {facts.operator}" if facts.operator else ""
    return Offered(
        route=route,
        actor=f"terminal {terminal_id}{operator}",
        device=terminal_id,
        feature_code=_feature_code(facts),
        image=facts.image,
        card_digest=session.keys.card_digest(facts.pan) if facts.pan else "",
        elements=_elements(facts),
        generation=facts.generation,
        strokes_digest=facts.strokes_digest,
        device_mac=facts.device_mac,
    )


def _objection(session: Session, facts: UploadFacts, now: Standing) -> Objection | None:
    """The matching rules, first one that fails (cup-terminal.md 2.4)."""
    objection = now.objection(_route(session, facts, now), session.now, session.settings.signature)
    sale = now.sale
    if sale is None or objection in (Objection.NO_SALE, Objection.UNDONE):
        return objection
    if facts.amount_minor != sale.amount_minor:
        return Objection.AMOUNT
    is_same_card = facts.pan is None or session.keys.card_digest(facts.pan) == sale.card_digest
    said = (facts.settlement_date, facts.reference)
    if said != (sale.settlement_date, sale.reference) or not is_same_card:
        return Objection.OTHER_SALE
    if objection is not None and not _is_known(facts, now):
        return objection
    return None if facts.items is not None else Objection.ELEMENTS


def _is_known(facts: UploadFacts, now: Standing) -> bool:
    """What was stored before is answered as before, however late it is asked again."""
    digest = hashlib.sha256(facts.image).hexdigest()
    return any(a.image_digest == digest and a.verdict is not Verdict.REJECTED for a in now.attempts)


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


def _reply(session: Session, kept: Kept, trouble: Trouble) -> Reply:
    reference = session.request.message.get(37)
    more: dict[int, FieldValue] = {} if reference is None else {37: reference}
    maced = _MACED if session.settings.signature.mac_checked else frozenset[str]()
    return session.reply(session.answer(kept.code, more), trouble, maced)
