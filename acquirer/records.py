"""What the bank writes down: terminals, cards, transactions, payouts, signatures and the audit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class TransactionKey:
    """Merchant (F42), terminal (F41), batch (60.2) and trace (F11): one transaction, for ever."""

    merchant_id: str
    terminal_id: str
    batch: int
    trace: int

    def __str__(self) -> str:
        return f"{self.terminal_id}/{self.batch:06d}/{self.trace:06d}"


class Payment(StrEnum):
    """What the ledger holds of a transaction; only APPROVED is money."""

    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    REVERSED = "REVERSED"
    TOMBSTONE = "TOMBSTONE"
    """The reversal came before its original, which may never be approved any more."""


class Signature(StrEnum):
    """Where the cardholder's signature stands, as the bank sees it."""

    NOT_REQUIRED = "NOT_REQUIRED"
    UNSIGNED = "UNSIGNED"
    SIGNED = "SIGNED"


class PayoutState(StrEnum):
    """Where the merchant's money is."""

    HELD = "HELD"
    RELEASED = "RELEASED"
    """It goes out at `due_at`."""
    PAID = "PAID"
    VOIDED = "VOIDED"
    RECLAIMED = "RECLAIMED"
    """Paid, then the sale was reversed: taken off the next payout."""


class Hold(StrEnum):
    """Why a payout is held."""

    NONE = ""
    UNSIGNED = "UNSIGNED"


class Verdict(StrEnum):
    """What became of one uploaded signature."""

    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"


class Action(StrEnum):
    """What an audit row says was done."""

    SIGN_ON = "SIGN_ON"
    BATCH_OPENED = "BATCH_OPENED"
    SALE_APPROVED = "SALE_APPROVED"
    SALE_DECLINED = "SALE_DECLINED"
    SALE_REVERSED = "SALE_REVERSED"
    REVERSAL_BEFORE_ORIGINAL = "REVERSAL_BEFORE_ORIGINAL"
    PIN_LOCKED = "PIN_LOCKED"
    SIGNATURE_ACCEPTED = "SIGNATURE_ACCEPTED"
    SIGNATURE_REPEATED = "SIGNATURE_REPEATED"
    SIGNATURE_REJECTED = "SIGNATURE_REJECTED"
    PAYOUT_HELD = "PAYOUT_HELD"
    PAYOUT_RELEASED = "PAYOUT_RELEASED"
    PAYOUT_PAID = "PAYOUT_PAID"
    PAYOUT_VOIDED = "PAYOUT_VOIDED"
    PAYOUT_RECLAIMED = "PAYOUT_RECLAIMED"


@dataclass(frozen=True, slots=True)
class TerminalState:
    """One terminal's sign-on: its batch, and its working keys as they were sent (under the TMK)."""

    terminal_id: str
    batch: int
    operator: str
    signed_on_at: datetime
    sign_on_trace: int
    wrapped_keys: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardState:
    """How often in a row a card's PIN was wrong; the card is known by its keyed digest alone."""

    card_digest: str
    wrong_pins: int
    last_wrong_at: datetime


@dataclass(frozen=True, slots=True)
class Transaction:
    """One sale as the bank decided it, with the answers it gave (no answer holds a PAN).

    `number` is the bank's own count, so newer is higher. `request_digest` is a keyed digest of
    what a repetition must repeat; `code` is F39 of the answer. Times are the bank's local time,
    naive.
    """

    key: TransactionKey
    number: int
    payment: Payment
    signature: Signature
    amount_minor: int
    currency: str
    card_masked: str
    card_digest: str
    issuer: str
    entry_mode: str
    reference: str
    auth_code: str
    settlement_date: str
    code: str
    at: datetime
    request_digest: str
    answer: bytes = field(repr=False)
    reversed_at: datetime | None = None
    reversal_reason: str = ""
    reversal_code: str = ""
    reversal_answer: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Payout:
    """The merchant's money for one approved sale: where it is, and why."""

    key: TransactionKey
    amount_minor: int
    state: PayoutState
    hold: Hold
    due_at: datetime | None
    paid_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class SignatureAttempt:
    """One signature as it was uploaded; accepted or not, it is kept.

    `image_sealed` and `elements_sealed` (the TLVs of F55) open with the bank's own key only;
    `image_digest` is SHA-256 of the image as it came, `ink_digest` of what the hand drew, without
    the feature code beside it.
    """

    key: TransactionKey
    number: int
    at: datetime
    verdict: Verdict
    reason: str
    code: str
    feature_code: str
    card_digest: str
    image_digest: str
    ink_digest: str
    image_size_bytes: int
    image_sealed: bytes = field(repr=False)
    elements_sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the audit: who did what, from where and why; `mac` chains it to all before it."""

    seq: int
    at: datetime
    who: str
    role: str
    origin: str
    action: Action
    subject: str
    why: str
    mac: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the bank's counters stand: last number given out, end of the audit's chain."""

    number: int = 0
    audit_seq: int = 0
    audit_mac: str = ""
