"""The ledger: a sale is booked once, undone once, and nothing brings it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acquirer.ledger import settlement_date
from acquirer.records import Payment, PayoutState, Signature
from acquirer.settings import Settings
from tests.acquirer.till import (
    FOREIGN_CARD,
    MONDAY,
    PIN_CARD,
    ROOT_KEY,
    Till,
    a_till,
    with_field,
    without_field,
)


def money(till: Till) -> int:
    sales = till.bank.store.transactions(1000)
    return sum(s.amount_minor for s in sales if s.payment is Payment.APPROVED)


def test_an_approved_sale_is_booked_with_all_the_bank_gave_it() -> None:
    till = a_till()
    _, answer = till.sell(1234)
    booked = till.transaction()
    assert (booked.payment, booked.amount_minor, booked.code) == (Payment.APPROVED, 1234, "00")
    assert (booked.reference, booked.auth_code) == (answer.text(37), answer.text(38))
    assert booked.settlement_date == answer.text(15) == "0302"
    assert booked.card_masked == "621234******0019"
    assert answer.text(32) == "48020000"
    assert answer.text(44) == "01021000   48020000   "
    assert "合成信用卡中心" in answer.text(63)


def test_references_are_twelve_digits_and_never_repeated() -> None:
    till = a_till()
    answers = [till.sell()[1] for _ in range(30)]
    references = {answer.text(37) for answer in answers}
    assert len(references) == 30
    assert all(len(r) == 12 and r.isdigit() for r in references)
    assert len({answer.text(38) for answer in answers}) == 30


def test_a_signature_card_leaves_the_sale_unsigned_and_the_payout_held() -> None:
    till = a_till()
    till.sell()
    assert till.transaction().signature is Signature.UNSIGNED
    assert till.payout_state() is PayoutState.HELD


def test_a_pin_card_needs_no_signature_and_the_payout_goes_its_way() -> None:
    till = a_till()
    till.sell(card=PIN_CARD)
    assert till.transaction().signature is Signature.NOT_REQUIRED
    assert till.payout_state() is PayoutState.RELEASED


def test_a_declined_sale_is_no_money_and_has_no_payout() -> None:
    till = a_till()
    _, answer = till.sell(900051)
    assert answer.text(39) == "51"
    assert answer.get(38) is None
    assert till.transaction().payment is Payment.DECLINED
    assert till.payout() is None
    assert money(till) == 0


def test_an_approval_with_a_remark_is_money() -> None:
    till = a_till()
    assert till.sell(900011)[1].text(39) == "11"
    assert money(till) == 900011


@pytest.mark.parametrize("amount_minor", [1200, 900051])
def test_a_repeated_sale_is_answered_as_before_and_booked_once(amount_minor: int) -> None:
    till = a_till()
    sale, answer = till.sell(amount_minor)
    once = money(till)
    till.forward(minutes=1)
    assert till.ask(sale) == answer
    assert money(till) == once
    assert len(till.bank.store.transactions(10)) == 1


def test_a_repeated_answer_carries_the_mac_of_todays_key() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.sign_on("001")
    again = till.ask(sale)
    assert again.get(37) == answer.get(37)
    assert again.get(64) != answer.get(64)


@pytest.mark.parametrize(
    ("number", "value"), [(4, "000000001201"), (14, "4911"), (22, "012"), (49, "840")]
)
def test_another_sale_under_the_same_trace_is_a_duplicate(number: int, value: str) -> None:
    till = a_till()
    sale, _ = till.sell()
    assert till.code(with_field(sale, number, value)) == "94"
    assert money(till) == 1200


def test_another_card_under_the_same_trace_is_a_duplicate() -> None:
    till = a_till()
    sale, _ = till.sell()
    assert till.code(without_field(with_field(sale, 2, FOREIGN_CARD), 35)) == "94"


def test_a_reversal_undoes_the_sale_and_stops_the_payout() -> None:
    till = a_till()
    sale, _ = till.sell()
    answer = till.ask(till.reversal(sale, "98"))
    assert (answer.mti, answer.text(39)) == ("0410", "00")
    booked = till.transaction()
    assert (booked.payment, booked.reversal_reason) == (Payment.REVERSED, "98")
    assert till.payout_state() is PayoutState.VOIDED
    assert money(till) == 0


def test_a_repeated_reversal_is_answered_as_before() -> None:
    till = a_till()
    sale, _ = till.sell()
    first = till.ask(till.reversal(sale))
    till.forward(hours=1)
    assert till.ask(till.reversal(sale, "A0")) == first


def test_a_sale_that_was_reversed_is_never_answered_yes_again() -> None:
    till = a_till()
    sale, _ = till.sell()
    till.send(till.reversal(sale))
    assert till.code(sale) == "12"
    assert money(till) == 0


def test_a_reversal_that_comes_first_bars_its_original() -> None:
    till = a_till()
    sale = till.sale()
    assert till.code(till.reversal(sale)) == "25"
    assert till.code(sale) == "12"
    assert till.code(till.reversal(sale)) == "25"
    assert till.transaction().payment is Payment.TOMBSTONE
    assert money(till) == 0


def test_a_reversal_of_a_declined_sale_has_nothing_to_undo() -> None:
    till = a_till()
    sale, _ = till.sell(900051)
    assert [till.code(till.reversal(sale)) for _ in range(2)] == ["12", "12"]
    assert till.transaction().payment is Payment.DECLINED


def test_a_reversal_of_another_amount_is_refused() -> None:
    till = a_till()
    sale, _ = till.sell()
    assert till.code(with_field(till.reversal(sale), 4, "000000001201")) == "64"
    assert till.transaction().payment is Payment.APPROVED


def test_a_reversal_of_another_card_finds_no_original() -> None:
    till = a_till()
    sale, _ = till.sell()
    assert till.code(with_field(till.reversal(sale), 2, FOREIGN_CARD)) == "25"
    assert till.transaction().payment is Payment.APPROVED


def test_a_reversal_may_say_the_authorisation_code_and_then_it_is_the_originals() -> None:
    till = a_till()
    sale, answer = till.sell()
    assert till.code(with_field(till.reversal(sale), 38, "000000")) == "25"
    assert till.code(with_field(till.reversal(sale), 38, answer.text(38))) == "00"


def test_money_already_paid_out_is_taken_back() -> None:
    till = a_till()
    sale, _ = till.sell(card=PIN_CARD)
    till.forward(minutes=6)
    till.bank.tick(till.now)
    till.send(till.reversal(sale))
    assert till.payout_state() is PayoutState.RECLAIMED


def test_an_old_sign_on_or_another_batch_must_sign_on_first() -> None:
    till = a_till()
    till.forward(hours=25, seconds=1)
    assert till.sell()[1].text(39) == "77"
    till.sign_on()
    assert till.sell()[1].text(39) == "00"
    till.batch = 9
    assert till.sell()[1].text(39) == "77"


def test_a_reversal_needs_no_fresh_sign_on() -> None:
    till = a_till()
    sale, _ = till.sell()
    till.forward(hours=26)
    assert till.code(till.reversal(sale)) == "00"


@pytest.mark.parametrize(("number", "value", "code"), [(4, "0" * 12, "13"), (49, "840", "12")])
def test_an_odd_sale_is_refused(number: int, value: str, code: str) -> None:
    till = a_till()
    assert till.code(with_field(till.sale(), number, value)) == code
    assert money(till) == 0


def test_the_banks_day_ends_in_the_evening() -> None:
    settings = Settings(root_key=ROOT_KEY)
    assert settlement_date(MONDAY.replace(hour=22, minute=59), settings) == "0302"
    assert settlement_date(MONDAY.replace(hour=23), settings) == "0303"


STEPS = st.lists(st.tuples(st.sampled_from("sru"), st.integers(0, 3)), max_size=25)


@given(STEPS)
def test_no_order_of_messages_makes_the_ledger_unlawful(steps: list[tuple[str, int]]) -> None:
    till = a_till()
    sales = [till.sale(1000 * (n + 1)) for n in range(4)]
    answers = {}
    said: dict[int, list[str]] = {n: [] for n in range(4)}
    reversed_sales = set()
    for step, n in steps:
        if step == "s":
            answer = till.ask(sales[n])
            said[n].append(answer.text(39))
            if answer.text(39) == "00":
                answers[n] = answer
            assert not (n in reversed_sales and answer.text(39) == "00")
        elif step == "r":
            reversed_sales.add(n)
            assert till.code(till.reversal(sales[n])) in ("00", "25")
        elif n in answers:
            # An image too small is refused, which leaves everything else as it is.
            # After three of them the way is closed (resign.md, Deadlines and limits).
            assert till.code(till.upload(sales[n], answers[n], b"x")) in ("30", "25", "65")
    sold = {n for n in answers if n not in reversed_sales}
    assert money(till) == sum(1000 * (n + 1) for n in sold)
    for sale in till.bank.store.transactions(100):
        held = till.bank.store.payout(sale.key)
        is_money = sale.payment is Payment.APPROVED
        assert is_money == (held is not None and held.state is PayoutState.HELD)
    till.bank.verify_audit()


def test_terminals_do_not_share_their_traces() -> None:
    one = a_till()
    one.sell(1000)
    # The second practice terminal has a master key of its own.
    tmk = bytes.fromhex("23456789ABCDEF011032547698BADCFE")
    two = Till(one.bank, terminal_id="10000002", tmk=tmk)
    two.sign_on()
    two.sell(2000)
    assert money(one) == 3000
    assert replace(one.key(), terminal_id="10000002") == two.key()
