"""Signing on a phone from the menu: which transaction, why not, and the slip afterwards."""

from __future__ import annotations

from terminal.dialogue import NoAnswer
from terminal.entry import EntryKey
from terminal.faults import HostFault, HostTrouble
from terminal.flows.other_device import sign_on_a_phone
from tests.terminal.flows.stage import CONFIG, Stage, signed_on, sold
from tests.terminal.flows.test_phone_link import LINK, NOTHING, USED, private


def stage_with(*polls: object) -> Stage:
    stage = signed_on(Stage(bank=[private(LINK), *map(private, polls)]))
    sold(stage, 1)
    stage.people = [EntryKey(7, 1)]
    return stage


def test_the_chosen_one_is_signed_and_its_slip_offered() -> None:
    stage = stage_with(USED)
    stage.run(sign_on_a_phone(CONFIG))
    assert stage.book.unsigned_count == 0
    assert "Print the signed slip?" in stage.words


def test_a_link_that_gave_nothing_leaves_it_open_and_says_so() -> None:
    stage = stage_with(NOTHING)
    stage.people.append(NoAnswer.CANCELLED)
    stage.run(sign_on_a_phone(CONFIG))
    assert stage.book.unsigned_count == 1
    assert "re-sign it later" in stage.words


def test_who_chooses_none_asks_the_bank_nothing() -> None:
    stage = stage_with()
    stage.people = [NoAnswer.CANCELLED]
    stage.run(sign_on_a_phone(CONFIG))
    assert stage.sent == []


def test_with_nothing_unsigned_it_says_so() -> None:
    stage = signed_on(Stage())
    stage.run(sign_on_a_phone(CONFIG))
    assert "Nothing is unsigned" in stage.words


def test_a_terminal_that_cannot_sign_on_says_what_to_do() -> None:
    stage = Stage(bank=[HostFault(HostTrouble.NOT_SENT)] * 3)
    stage.run(sign_on_a_phone(CONFIG))
    assert "Sign on first" in stage.words


def test_a_route_that_was_tried_too_often_is_refused_with_the_way_left() -> None:
    stage = stage_with()
    for _ in range(CONFIG.signature.tries_per_route):
        stage.people = [EntryKey(7, 1), NoAnswer.CANCELLED]
        stage.bank = [private(LINK), private(NOTHING)]
        stage.run(sign_on_a_phone(CONFIG))
    stage.people = [EntryKey(7, 1)]
    stage.run(sign_on_a_phone(CONFIG))
    assert "Tries by this way: 3" in stage.words
