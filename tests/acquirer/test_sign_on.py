"""Signing on: fresh keys under the master key, the bank's batch, lost answers, lost memories."""

from __future__ import annotations

from itertools import count

import pytest

from acquirer.host import Bank
from acquirer.memory_store import MemoryStore
from acquirer.records import Action
from acquirer.settings import Settings
from tests.acquirer.till import ROOT_KEY, TMK, Till, a_bank, a_till
from wire.cup_fields import WorkingKeys62


def a_bank_of_fresh_keys() -> Bank:
    numbers = count(1)
    return Bank(MemoryStore(), Settings(root_key=ROOT_KEY), lambda n: bytes([next(numbers)]) * n)


@pytest.mark.parametrize(("network", "size"), [("001", 24), ("003", 40), ("004", 60)])
def test_each_form_of_keys_opens_under_the_master_key(network: str, size: int) -> None:
    answer = Till(a_bank()).sign_on(network)
    assert (answer.mti, answer.text(39)) == ("0810", "00")
    assert len(answer.binary(62)) == size
    assert WorkingKeys62.decode(answer.binary(62)).open(TMK).mac_key


def test_a_sale_works_under_keys_of_each_form() -> None:
    for network in ("001", "003", "004"):
        till = Till(a_bank())
        till.sign_on(network)
        assert till.sell()[1].text(39) == "00"


def test_every_sign_on_brings_other_keys() -> None:
    till = Till(a_bank_of_fresh_keys())
    assert till.sign_on().binary(62) != till.sign_on().binary(62)


def test_a_repeated_sign_on_gets_the_same_keys_for_two_minutes() -> None:
    till = Till(a_bank_of_fresh_keys())
    first = till.sign_on()
    till.forward(seconds=119)
    again = till.ask(till.sign_on_message())
    till.forward(seconds=1)
    later = till.ask(till.sign_on_message())
    assert again.binary(62) == first.binary(62)
    assert later.binary(62) != first.binary(62)


def test_the_batch_of_a_terminal_new_to_the_bank_goes_on() -> None:
    till = Till(a_bank(), batch=7)
    till.sign_on()
    assert till.batch == 7


def test_the_batch_stays_while_traces_rise() -> None:
    till = a_till()
    till.sell()
    till.sign_on()
    assert till.batch == 1


def test_a_terminal_that_lost_its_memory_gets_a_new_batch() -> None:
    till = a_till()
    till.sell()
    till.sell()
    forgetful = a_till(till.bank)
    assert forgetful.batch == 2
    assert forgetful.sell()[1].text(39) == "00"
    actions = [row.action for row in till.bank.store.audit()]
    assert Action.BATCH_OPENED in actions


def test_a_sign_on_under_the_trace_of_a_sale_opens_a_batch_too() -> None:
    till = a_till()
    till.sell()
    till.trace -= 1
    till.sign_on()
    assert till.batch == 2


def test_the_operator_is_written_down() -> None:
    till = a_till()
    state = till.bank.store.terminal(till.terminal_id)
    assert state is not None
    assert state.operator == "01"


def test_an_unknown_terminal_and_a_wrong_merchant_get_no_keys() -> None:
    stranger = Till(a_bank(), terminal_id="77777777")
    assert stranger.sign_on().text(39) == "97"
    guest = Till(a_bank(), merchant_id="104110054110002")
    assert guest.sign_on().text(39) == "03"
