"""What the bank can tell of its day: sales, payouts held and why, signatures taken and refused."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from acquirer import payout
from acquirer.books import Reader
from acquirer.records import (
    Hold,
    Kind,
    Payment,
    Payout,
    PayoutState,
    Route,
    Signature,
    SignatureAttempt,
    Transaction,
    Verdict,
)
from acquirer.settings import SignatureSettings

NEWEST = 100
"""Sales of one report, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One signature that was uploaded; `reason` says why it was refused, '' where it was not."""

    at: datetime
    verdict: Verdict
    reason: str
    code: str
    image_size_bytes: int
    image_digest: str
    route: Route
    actor: str


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """Where the money of a sale is. `late_after` and `closed_after` are set while it is held:

    after the first the payout is late, after the second no terminal can sign any more.
    """

    state: PayoutState
    hold: Hold
    why: str
    due_at: datetime | None
    paid_at: datetime | None
    late_after: datetime | None
    closed_after: datetime | None


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One sale or void: the payment, the signature and the payout, each by itself."""

    kind: Kind
    at: datetime
    merchant_id: str
    terminal_id: str
    batch: int
    trace: int
    amount_minor: int
    currency: str
    card_masked: str
    issuer: str
    code: str
    payment: Payment
    reference: str
    auth_code: str
    signature: Signature
    payout: PayoutRow | None
    attempts: tuple[AttemptRow, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and sums over the rows of a report, in minor units."""

    sales: int
    approved_minor: int
    held: int
    held_minor: int
    released_minor: int
    paid_minor: int


def rows(
    books: Reader, limit: int = NEWEST, rules: SignatureSettings | None = None
) -> tuple[SaleRow, ...]:
    """The newest sales, newest first; reversals without an original are not among them."""
    rules = rules or SignatureSettings()
    return tuple(
        _row(sale, books.payout(sale.key), books.attempts(sale.key), rules)
        for sale in books.transactions(limit)
        if sale.payment is not Payment.TOMBSTONE
    )


def totals(sales: tuple[SaleRow, ...]) -> Totals:
    """What the rows add up to."""
    return Totals(
        sales=sum(s.kind is Kind.SALE for s in sales),
        approved_minor=sum(
            s.amount_minor for s in sales if (s.kind, s.payment) == (Kind.SALE, Payment.APPROVED)
        ),
        held=sum(_is_in(s, PayoutState.HELD) for s in sales),
        held_minor=_sum_in(sales, PayoutState.HELD),
        released_minor=_sum_in(sales, PayoutState.RELEASED),
        paid_minor=_sum_in(sales, PayoutState.PAID),
    )


def as_json(row: SaleRow | Totals) -> dict[str, Any]:
    """The row as JSON values: moments in ISO 8601, states by their names."""
    plain: dict[str, Any] = asdict(row)
    return {name: _plain(value) for name, value in plain.items()}


def _row(
    sale: Transaction,
    money: Payout | None,
    attempts: tuple[SignatureAttempt, ...],
    rules: SignatureSettings,
) -> SaleRow:
    return SaleRow(
        kind=sale.kind,
        at=sale.at,
        merchant_id=sale.key.merchant_id,
        terminal_id=sale.key.terminal_id,
        batch=sale.key.batch,
        trace=sale.key.trace,
        amount_minor=sale.amount_minor,
        currency=sale.currency,
        card_masked=sale.card_masked,
        issuer=sale.issuer,
        code=sale.code,
        payment=sale.payment,
        reference=sale.reference,
        auth_code=sale.auth_code,
        signature=sale.signature,
        payout=_payout_row(sale, money, rules) if money else None,
        attempts=tuple(
            AttemptRow(
                *(a.at, a.verdict, a.reason, a.code),
                *(a.image_size_bytes, a.image_digest, a.route, a.actor),
            )
            for a in attempts
        ),
    )


def _payout_row(sale: Transaction, money: Payout, rules: SignatureSettings) -> PayoutRow:
    is_held = money.state is PayoutState.HELD
    return PayoutRow(
        state=money.state,
        hold=money.hold,
        why=money.why,
        due_at=money.due_at,
        paid_at=money.paid_at,
        late_after=payout.soft_deadline(sale.at, rules) if is_held else None,
        closed_after=payout.hard_deadline(sale.at, rules) if is_held else None,
    )


def _is_in(sale: SaleRow, state: PayoutState) -> bool:
    return sale.payout is not None and sale.payout.state is state


def _sum_in(sales: tuple[SaleRow, ...], state: PayoutState) -> int:
    return sum(sale.amount_minor for sale in sales if _is_in(sale, state))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
