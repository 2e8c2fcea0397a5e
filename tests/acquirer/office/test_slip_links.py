"""The slip behind an address: one transaction, for a month."""

from __future__ import annotations

from acquirer.front_office import Reason, SaleView
from acquirer.records import TransactionKey
from tests.acquirer.office.people import a_street, reason, taken
from tests.acquirer.till import Till
from wire.resign_messages import SEND_SLIP, LinkAnswer, SlipQuestion


def address(till: Till, key: TransactionKey) -> str:
    """The token of a slip's address."""
    question = SlipQuestion(key.batch, key.trace)
    return till.told(LinkAnswer, SEND_SLIP, question).token


def test_it_shows_its_own_transaction_as_often_as_one_likes() -> None:
    street = a_street()
    street.sell(9900)
    key = street.sell(1200)
    token = address(street.till, key)
    for _ in range(2):
        sale: SaleView = taken(street.office.slip_by_link(token, street.now))
        assert (sale.key, sale.amount_minor) == (key, 1200)


def test_another_token_shows_nothing_and_an_old_one_says_so() -> None:
    street = a_street()
    token = address(street.till, street.sell())
    assert reason(street.office.slip_by_link("x" * 22, street.now)) is Reason.UNKNOWN
    street.forward(days=31)
    assert reason(street.office.slip_by_link(token, street.now)) is Reason.EXPIRED
