"""批结算, the balanced path: equal totals close the batch, other totals leave it open."""

from __future__ import annotations

from dataclasses import replace

from acquirer.front_office import Reason
from acquirer.records import Action, Payment, Route, Signature
from tests.acquirer.office.people import a_street, reason, taken
from tests.acquirer.till import (
    FOREIGN_CARD,
    SIGNATURE_CARD,
    SPARE_TMK,
    Till,
    a_till,
    with_field,
)
from wire.cup_fields import Field48Totals, Totals
from wire.iso8583 import Message

NOTHING = Field48Totals(Totals(), Totals())


def results(answer: Message) -> tuple[int, int]:
    told = Field48Totals.decode(answer.text(48))
    return told.domestic.result, told.foreign.result


def test_a_day_of_sales_voids_and_reversals_is_balanced() -> None:
    till = a_till()
    voided = till.sell(1000)
    till.sell(2500)
    till.sell(300, FOREIGN_CARD)
    reversed_sale, _ = till.sell(7777)
    till.send(till.reversal(reversed_sale))
    till.send(till.void(*voided))
    till.sell(900051)  # declined
    totals = Field48Totals(Totals(3500, 2, 1000, 1), Totals(300, 1))
    answer = till.ask(till.settlement(totals))
    assert answer.mti == "0510"
    assert (answer.text(39), results(answer)) == ("00", (1, 1))
    assert answer.get(64) is None


def test_a_settled_batch_is_closed_and_the_next_begins_with_a_sign_on() -> None:
    till = a_till()
    till.sell()
    till.send(till.settlement(Field48Totals(Totals(1200, 1), Totals())))
    assert till.code(till.sale()) == "77"
    till.sign_on()
    assert till.batch == 2
    assert till.code(till.sale()) == "00"


def test_a_settlement_repeated_is_answered_as_before() -> None:
    till = a_till()
    till.sell()
    message = till.settlement(Field48Totals(Totals(1200, 1), Totals()))
    first = till.ask(message)
    assert till.ask(message) == first
    till.sign_on()
    assert till.ask(message) == first
    assert till.code(with_field(message, 11, "000999")) == "94"
    actions = [row.action for row in till.bank.store.audit()]
    assert actions.count(Action.BATCH_SETTLED) == 1


def test_other_totals_say_which_half_differs_and_leave_the_batch_open() -> None:
    till = a_till()
    till.sell()
    answer = till.ask(till.settlement(NOTHING))
    assert results(answer) == (2, 1)
    assert till.code(till.sale()) == "00"


def test_an_empty_batch_can_be_settled() -> None:
    till = a_till()
    assert results(till.ask(till.settlement(NOTHING))) == (1, 1)


def test_another_batch_than_the_banks_signs_on_first() -> None:
    till = a_till()
    till.batch = 9
    assert till.code(till.settlement(NOTHING)) == "77"


def test_totals_that_cannot_be_read_are_a_format_error() -> None:
    till = a_till()
    assert till.code(with_field(till.settlement(NOTHING), 48, "12")) == "30"


def test_a_settled_sale_is_voided_no_more() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.send(till.settlement(Field48Totals(Totals(1200, 1), Totals())))
    till.sign_on()
    assert till.code(till.void(sale, answer)) == "22"


def test_after_settlement_the_terminal_is_refused_and_the_phone_goes_on() -> None:
    street = a_street()
    till = street.till
    sale, answer = till.sell(card=SIGNATURE_CARD)
    key = till.key()
    till.send(till.settlement(Field48Totals(Totals(1200, 1), Totals())))
    assert till.code(till.upload(sale, answer)) == "22"
    assert till.bank.store.attempts(key)[0].reason == "SETTLED"
    asked = street.office.open_link(key, street.actor, street.now)
    assert reason(asked) is Reason.SETTLED
    assert street.view(key).is_settled
    assert Route.PHONE_APP in street.view(key).allowed
    taken(street.signed(key))
    assert street.view(key).signature is Signature.SIGNED


def test_a_settlement_that_is_ordered_to_fail_changes_nothing() -> None:
    till = a_till()
    till.bank.faults.refuse_next("96", mti="0500")
    message = till.settlement(NOTHING)
    assert till.code(message) == "96"
    assert till.code(message) == "00"


def test_each_terminal_settles_its_own() -> None:
    till = a_till()
    till.sell()
    spare = Till(till.bank, terminal_id="10000002", tmk=SPARE_TMK)
    spare.sign_on()
    assert results(spare.ask(spare.settlement(NOTHING))) == (1, 1)
    changed = replace(Totals(1200, 1), debit_minor=1201)
    assert results(till.ask(till.settlement(Field48Totals(changed, Totals())))) == (2, 1)


def test_what_is_settled_is_not_reversed_any_more() -> None:
    """Both sides have agreed on the sum; 12 tells the terminal that there is nothing to undo."""
    till = a_till()
    sale, _ = till.sell()
    key = till.key()
    reversal = till.reversal(sale)
    assert results(till.ask(till.settlement(Field48Totals(Totals(1200, 1), Totals())))) == (1, 1)
    assert till.code(reversal) == "12"
    booked = till.bank.store.transaction(key)
    assert booked is not None
    assert booked.payment is Payment.APPROVED


def test_totals_of_another_currency_close_nothing() -> None:
    till = a_till()
    till.sell(1000)
    totals = Field48Totals(Totals(1000, 1), Totals())
    assert till.code(with_field(till.settlement(totals), 49, "840")) == "12"
    assert results(till.ask(till.settlement(totals))) == (1, 1)
