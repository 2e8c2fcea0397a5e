"""The merchant's money: when it is due, what holds it, and what a day takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from acquirer import payout
from acquirer.records import Action, PayoutState
from acquirer.settings import PayoutSettings, Settings, SignatureSettings
from tests.acquirer.till import PIN_CARD, ROOT_KEY, Till, a_bank, a_till

SALE_AT = datetime.fromisoformat("2026-03-02T12:00:00")
RULES, SIGNATURES = PayoutSettings(), SignatureSettings()


@pytest.mark.parametrize(
    ("signed_at", "due_at"),
    [
        ("2026-03-02T12:00:30", "2026-03-02T12:05:30"),
        ("2026-03-03T23:59:59", "2026-03-04T00:04:59"),
        ("2026-03-04T00:00:00", "2026-03-05T09:00:00"),
    ],
)
def test_a_payout_is_due_minutes_after_signing_unless_that_was_late(
    signed_at: str, due_at: str
) -> None:
    now = datetime.fromisoformat(signed_at)
    due = payout.due_after_signing(SALE_AT, now, RULES, SIGNATURES)
    assert due == datetime.fromisoformat(due_at)


def test_a_released_payout_goes_out_when_it_is_due_and_not_before() -> None:
    till = a_till()
    till.sell(card=PIN_CARD)
    till.forward(seconds=299)
    till.bank.tick(till.now)
    assert till.payout_state() is PayoutState.RELEASED
    till.forward(seconds=1)
    till.bank.tick(till.now)
    money = till.payout()
    assert money is not None
    assert (money.state, money.paid_at) == (PayoutState.PAID, till.now)


def test_any_message_lets_due_payouts_out() -> None:
    till = a_till()
    till.sell(card=PIN_CARD)
    first = till.trace
    till.forward(minutes=10)
    till.sell()
    assert till.payout_state(first) is PayoutState.PAID


def test_a_held_payout_waits_for_ever() -> None:
    till = a_till()
    till.sell()
    till.forward(days=400)
    till.bank.tick(till.now)
    assert till.payout_state() is PayoutState.HELD


def test_what_exceeds_a_merchants_day_goes_out_the_next() -> None:
    base = Settings(root_key=ROOT_KEY)
    rules = replace(base, payout=replace(base.payout, day_quota_minor=2500))
    till = Till(a_bank(rules))
    till.sign_on()
    for _ in range(3):
        till.sell(1200, PIN_CARD)
    traces = range(till.trace - 2, till.trace + 1)
    till.forward(minutes=6)
    till.bank.tick(till.now)
    states = [till.payout_state(trace) for trace in traces]
    assert states == [PayoutState.PAID, PayoutState.PAID, PayoutState.RELEASED]
    late = till.payout(till.trace)
    assert late is not None
    assert (f"{late.due_at:%m-%d %H:%M}", late.why) == ("03-03 09:00", "the day's quota is used up")
    till.forward(days=1)
    till.bank.tick(till.now)
    assert till.payout_state() is PayoutState.PAID


def test_a_payout_larger_than_the_quota_goes_out_alone() -> None:
    base = Settings(root_key=ROOT_KEY)
    till = Till(a_bank(replace(base, payout=replace(base.payout, day_quota_minor=100))))
    till.sign_on()
    till.sell(1200, PIN_CARD)
    till.forward(minutes=6)
    till.bank.tick(till.now)
    assert till.payout_state() is PayoutState.PAID


def test_many_due_payouts_all_go_out() -> None:
    till = a_till()
    count = payout.MAX_PAID_AT_ONCE + 5
    for _ in range(count):
        till.sell(card=PIN_CARD)
    till.forward(minutes=6)
    till.bank.tick(till.now)
    paid = [row for row in till.bank.store.audit() if row.action is Action.PAYOUT_PAID]
    assert len(paid) == count
    till.bank.verify_audit()
