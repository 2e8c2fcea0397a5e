"""Whether a card may pay: its issuer, its expiry, its PIN, its limits."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from acquirer.dialect import SaleFacts
from acquirer.issuers import Account
from acquirer.records import Action, CardState
from acquirer.session import Session
from wire import pin_block
from wire.des3 import decrypt_ecb
from wire.errors import MalformedError
from wire.pan import Pan

WRONG_PIN, PIN_LOCKED, BAD_PIN_BLOCK = "55", "75", "99"
INVALID_CARD, NOT_ACCEPTED, EXPIRED, ABOVE_LIMIT = "14", "15", "54", "61"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the issuer says of a card: its account where it has one, and the refusal or ''."""

    account: Account | None
    refusal: str


def judge(session: Session, sale: SaleFacts, card_digest: str) -> Judged:
    """Let the issuer decide; wrong PINs are counted with the unit of work."""
    account = session.settings.issuers.account(sale.pan)
    if not sale.pan.luhn_ok:
        return Judged(account, INVALID_CARD)
    if account is None:
        return Judged(None, NOT_ACCEPTED)
    if account.refuse:
        return Judged(account, account.refuse)
    if sale.expiry and _is_past(sale.expiry, session.now):
        return Judged(account, EXPIRED)
    if account.issuer.verification.wants_pin:
        refusal = _check_pin(session, sale, account, card_digest)
        if refusal:
            return Judged(account, refusal)
    return Judged(account, ABOVE_LIMIT if sale.amount_minor > account.issuer.limit_minor else "")


def _is_past(expiry_yymm: str, now: datetime) -> bool:
    """A card is good to the end of its month (F14, YYMM)."""
    return expiry_yymm < f"{now:%y%m}"


def _check_pin(session: Session, sale: SaleFacts, account: Account, card_digest: str) -> str:
    counted = session.store.card(card_digest)
    wrong = counted.wrong_pins if counted and _still_counts(counted, session) else 0
    if wrong >= session.settings.wrong_pins:
        return PIN_LOCKED
    if sale.pin_block is None:
        return WRONG_PIN
    try:
        pin = _pin(sale.pin_block, session.working.pin_key, sale.pan)
    except MalformedError:
        return BAD_PIN_BLOCK
    if account.pin and hmac.compare_digest(pin.encode(), account.pin.encode()):
        if counted is not None and counted.wrong_pins:
            session.work.put(CardState(card_digest, 0, counted.last_wrong_at))
        return ""
    session.work.put(CardState(card_digest, wrong + 1, session.now))
    if wrong + 1 < session.settings.wrong_pins:
        return WRONG_PIN
    session.work.note(Action.PIN_LOCKED, sale.pan.masked, f"{wrong + 1} wrong PINs in a row")
    return PIN_LOCKED


def _still_counts(counted: CardState, session: Session) -> bool:
    return session.now - counted.last_wrong_at < timedelta(hours=session.settings.pin_lock_h)


def _pin(block: bytes, key: bytes, pan: Pan) -> str:
    """Errors: MalformedError where the clear block is no PIN block of this card."""
    return pin_block.decode_iso0(decrypt_ecb(key, block), pan)
