"""The three independent states of a transaction, and which of their changes are lawful.

resign.md: payment, slip and signature move separately; a signature never changes a payment.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Payment(StrEnum):
    """What became of the money."""

    AUTHORISING = "AUTHORISING"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    REVERSAL_DUE = "REVERSAL_DUE"
    REVERSED = "REVERSED"
    VOIDED = "VOIDED"
    REFUNDED = "REFUNDED"
    SETTLED = "SETTLED"


class SlipState(StrEnum):
    """What became of the paper."""

    NOT_PRINTED = "NOT_PRINTED"
    PRINTED = "PRINTED"
    PRINT_FAILED = "PRINT_FAILED"
    SENT = "SENT"


class Signature(StrEnum):
    """What became of the cardholder's signature."""

    NOT_REQUIRED = "NOT_REQUIRED"
    UNSIGNED = "UNSIGNED"
    SIGNED = "SIGNED"
    UPLOADED = "UPLOADED"
    WAIVED = "WAIVED"
    UPLOAD_FAILED = "UPLOAD_FAILED"
    PAPER = "PAPER"
    EXPIRED = "EXPIRED"
    REJECTED = "REJECTED"


PAYMENT_CHANGES: Mapping[Payment, frozenset[Payment]] = {
    Payment.AUTHORISING: frozenset({Payment.APPROVED, Payment.DECLINED, Payment.REVERSAL_DUE}),
    Payment.APPROVED: frozenset({Payment.VOIDED, Payment.REFUNDED, Payment.SETTLED}),
    # The bank may hold money for what failed here: then it is reversed, never revived.
    Payment.DECLINED: frozenset({Payment.REVERSAL_DUE}),
    Payment.REVERSAL_DUE: frozenset({Payment.REVERSED}),
    Payment.REVERSED: frozenset({Payment.REVERSAL_DUE}),
    # What was voided or refunded stays so when its batch is settled; journals of before hold voided
    # sales that were settled all the same, and are read (Entry.told_payment).
    Payment.VOIDED: frozenset({Payment.SETTLED}),
    Payment.REFUNDED: frozenset(),
    Payment.SETTLED: frozenset(),
}

SLIP_CHANGES: Mapping[SlipState, frozenset[SlipState]] = {
    SlipState.NOT_PRINTED: frozenset({SlipState.PRINTED, SlipState.PRINT_FAILED, SlipState.SENT}),
    SlipState.PRINT_FAILED: frozenset({SlipState.PRINTED, SlipState.SENT}),
    SlipState.PRINTED: frozenset(),
    SlipState.SENT: frozenset({SlipState.PRINTED}),
}

_MADE_GOOD = frozenset({Signature.SIGNED, Signature.UPLOADED, Signature.PAPER, Signature.WAIVED})
"""By a hand here or elsewhere, by a pen, or by whoever lets the money go without one."""

SIGNATURE_CHANGES: Mapping[Signature, frozenset[Signature]] = {
    Signature.NOT_REQUIRED: frozenset(),
    Signature.UNSIGNED: _MADE_GOOD | {Signature.EXPIRED},
    Signature.SIGNED: frozenset({Signature.UPLOADED, Signature.UPLOAD_FAILED, Signature.REJECTED}),
    Signature.UPLOAD_FAILED: _MADE_GOOD | {Signature.EXPIRED},
    Signature.UPLOADED: frozenset({Signature.REJECTED}),
    Signature.WAIVED: frozenset(),
    Signature.PAPER: frozenset({Signature.UPLOADED, Signature.REJECTED}),
    Signature.EXPIRED: _MADE_GOOD,
    Signature.REJECTED: _MADE_GOOD | {Signature.EXPIRED},
}

OPEN_SIGNATURES = frozenset({Signature.UNSIGNED, Signature.UPLOAD_FAILED, Signature.REJECTED})
"""The signatures somebody still has to make good; 'N unsigned' counts these."""
