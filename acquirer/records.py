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


class Kind(StrEnum):
    """What a transaction is."""

    SALE = "SALE"
    VOID = "VOID"
    """消费撤销: it undoes a sale of the same terminal and batch."""


class Route(StrEnum):
    """By which way a signature came (resign.md, the table of routes)."""

    SALE = "SALE"
    TERMINAL_LAST = "TERMINAL_LAST"
    TERMINAL_SELECTED = "TERMINAL_SELECTED"
    OTHER_DEVICE = "OTHER_DEVICE"
    PHONE_APP = "PHONE_APP"
    BACKUP_TERMINAL = "BACKUP_TERMINAL"
    SUPPORT = "SUPPORT"
    BANK = "BANK"
    PAPER = "PAPER"
    AUTO = "AUTO"


class Payment(StrEnum):
    """What the ledger holds of a transaction; only APPROVED is money."""

    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    REVERSED = "REVERSED"
    VOIDED = "VOIDED"
    TOMBSTONE = "TOMBSTONE"
    """The reversal came before its original, which may never be approved any more."""


class Signature(StrEnum):
    """Where the cardholder's signature stands, as the bank sees it."""

    NOT_REQUIRED = "NOT_REQUIRED"
    UNSIGNED = "UNSIGNED"
    SIGNED = "SIGNED"
    PAPER = "PAPER"
    """Signed by pen; the photo of the slip was accepted."""
    WAIVED = "WAIVED"
    """Two people let the money go without one."""


def owed_signature(payment: Payment, signature: Signature) -> Signature:
    """As people are told of it, and as terminals say it: what took no money needs none."""
    is_owed = payment is Payment.APPROVED or signature is not Signature.UNSIGNED
    return signature if is_owed else Signature.NOT_REQUIRED


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
    """What became of one signature that came."""

    ACCEPTED = "ACCEPTED"
    """The effective one: each transaction has one at most."""
    LATER = "LATER"
    """There was one already: kept beside it."""
    REJECTED = "REJECTED"


class Action(StrEnum):
    """What an audit row says was done."""

    TAKEN_UP_UNNOTED = "TAKEN_UP_UNNOTED"
    SIGN_ON = "SIGN_ON"
    BATCH_OPENED = "BATCH_OPENED"
    SALE_APPROVED = "SALE_APPROVED"
    SALE_DECLINED = "SALE_DECLINED"
    SALE_REVERSED = "SALE_REVERSED"
    SALE_REDONE = "SALE_REDONE"
    SALE_CHARGED_TWICE = "SALE_CHARGED_TWICE"
    REVERSAL_BEFORE_ORIGINAL = "REVERSAL_BEFORE_ORIGINAL"
    NOTHING_TO_REVERSE = "NOTHING_TO_REVERSE"
    PIN_LOCKED = "PIN_LOCKED"
    SIGNATURE_ACCEPTED = "SIGNATURE_ACCEPTED"
    SIGNATURE_REPEATED = "SIGNATURE_REPEATED"
    SIGNATURE_REJECTED = "SIGNATURE_REJECTED"
    PAYOUT_HELD = "PAYOUT_HELD"
    PAYOUT_RELEASED = "PAYOUT_RELEASED"
    PAYOUT_PAID = "PAYOUT_PAID"
    PAYOUT_VOIDED = "PAYOUT_VOIDED"
    PAYOUT_RECLAIMED = "PAYOUT_RECLAIMED"
    PAYOUT_RESTORED = "PAYOUT_RESTORED"
    SALE_VOIDED = "SALE_VOIDED"
    VOID_DECLINED = "VOID_DECLINED"
    VOID_REVERSED = "VOID_REVERSED"
    BATCH_SETTLED = "BATCH_SETTLED"
    BATCH_NOT_BALANCED = "BATCH_NOT_BALANCED"
    SIGNATURE_LATER = "SIGNATURE_LATER"
    SIGNATURE_ERASED = "SIGNATURE_ERASED"
    SIGNATURE_SEEN = "SIGNATURE_SEEN"
    SIGNATURE_WAIVED = "SIGNATURE_WAIVED"
    ENROLMENT_MADE = "ENROLMENT_MADE"
    ENROLMENT_WITHDRAWN = "ENROLMENT_WITHDRAWN"
    ENROLMENT_ERASED = "ENROLMENT_ERASED"
    FETCHED_BY_REFERENCE = "FETCHED_BY_REFERENCE"
    SLIP_SENT = "SLIP_SENT"
    LINK_OPENED = "LINK_OPENED"
    LINK_USED = "LINK_USED"
    LINK_REVOKED = "LINK_REVOKED"
    LOGGED_IN = "LOGGED_IN"
    LOG_IN_REFUSED = "LOG_IN_REFUSED"
    PASSWORD_FORGOTTEN = "PASSWORD_FORGOTTEN"
    PASSWORD_CODE_ISSUED = "PASSWORD_CODE_ISSUED"
    PASSWORD_SET = "PASSWORD_SET"
    DEVICE_CODE_ISSUED = "DEVICE_CODE_ISSUED"
    DEVICE_BOUND = "DEVICE_BOUND"
    DEVICES_FORGOTTEN = "DEVICES_FORGOTTEN"
    CODE_REFUSED = "CODE_REFUSED"
    CASE_OPENED = "CASE_OPENED"
    CASE_MATCHED = "CASE_MATCHED"
    CASE_NOT_MATCHED = "CASE_NOT_MATCHED"
    CASE_CLOSED = "CASE_CLOSED"
    CASE_NOTED = "CASE_NOTED"
    READ_OUT_CODE_ISSUED = "READ_OUT_CODE_ISSUED"
    READ_OUT_CODE_USED = "READ_OUT_CODE_USED"
    READ_OUT_CODE_REFUSED = "READ_OUT_CODE_REFUSED"
    WINDOW_EXTENDED = "WINDOW_EXTENDED"
    PARAMETERS_PUSHED = "PARAMETERS_PUSHED"
    PARAMETERS_FETCHED = "PARAMETERS_FETCHED"
    PARAMETERS_TAKEN = "PARAMETERS_TAKEN"
    PARAMETERS_REFUSED = "PARAMETERS_REFUSED"
    PAPER_OWED = "PAPER_OWED"
    PAPER_UPLOADED = "PAPER_UPLOADED"
    PAPER_ACCEPTED = "PAPER_ACCEPTED"
    PAPER_REJECTED = "PAPER_REJECTED"
    PAPER_ERASED = "PAPER_ERASED"
    RELEASE_ASKED = "RELEASE_ASKED"
    RELEASE_CONFIRMED = "RELEASE_CONFIRMED"
    RELEASE_REFUSED = "RELEASE_REFUSED"


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
    """One sale or void as the bank decided it, with the answers it gave (no answer holds a PAN).

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
    kind: Kind = Kind.SALE
    original_batch: int = 0
    original_trace: int = 0
    """Of a void: the sale it undoes, of the same terminal."""

    @property
    def original(self) -> TransactionKey:
        """The key of the sale that a void undoes."""
        key = self.key
        original = (self.original_batch, self.original_trace)
        return TransactionKey(key.merchant_id, key.terminal_id, *original)

    @property
    def is_open(self) -> bool:
        """Whether a signature is still to be made good."""
        return self.payment is Payment.APPROVED and self.signature is Signature.UNSIGNED


@dataclass(frozen=True, slots=True)
class Batch:
    """A settled batch of one terminal: when, under which trace, and the answer that was given."""

    merchant_id: str
    terminal_id: str
    batch: int
    settled_at: datetime
    trace: int
    asked: str
    """F48 as the terminal sent it."""
    answer: bytes = field(repr=False)


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
class Sum:
    """How many transactions of one kind and state there are, and of how much money in all.

    `payout` is None for those that have none.
    """

    kind: Kind
    payment: Payment
    payout: PayoutState | None
    count: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class SignatureAttempt:
    """One signature as it came, by whichever route; accepted or not, it is kept.

    `image_sealed`, `elements_sealed` (the TLVs of F55) and `strokes_sealed` open with the bank's
    own key only, and are empty after retention; `image_digest` is SHA-256 of the image as it came,
    `ink_digest` of what the hand drew, without the feature code beside it, `strokes_digest` that
    of the pen strokes. `generation` is the terminal's own count of its tries, 0 where it told none.
    `countersignature` (Ed25519, hex) is over acquirer.countersigning's statement; of an accepted
    one only.
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
    route: Route = Route.SALE
    actor: str = ""
    device: str = ""
    generation: int = 0
    strokes_digest: str = ""
    strokes_sealed: bytes = field(default=b"", repr=False)
    device_mac: str = ""
    countersignature: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the audit: who did what, from where and why; `mac` chains it to all before it.

    `covers` binds the records that were written with it (acquirer.covering).
    """

    seq: int
    at: datetime
    who: str
    role: str
    origin: str
    action: Action
    subject: str
    why: str
    covers: str
    mac: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the bank's counters stand: last number given out, end of the audit's chain."""

    number: int = 0
    audit_seq: int = 0
    audit_mac: str = ""
