"""消费撤销: a void takes the payout back; its reversal gives it back; nothing is undone twice."""

from __future__ import annotations

import pytest

from acquirer.records import Action, Kind, Payment, PayoutState, Signature
from tests.acquirer.till import FOREIGN_CARD, PIN_CARD, SIGNATURE_CARD, Till, a_till, with_field
from wire.iso8583 import FieldValue, Message


def payment(till: Till, trace: int) -> Payment:
    return till.transaction(trace).payment


def test_a_void_undoes_the_sale_and_takes_its_payout() -> None:
    till = a_till()
    sale, answer = till.sell()
    voided = till.ask(till.void(sale, answer))
    assert voided.text(39) == "00"
    assert voided.text(37) != answer.text(37)
    trace = int(sale.text(11))
    assert payment(till, trace) is Payment.VOIDED
    assert till.payout_state(trace) is PayoutState.VOIDED
    void = till.transaction()
    assert (void.kind, void.original.trace, void.payment) == (Kind.VOID, trace, Payment.APPROVED)
    assert void.signature is Signature.UNSIGNED
    assert till.payout() is None


def test_a_void_closes_an_open_signature_and_may_be_signed_itself() -> None:
    till = a_till()
    sale, answer = till.sell()
    void = till.void(sale, answer)
    voided = till.ask(void)
    assert till.code(till.upload(sale, answer)) == "25"
    assert till.code(till.upload(void, voided)) == "00"
    assert till.transaction().signature is Signature.SIGNED


def test_a_void_repeated_is_answered_as_before() -> None:
    till = a_till()
    sale, answer = till.sell()
    void = till.void(sale, answer)
    assert till.ask(void) == till.ask(void)
    actions = [row.action for row in till.bank.store.audit()]
    assert actions.count(Action.SALE_VOIDED) == 1


@pytest.mark.parametrize(
    ("number", "value", "code"),
    [
        (4, "000000001201", "64"),
        (37, "000000000001", "25"),
        (38, "000000", "25"),
        (2, FOREIGN_CARD, "25"),
        (61, "000001000999", "25"),
        (61, "000002000002", "25"),
    ],
)
def test_a_void_of_another_sale_is_refused(number: int, value: FieldValue, code: str) -> None:
    till = a_till()
    sale, answer = till.sell()
    void = till.void(sale, answer)
    void = with_field(void, number, value)
    if number == 2:
        void = with_field(void, 35, f"{FOREIGN_CARD}=4912101{'0' * 12}"[:37])
    assert till.code(void) == code
    assert payment(till, int(sale.text(11))) is Payment.APPROVED


def test_a_void_without_the_authorisation_code_is_refused() -> None:
    till = a_till()
    sale, answer = till.sell()
    void = till.void(sale, answer)
    said = {number: value for number, value in void.fields.items() if number != 38}
    assert till.code(Message("0200", said)) == "25"


def test_a_sale_is_voided_once_and_a_void_never() -> None:
    till = a_till()
    sale, answer = till.sell()
    void = till.void(sale, answer)
    voided = till.ask(void)
    assert till.code(till.void(sale, answer)) == "12"
    assert till.code(till.void(void, voided)) == "25"


def test_what_was_reversed_is_not_voided() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.send(till.reversal(sale))
    assert till.code(till.void(sale, answer)) == "12"


def reversal_of(till: Till, card: str, signed: bool) -> tuple[Till, int]:
    sale, answer = till.sell(card=card)
    if signed:
        till.send(till.upload(sale, answer))
    void = till.void(sale, answer)
    till.send(void)
    assert till.code(till.reversal(void)) == "00"
    return till, int(sale.text(11))


def test_a_reversed_void_leaves_an_unsigned_sale_held_again() -> None:
    till, trace = reversal_of(a_till(), SIGNATURE_CARD, signed=False)
    assert payment(till, trace) is Payment.APPROVED
    assert till.payout_state(trace) is PayoutState.HELD
    assert till.transaction().payment is Payment.REVERSED


def test_a_reversed_void_lets_the_money_of_a_sale_that_needs_nothing_go() -> None:
    till, trace = reversal_of(a_till(), PIN_CARD, signed=False)
    assert till.payout_state(trace) is PayoutState.RELEASED


def test_a_paid_sale_that_was_voided_by_mistake_is_paid_again() -> None:
    till = a_till()
    sale, answer = till.sell(card=PIN_CARD)
    till.forward(minutes=10)
    void = till.void(sale, answer)
    till.send(void)
    trace = int(sale.text(11))
    assert till.payout_state(trace) is PayoutState.RECLAIMED
    till.send(till.reversal(void))
    assert till.payout_state(trace) is PayoutState.PAID


def test_a_void_whose_reversal_came_first_is_refused_for_ever() -> None:
    till = a_till()
    sale, answer = till.sell()
    void = till.void(sale, answer)
    assert till.code(till.reversal(void)) == "25"
    assert till.code(void) == "12"
    assert payment(till, int(sale.text(11))) is Payment.APPROVED


def test_another_void_under_the_same_trace_is_no_repetition() -> None:
    till = a_till()
    first = till.sell()
    second = till.sell(2400)
    void = till.void(*first)
    till.send(void)
    other = with_field(till.void(*second), 11, void.text(11))
    assert till.code(other) == "94"


def test_nothing_is_voided_before_the_sign_on_of_the_day() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.forward(hours=26)
    assert till.code(till.void(sale, answer)) == "77"
