"""Pushed parameters: fetched the oldest first, and taken once."""

from __future__ import annotations

from acquirer import parameters
from acquirer.desk_records import PushState
from acquirer.host import Bank
from tests.acquirer.office.people import AGENT_LI, Drops, Street, a_street, cheap_settings, taken
from tests.acquirer.till import TERMINAL
from wire.resign_messages import PARAMETERS, PARAMETERS_TAKEN, Parameters, PushAnswered


def pushed(street: Street, *changes: Parameters) -> list[int]:
    number = street.case(street.sell())
    office = street.office
    return [
        taken(
            office.push_parameters(number, TERMINAL, change, "asked", AGENT_LI, street.now)
        ).number
        for change in changes
    ]


def test_where_nothing_was_pushed_nothing_is_given() -> None:
    till = a_street().till
    answer = till.ask(till.question(PARAMETERS, None))
    assert (answer.text(39), answer.get(62)) == ("00", None)


def test_pushes_are_given_the_oldest_first_until_each_is_taken() -> None:
    street = a_street()
    till = street.till
    first, second = pushed(street, Parameters(redos=5), Parameters(within_s=90))
    for number, change in ((first, Parameters(redos=5)), (second, Parameters(within_s=90))):
        told = till.told(Parameters, PARAMETERS, None)
        assert told.push == number
        assert (told.redos, told.within_s) == (change.redos, change.within_s)
        assert till.code(till.question(PARAMETERS_TAKEN, Parameters(push=number))) == "00"
    assert till.bank.shared.pushes == set()


def test_taken_twice_is_taken() -> None:
    street = a_street()
    (number,) = pushed(street, Parameters(redos=5))
    question = street.till.question(PARAMETERS_TAKEN, Parameters(push=number))
    assert [street.till.code(question) for _ in range(2)] == ["00", "00"]


def test_a_push_nobody_made_is_not_taken() -> None:
    till = a_street().till
    assert till.code(till.question(PARAMETERS_TAKEN, Parameters(push=9))) == "25"


def test_a_bank_that_starts_again_remembers_what_was_not_taken() -> None:
    street = a_street()
    pushed(street, Parameters(redos=5))
    store = street.till.bank.store
    assert parameters.waiting(store) == {TERMINAL}
    assert Bank(store, cheap_settings(), Drops()).shared.pushes == {TERMINAL}
    (push,) = street.office.pushes(TERMINAL)
    assert push.state is PushState.PENDING
    assert parameters.read(push) == Parameters(redos=5)


def test_a_refusal_is_kept_in_the_terminals_words_and_announced_no_more() -> None:
    street = a_street()
    (number,) = pushed(street, Parameters(redos=5))
    told = PushAnswered(number, "redos 5 is not from 1 to 3")
    assert street.till.code(street.till.question(PARAMETERS_TAKEN, told)) == "00"
    (push,) = street.office.pushes(TERMINAL)
    assert (push.state, push.refusal) == (PushState.REFUSED, "redos 5 is not from 1 to 3")
    assert parameters.waiting(street.till.bank.store) == set()
    answer = street.till.ask(street.till.question(PARAMETERS, None))
    assert answer.get(62) is None
