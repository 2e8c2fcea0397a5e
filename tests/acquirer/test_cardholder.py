"""Whether a card may pay."""

from __future__ import annotations

import pytest

from acquirer.records import Action
from tests.acquirer.till import (
    BLOCKED_CARD,
    FOREIGN_CARD,
    PIN,
    PIN_CARD,
    SIGNATURE_CARD,
    Till,
    a_till,
    with_field,
    without_field,
)


def sold(till: Till, pin: str) -> str:
    return till.code(till.sale(card=PIN_CARD, pin=pin))


def test_cards_are_sold_to_as_their_issuers_want() -> None:
    till = a_till()
    assert [till.sell(card=card)[1].text(39) for card in (SIGNATURE_CARD, FOREIGN_CARD)] == [
        "00",
        "00",
    ]
    assert sold(till, PIN) == "00"


@pytest.mark.parametrize(
    ("card", "code"),
    [(BLOCKED_CARD, "62"), ("6200000000000005", "15"), ("6212340000000018", "14")],
)
def test_a_card_that_may_not_pay_is_refused(card: str, code: str) -> None:
    assert a_till().sell(card=card)[1].text(39) == code


@pytest.mark.parametrize(("expiry", "code"), [("2602", "54"), ("2603", "00"), ("2604", "00")])
def test_a_card_is_good_to_the_end_of_its_month(expiry: str, code: str) -> None:
    till = a_till()  # in March 2026
    assert till.code(with_field(till.sale(), 14, expiry)) == code


def test_the_wrong_pin_is_counted_and_the_third_locks_the_card() -> None:
    till = a_till()
    assert [sold(till, "000000") for _ in range(4)] == ["55", "55", "75", "75"]
    assert sold(till, PIN) == "75"
    assert Action.PIN_LOCKED in [row.action for row in till.bank.store.audit()]


def test_the_right_pin_forgives_the_wrong_ones() -> None:
    till = a_till()
    pins = ["000000", "000000", PIN, "000000", "000000", PIN]
    assert [sold(till, pin) for pin in pins] == ["55", "55", "00", "55", "55", "00"]


def test_a_locked_card_is_free_after_a_day() -> None:
    till = a_till()
    for _ in range(3):
        sold(till, "000000")
    till.forward(hours=24)
    assert sold(till, PIN) == "00"


def test_the_count_belongs_to_the_card_not_to_the_terminal() -> None:
    till = a_till()
    other = Till(till.bank, terminal_id="10000002")
    for _ in range(3):
        sold(till, "000000")
    assert other.code(other.sale(card=SIGNATURE_CARD)) == "77"  # it has not signed on
    other_pin_card = "6212340000000000210"
    assert till.code(till.sale(card=other_pin_card, pin="654321")) == "00"


def test_a_missing_pin_is_a_wrong_one_but_is_not_counted() -> None:
    till = a_till()
    assert [till.code(till.sale(card=PIN_CARD)) for _ in range(4)] == ["55"] * 4
    assert sold(till, PIN) == "00"


def test_a_pin_block_of_another_card_is_no_pin_block() -> None:
    till = a_till()
    own = till.sale(card=PIN_CARD, pin=PIN)
    others = till.sale(card="6212340000000000210", pin="654321")
    assert till.code(with_field(own, 52, others.binary(52))) == "99"


def test_a_card_that_signs_needs_no_pin_and_a_pin_does_no_harm() -> None:
    till = a_till()
    assert till.code(till.sale(pin="000000")) == "00"
    assert till.code(without_field(till.sale(), 53)) == "00"


def test_a_sale_over_the_limit_is_too_large() -> None:
    till = a_till()
    assert till.sell(5_000_000)[1].text(39) == "00"
    assert till.sell(5_000_001)[1].text(39) == "61"
