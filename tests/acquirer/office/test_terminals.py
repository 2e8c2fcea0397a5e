"""A shop's terminals as the bank knows them: signed on, not any more, heard of, silent."""

from __future__ import annotations

from acquirer.office.terminals import TerminalView
from tests.acquirer.office.people import a_street
from tests.acquirer.till import MONDAY, TERMINAL


def test_a_terminal_that_signed_on_and_one_that_never_did() -> None:
    street = a_street()
    street.forward(minutes=5)
    street.sell()
    shop = street.office.shop(street.merchant_id, street.now)
    assert shop is not None
    assert shop.name == "合成测试商户"
    assert shop.terminals == (
        TerminalView(TERMINAL, MONDAY, True, street.now),
        TerminalView("10000002", None, False, None),
    )


def test_keys_of_yesterday_are_good_no_more() -> None:
    street = a_street()
    for hours, is_good in ((25, True), (1, False)):
        street.forward(hours=hours)
        shop = street.office.shop(street.merchant_id, street.now)
        assert shop is not None
        assert shop.terminals[0].is_signed_on is is_good


def test_there_is_no_shop_of_a_merchant_nobody_knows() -> None:
    street = a_street()
    assert street.office.shop("1", street.now) is None
