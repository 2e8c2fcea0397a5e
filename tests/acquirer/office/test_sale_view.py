"""What people see of a transaction: which routes are open, and why the others are not."""

from __future__ import annotations

import pytest

from acquirer.objections import Objection
from acquirer.office.sale_view import code_of, sale_view
from acquirer.records import Route
from acquirer.settings import Settings
from tests.acquirer.office.people import a_street, taken
from tests.acquirer.samples import SALE
from tests.acquirer.till import ROOT_KEY
from wire import feature_code


def test_a_fresh_sale_may_be_signed_by_every_route() -> None:
    street = a_street()
    view = street.view(street.sell())
    assert view.allowed == tuple(Route)
    assert (view.merchant_name, view.merchant_name_en) == ("合成测试商户", "SYNTHETIC TEST SHOP")
    assert not view.is_settled


def test_after_the_hard_deadline_the_terminals_routes_are_closed() -> None:
    street = a_street()
    key = street.sell()
    street.forward(days=9)
    view = street.view(key)
    assert view.allowed == (Route.SUPPORT, Route.BANK, Route.PAPER)
    assert view.objections[Route.PHONE_APP] is Objection.TOO_LATE
    assert view.days_left == 0


@pytest.mark.parametrize(("hours", "days"), [(0, 7), (12, 6), (156, 0), (155, 1)])
def test_days_are_counted_on_the_calendar(hours: int, days: int) -> None:
    street = a_street()
    key = street.sell()  # at noon, so that its last moment is noon as well
    street.forward(hours=hours)
    assert street.view(key).days_left == days


def test_a_signed_sale_tells_who_signed_it() -> None:
    street = a_street()
    key = street.sell()
    stored = taken(street.signed(key))
    effective = street.view(key).effective
    assert effective is not None
    assert effective.number == stored.number


def test_the_feature_code_is_of_date_and_reference() -> None:
    assert code_of(SALE) == feature_code.online(SALE.settlement_date, SALE.reference)


def test_no_number_of_a_card_is_seen_whole() -> None:
    street = a_street()
    key = street.sell()
    with street.till.bank.looking() as store:
        shown = repr(sale_view(store, Settings(ROOT_KEY), key, street.now))
    assert "6212340000000019" not in shown
    assert "621234******0019" in shown
