"""How pages write amounts, moments, deadlines, payouts and refusals."""

from __future__ import annotations

import pytest

from acquirer.front_office import Reason, Refused
from acquirer.records import Route
from portal.pages import days, payout_words, refusal, ways
from tests.acquirer.till import MONDAY
from tests.portal.shop import a_shop

WEIGHT_BYTES = 60_000
"""screens.md: the first page, with everything it loads, stays under it."""


@pytest.mark.parametrize(
    ("passed_days", "words"),
    [(0, "7 days left"), (5.5, "1 day left"), (6.5, "Last day"), (8, "Past its time")],
)
def test_days_count_down_to_the_hard_deadline(passed_days: float, words: str) -> None:
    shop = a_shop()
    key = shop.sell()
    shop.forward(days=passed_days)
    assert days(shop.sale(key), shop.now, "en") == words


def test_money_that_is_held_says_why_and_none_is_told_apart() -> None:
    shop = a_shop()
    sale = shop.sale(shop.sell())
    assert payout_words(sale.payout, "en") == "held: no signature"
    assert payout_words(None, "en") == "none"


def test_a_refusal_says_why_what_is_left_and_which_way() -> None:
    refused = Refused(Reason.BLANK, left=2, ways=(Route.SALE, Route.PHONE_APP, Route.PAPER))
    words = "It is blank; please sign. Tries left: 2. What is left: phone page; paper slip"
    assert refusal(refused, "en") == words


def test_in_a_list_of_ways_each_is_told_from_the_next() -> None:
    routes = (Route.TERMINAL_LAST, Route.TERMINAL_SELECTED, Route.PAPER)
    assert ways(routes, "en") == "terminal, last sale; terminal, from the list; paper slip"
    assert ways(routes, "zh") == "终端: 上一笔、终端: 列表、纸质签购单"


def test_a_lock_says_until_when() -> None:
    assert "2026-03-02 12:00:00" in refusal(Refused(Reason.LOCKED, MONDAY), "zh")


def test_the_first_page_with_all_it_loads_is_light() -> None:
    phone = a_shop().phone()
    weight = sum(len(phone.get(p).content) for p in ("/", "/static/portal.css", "/static/icon.svg"))
    assert weight < WEIGHT_BYTES
