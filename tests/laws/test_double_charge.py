"""One intent is charged once, whatever fails and wherever the power goes, by the bank's books."""

from collections.abc import Iterator

import pytest

from acquirer.records import Kind, Payment, Transaction
from tests.laws.cheap_pictures import cheap_pictures
from tests.laws.counter import Counter
from tests.laws.test_power_cuts import CALLED, LOST, SALE, cuts_that_differ


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_pictures():
        yield


AGAIN = ("keys F1 9 2 ENTER ENTER", "swipe unionpay_credit_signature", "sign", "leave")
"""The cashier redoes it, with a yes to whatever is asked."""


def charges(counter: Counter) -> list[Transaction]:
    """What the bank holds of this card and amount."""
    sales = counter.bank.store.transactions(100)
    return [s for s in sales if s.payment is Payment.APPROVED and s.kind is Kind.SALE]


def test_a_lost_sale_that_is_redone_again_and_again_is_charged_once() -> None:
    counter = Counter()
    assert not counter.play((*LOST, *AGAIN, "keys F1 9 2 ENTER", "leave", *SALE, "leave"), None)
    assert len(charges(counter)) == 1


def test_a_second_charge_takes_a_yes_of_its_own_and_leaves_a_name_in_both_books() -> None:
    counter = Counter()
    redo, *charged = AGAIN
    assert not counter.play((*LOST, *AGAIN, f"{redo} {CALLED}", *charged), None)
    assert len(charges(counter)) == 2
    last = counter.journal.book.last
    assert last is not None
    assert last.agreed_by == "99"
    assert "SALE_CHARGED_TWICE" in [str(row.action) for row in counter.bank.store.audit()]


@pytest.mark.slow
@pytest.mark.parametrize("story", ["redo", "redo unsigned", "redo unanswered", "redo twice"])
def test_wherever_the_power_goes_the_bank_holds_it_once(story: str) -> None:
    wrong = {}
    for cut, counter in cuts_that_differ(story):
        counter.recover()
        counter.line.settle()
        counter.play(("keys F1 9 2 ENTER", "leave", *SALE, "leave"), None)
        charged = charges(counter)
        if len(charged) > 1:
            wrong[cut] = [str(sale.key) for sale in charged]
    assert wrong == {}
