"""Read-out codes: eight digits an agent tells by telephone, which let one more signature in.

reliability.md, Read-out code: OCRA (RFC 6287) over a challenge that is bound to the transaction and
to how often it was tried; ten minutes, five tries, kept hashed, each use in the audit.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from acquirer.books import Work
from acquirer.desk_records import ReadOutCode, Window
from acquirer.keys import BankKeys
from acquirer.records import Action, Transaction, TransactionKey
from wire import ocra

LASTS_S = 600
TRIES = 5
WINDOW_S = 1800
"""How long the signature it lets in may take: the cardholder may still have to be fetched."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What the agent sees: the challenge to compare and the code to read out."""

    challenge: str
    code: str = field(repr=False)
    expires_at: datetime


class CodeRefusal(Enum):
    """Why a code opened nothing."""

    WRONG = auto()
    """It is not the code, or there is none for this transaction: not told apart."""
    EXPIRED = auto()
    TRIED_TOO_OFTEN = auto()
    """Whatever is tried now: a new one has to be read out."""


def issue(work: Work, keys: BankKeys, sale: Transaction, case_number: int) -> Issued:
    """A fresh code for one transaction; the one before is worth nothing any more."""
    number = len(work.store.many(ReadOutCode, key=sale.key)) + 1
    key = keys.read_out_key(sale.key.terminal_id)
    challenge = _challenge(key, sale, len(work.store.attempts(sale.key)) + 1, number)
    seconds = int(work.now.replace(tzinfo=UTC).timestamp())
    minutes = ocra.Given(time=ocra.steps(ocra.SUITE, seconds))
    code = ocra.response(ocra.SUITE, key, challenge, minutes)
    issued = Issued(challenge, code, work.now + timedelta(seconds=LASTS_S))
    record = ReadOutCode(
        key=sale.key,
        number=number,
        challenge=challenge,
        code_hash=keys.code_digest(challenge, code),
        issued_by=work.actor.who,
        issued_at=work.now,
        expires_at=issued.expires_at,
        tries_left=TRIES,
        case_number=case_number,
    )
    work.put(record)
    work.note(Action.READ_OUT_CODE_ISSUED, sale.key, f"case {case_number}, challenge {challenge}")
    return issued


def newest(work: Work, key: TransactionKey) -> ReadOutCode | None:
    """The code that counts."""
    return next(reversed(work.store.many(ReadOutCode, key=key)), None)


def use(work: Work, keys: BankKeys, key: TransactionKey, code: str) -> Window | CodeRefusal:
    """Open a window for one more signature with the code; each try is counted and noted."""
    known = newest(work, key)
    if known is None or known.used_at is not None:
        return _refused(work, key, CodeRefusal.WRONG)
    if known.tries_left == 0:
        return _refused(work, key, CodeRefusal.TRIED_TOO_OFTEN)
    if not hmac.compare_digest(known.code_hash, keys.code_digest(known.challenge, code)):
        work.put(replace(known, tries_left=known.tries_left - 1))
        return _refused(work, key, CodeRefusal.WRONG)
    if work.now > known.expires_at:
        return _refused(work, key, CodeRefusal.EXPIRED)
    work.put(replace(known, used_at=work.now))
    until = work.now + timedelta(seconds=WINDOW_S)
    window = Window(key, until, 1, known.issued_by, work.now, f"read-out code {known.number}")
    work.put(window)
    work.note(Action.READ_OUT_CODE_USED, key, f"challenge {known.challenge}")
    return window


def _refused(work: Work, key: TransactionKey, refusal: CodeRefusal) -> CodeRefusal:
    work.note(Action.READ_OUT_CODE_REFUSED, key, refusal.name)
    return refusal


def _challenge(key: bytes, sale: Transaction, generation: int, attempt: int) -> str:
    """Ten base32 characters of an HMAC over what the code is to be bound to."""
    at = sale.key
    facts = (at.merchant_id, str(at), sale.reference, str(sale.amount_minor), sale.currency)
    bound = "|".join((*facts, str(generation), str(attempt)))
    mac = hmac.digest(key, b"challenge|" + bound.encode("ascii"), "sha256")
    return b32encode(mac)[: ocra.CHALLENGE_CHARACTERS].decode("ascii")
