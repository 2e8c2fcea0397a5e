"""The merchant's money: held while a signature is missing, released when it is there, paid out.

A payout never touches the authorisation (resign.md): an unsigned sale stays approved.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from acquirer.books import Store, Work
from acquirer.records import Action, Hold, Payout, PayoutState, Transaction, TransactionKey
from acquirer.settings import PayoutSettings, SignatureSettings

MAX_PAID_AT_ONCE = 100
"""Payouts of one commit; more wait for the next, so that no message waits long behind them."""


def hold(work: Work, sale: Transaction, why: str) -> None:
    """Keep the money of an approved sale until it is signed."""
    held = Payout(sale.key, sale.amount_minor, PayoutState.HELD, Hold.UNSIGNED, None, None, why)
    work.put(held)
    work.note(Action.PAYOUT_HELD, sale.key, why)


def release(work: Work, sale: Transaction, due_at: datetime, why: str) -> None:
    """Let the money of an approved sale go out at `due_at`."""
    work.put(
        Payout(sale.key, sale.amount_minor, PayoutState.RELEASED, Hold.NONE, due_at, None, why)
    )
    work.note(Action.PAYOUT_RELEASED, sale.key, why)


def take_back(work: Work, key: TransactionKey, why: str) -> None:
    """The sale is undone: its payout stops, or comes off the next one where it has gone out."""
    payout = work.store.payout(key)
    if payout is None:
        return
    if payout.state is PayoutState.PAID:
        after, action = PayoutState.RECLAIMED, Action.PAYOUT_RECLAIMED
    else:
        after, action = PayoutState.VOIDED, Action.PAYOUT_VOIDED
    work.put(replace(payout, state=after, hold=Hold.NONE, due_at=None, why=why))
    work.note(action, key, why)


def give_back(work: Work, sale: Transaction, settings: PayoutSettings, why: str) -> None:
    """The sale counts again: its payout is where it was before it was taken back."""
    payout = work.store.payout(sale.key)
    if payout is None:
        return
    if payout.state is PayoutState.RECLAIMED:
        payout = replace(payout, state=PayoutState.PAID, why=why)
    elif sale.is_open:
        payout = replace(payout, state=PayoutState.HELD, hold=Hold.UNSIGNED, why=why)
    else:
        due_at = due_after_sale(work.now, settings)
        payout = replace(payout, state=PayoutState.RELEASED, due_at=due_at, why=why)
    work.put(payout)
    work.note(Action.PAYOUT_RESTORED, sale.key, why)


def due_after_sale(now: datetime, settings: PayoutSettings) -> datetime:
    """When a sale that needs no signature is paid out: minutes later."""
    return now + timedelta(seconds=settings.delay_s)


def due_after_signing(
    sale_at: datetime, now: datetime, settings: PayoutSettings, signatures: SignatureSettings
) -> datetime:
    """Minutes later; past the soft deadline with the next day's run."""
    if now <= soft_deadline(sale_at, signatures):
        return due_after_sale(now, settings)
    return _next_run(now, settings)


def soft_deadline(sale_at: datetime, settings: SignatureSettings) -> datetime:
    """The last minute to sign without the payout being late (resign.md: T+1 23:59)."""
    day = sale_at.date() + timedelta(days=settings.soft_deadline_days)
    return datetime(day.year, day.month, day.day, 23, 59, 59)  # noqa: DTZ001 - the bank's own time


def hard_deadline(sale_at: datetime, settings: SignatureSettings) -> datetime:
    """After this no terminal can sign any more."""
    return sale_at + timedelta(days=settings.hard_deadline_days)


def is_any_due(store: Store, now: datetime) -> bool:
    """Whether money waits to go out."""
    due = store.next_due()
    return due is not None and due <= now


def pay_due(work: Work, settings: PayoutSettings) -> None:
    """Pay out what is due; what exceeds a merchant's day goes with the next day's run."""
    paid_today: dict[str, int] = {}
    for payout in work.store.due_payouts(work.now, MAX_PAID_AT_ONCE):
        merchant = payout.key.merchant_id
        if merchant not in paid_today:
            paid_today[merchant] = work.store.paid_minor(merchant, work.now.date())
        # A single payout above the quota still goes out, alone on its day.
        above = paid_today[merchant] + payout.amount_minor > settings.day_quota_minor
        if above and paid_today[merchant]:
            due_at = _next_run(work.now, settings)
            why = "the day's quota is used up"
            work.put(replace(payout, due_at=due_at, why=why))
            work.note(Action.PAYOUT_RELEASED, payout.key, f"{why}, due {due_at:%Y-%m-%d %H:%M}")
            continue
        paid_today[merchant] += payout.amount_minor
        work.put(replace(payout, state=PayoutState.PAID, paid_at=work.now))
        work.note(Action.PAYOUT_PAID, payout.key, payout.why)


def _next_run(now: datetime, settings: PayoutSettings) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), settings.next_day_run)
