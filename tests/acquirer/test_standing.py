"""By which routes a transaction may still be signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from acquirer.desk_records import Window
from acquirer.objections import Objection
from acquirer.records import Payment, Route, Verdict
from acquirer.settings import SignatureSettings
from acquirer.standing import DESK_ROUTES, TERMINAL_ROUTES, Standing
from tests.acquirer.samples import ATTEMPT, KEY, NOON, SALE

RULES = SignatureSettings()
FRESH = Standing(SALE, (), None, is_settled=False)
LATE = NOON + timedelta(days=7, seconds=1)
BLANK = replace(ATTEMPT, verdict=Verdict.REJECTED, reason="BLANK", route=Route.PHONE_APP)
WINDOW = Window(KEY, LATE + timedelta(days=1), 1, "agent li", NOON, "")


@pytest.mark.parametrize("route", Route)
def test_a_fresh_sale_may_be_signed_by_any_route(route: Route) -> None:
    assert FRESH.objection(route, NOON, RULES) is None


@pytest.mark.parametrize("route", Route)
def test_past_the_hard_deadline_the_desk_is_left(route: Route) -> None:
    expected = None if route in DESK_ROUTES else Objection.TOO_LATE
    assert FRESH.objection(route, LATE, RULES) is expected
    assert FRESH.objection(route, LATE - timedelta(seconds=1), RULES) is None


@pytest.mark.parametrize("route", Route)
def test_after_settlement_phone_and_desk_are_left(route: Route) -> None:
    expected = Objection.SETTLED if route in TERMINAL_ROUTES else None
    assert replace(FRESH, is_settled=True).objection(route, NOON, RULES) is expected


@pytest.mark.parametrize("route", Route)
def test_three_bad_pictures_close_their_own_route(route: Route) -> None:
    tried = replace(FRESH, attempts=(BLANK,) * 3)
    expected = Objection.TOO_MANY if route is Route.PHONE_APP else None
    assert tried.objection(route, NOON, RULES) is expected


def test_only_what_a_picture_is_refused_for_counts_as_a_try() -> None:
    by_order = replace(BLANK, reason="ORDERED")
    assert replace(FRESH, attempts=(by_order,) * 9).tries(Route.PHONE_APP) == 0


@pytest.mark.parametrize("route", Route)
def test_a_window_opens_every_route(route: Route) -> None:
    shut = Standing(SALE, (BLANK,) * 3, WINDOW, is_settled=True)
    assert shut.objection(route, LATE, RULES) is None
    used = replace(shut, window=replace(WINDOW, signatures_left=0))
    over = WINDOW.until + timedelta(seconds=1)
    assert used.open_window(LATE) is None
    assert shut.open_window(over) is None


@pytest.mark.parametrize(
    ("payment", "objection"),
    [
        (Payment.TOMBSTONE, Objection.NO_SALE),
        (Payment.DECLINED, Objection.UNDONE),
        (Payment.REVERSED, Objection.UNDONE),
        (Payment.VOIDED, Objection.UNDONE),
    ],
)
def test_no_window_opens_what_is_no_sale(payment: Payment, objection: Objection) -> None:
    undone = Standing(replace(SALE, payment=payment), (), WINDOW, is_settled=False)
    assert undone.objection(Route.SUPPORT, NOON, RULES) is objection
    missing = replace(undone, sale=None)
    assert missing.objection(Route.SUPPORT, NOON, RULES) is Objection.NO_SALE


def test_the_accepted_attempt_is_the_effective_one() -> None:
    later = replace(ATTEMPT, number=3, verdict=Verdict.LATER)
    found = replace(FRESH, attempts=(BLANK, replace(ATTEMPT, number=2), later))
    assert found.effective is not None
    assert found.effective.number == 2
    assert FRESH.effective is None
