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
    Sum,
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

    after the first the payout is late, after the second neither terminal nor phone page can sign.
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
    is_settled: bool
    """Its terminal has cleared its batch, and signs it no more."""
    payout: PayoutRow | None
    attempts: tuple[AttemptRow, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and sums over all sales, in minor units."""

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
    return tuple(_row(books, sale, rules) for sale in _newest(books, limit))


def totals(books: Reader) -> Totals:
    """What all sales add up to."""
    sums = [each for each in books.sums() if each.payment is not Payment.TOMBSTONE]
    approved = (Kind.SALE, Payment.APPROVED)
    return Totals(
        sales=sum(s.count for s in sums if s.kind is Kind.SALE),
        approved_minor=sum(s.amount_minor for s in sums if (s.kind, s.payment) == approved),
        held=sum(s.count for s in sums if s.payout is PayoutState.HELD),
        held_minor=_money(sums, PayoutState.HELD),
        released_minor=_money(sums, PayoutState.RELEASED),
        paid_minor=_money(sums, PayoutState.PAID),
    )


def as_json(row: SaleRow | Totals) -> dict[str, Any]:
    """The row as JSON values: moments in ISO 8601, states by their names."""
    plain: dict[str, Any] = asdict(row)
    return {name: _plain(value) for name, value in plain.items()}


def _newest(books: Reader, limit: int) -> list[Transaction]:
    asked = limit
    while True:
        found = books.transactions(asked)
        sales = [sale for sale in found if sale.payment is not Payment.TOMBSTONE]
        if len(sales) >= limit or len(found) < asked:
            return sales[:limit]
        asked *= 2


def _row(books: Reader, sale: Transaction, rules: SignatureSettings) -> SaleRow:
    key, money = sale.key, books.payout(sale.key)
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
        is_settled=books.settled(key.merchant_id, key.terminal_id, key.batch) is not None,
        payout=_payout_row(sale, money, rules) if money else None,
        attempts=tuple(
            AttemptRow(
                *(a.at, a.verdict, a.reason, a.code),
                *(a.image_size_bytes, a.image_digest, a.route, a.actor),
            )
            for a in books.attempts(key)
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


def _money(sums: list[Sum], state: PayoutState) -> int:
    return sum(each.amount_minor for each in sums if each.payout is state)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
