"""One transaction as people see it: what it is, where its money is, who signed, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from acquirer import payout
from acquirer.books import Store
from acquirer.desk_records import PaperProof, Release, ReleaseState
from acquirer.objections import Objection
from acquirer.records import (
    Kind,
    Payment,
    Payout,
    Route,
    Signature,
    SignatureAttempt,
    Transaction,
    TransactionKey,
    owed_signature,
)
from acquirer.settings import Settings
from acquirer.standing import Standing, standing
from wire import feature_code


@dataclass(frozen=True, slots=True)
class SaleView:
    """`objections` tells for each route that is closed why; `allowed` are the others.

    Moments are the bank's local time. `days_left` are days of the calendar until the hard deadline,
    0 on the last and after it.
    """

    key: TransactionKey
    kind: Kind
    at: datetime
    merchant_name: str
    merchant_name_en: str
    amount_minor: int
    currency: str
    card_masked: str
    issuer: str
    reference: str
    auth_code: str
    feature_code: str
    code: str
    """Of the bank's answer (F39)."""
    payment: Payment
    signature: Signature
    payout: Payout | None
    attempts: tuple[SignatureAttempt, ...]
    effective: SignatureAttempt | None
    soft_deadline: datetime
    hard_deadline: datetime
    days_left: int
    is_settled: bool
    window_until: datetime | None
    objections: Mapping[Route, Objection]
    papers: tuple[PaperProof, ...]
    release: Release | None

    @property
    def is_open(self) -> bool:
        """Whether a signature is still to be made good."""
        return self.payment is Payment.APPROVED and self.signature is Signature.UNSIGNED

    @property
    def owed_signature(self) -> Signature:
        """Its signature as people are told of it."""
        return owed_signature(self.payment, self.signature)

    @property
    def latest(self) -> datetime:
        """Until when it may be signed by any route at all: no room the desk makes is a loss."""
        return max(self.hard_deadline, self.window_until or self.hard_deadline)

    @property
    def has_slip(self) -> bool:
        """Whether money was taken for it, so that there is something to show a slip of."""
        return self.payment in (Payment.APPROVED, Payment.VOIDED)

    @property
    def allowed(self) -> tuple[Route, ...]:
        """The routes by which it may be signed now; none where it need not be."""
        if not self.is_open:
            return ()
        return tuple(route for route in Route if route not in self.objections)


def sale_view(store: Store, settings: Settings, key: TransactionKey, now: datetime) -> SaleView:
    """The transaction of this key, which is there."""
    found = standing(store, key)
    sale = found.sale
    assert sale is not None, key
    rules = settings.signature
    closes = payout.hard_deadline(sale.at, rules)
    window = found.open_window(now)
    terminal = settings.merchants.terminal(key.terminal_id)
    return SaleView(
        key=key,
        kind=sale.kind,
        at=sale.at,
        merchant_name=terminal.merchant_name if terminal else "",
        merchant_name_en=terminal.merchant_name_en if terminal else "",
        amount_minor=sale.amount_minor,
        currency=sale.currency,
        card_masked=sale.card_masked,
        issuer=sale.issuer,
        reference=sale.reference,
        auth_code=sale.auth_code,
        feature_code=code_of(sale),
        code=sale.code,
        payment=sale.payment,
        signature=sale.signature,
        payout=store.payout(key),
        attempts=found.attempts,
        effective=found.effective,
        soft_deadline=payout.soft_deadline(sale.at, rules),
        hard_deadline=closes,
        days_left=max((closes.date() - now.date()).days, 0),
        is_settled=found.is_settled,
        window_until=window.until if window else None,
        objections=objections(found, settings, now),
        papers=store.many(PaperProof, key=key),
        release=asked_release(store, key),
    )


def objections(found: Standing, settings: Settings, now: datetime) -> dict[Route, Objection]:
    """Each closed route and why."""
    judged = {route: found.objection(route, now, settings.signature) for route in Route}
    return {route: objection for route, objection in judged.items() if objection}


def ways_left(found: Standing, settings: Settings, now: datetime) -> tuple[Route, ...]:
    """The routes by which it may be signed now."""
    closed = objections(found, settings, now)
    return tuple(route for route in Route if route not in closed)


def asked_release(store: Store, key: TransactionKey) -> Release | None:
    """The release somebody asked for and nobody decided."""
    asked = store.many(Release, key=key)
    return next((r for r in asked if r.state is ReleaseState.ASKED), None)


def code_of(sale: Transaction) -> str:
    """The feature code of a transaction (cup-terminal.md 2.3)."""
    return feature_code.online(sale.settlement_date or None, sale.reference or None)
