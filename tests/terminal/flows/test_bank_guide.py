"""The guided screen: four steps, each of which can be tried again, until the bank confirms."""

from __future__ import annotations

import pytest

from receipts.signature import sample
from terminal.dialogue import NoAnswer
from terminal.dialogues.signature import SignedStrokes
from terminal.entry import EntryKey, Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.bank_guide import sign_with_the_bank
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, START, Stage, says, signed_on, sold
from wire import resign_messages
from wire.resign_messages import CodeAnswer, Status, StatusAnswer

DRAWN = SignedStrokes(sample(1), 0)
KEY = EntryKey(7, 1)


def told(message: object) -> object:
    return says("00", f62=resign_messages.encode(message))


CHALLENGE = told(CodeAnswer("A2B3C4D5E6", route="BANK"))
LET_IN = told(CodeAnswer(until=START, route="BANK"))
STORED = told(StatusAnswer((Status(7, 1, "APPROVED", "SIGNED", at=START, route="BANK"),)))
OPEN = told(StatusAnswer((Status(7, 1, "APPROVED", "UNSIGNED"),)))
NO_LINE = HostFault(HostTrouble.NOT_SENT)
TO_THE_PAD = (KEY, True, True, "12345678", None)


def guided(*bank: object, people: tuple[object, ...]) -> Stage:
    stage = signed_on(Stage(bank=list(bank), people=list(people)))  # type: ignore[arg-type]
    sold(stage, 1)
    stage.run(sign_with_the_bank(CONFIG))
    return stage


def test_each_step_says_what_to_do_and_the_last_that_the_bank_has_it() -> None:
    stage = guided(CHALLENGE, LET_IN, says("00"), STORED, people=(*TO_THE_PAD, DRAWN))
    for words in (
        *("WITH THE BANK 1/4", "621234******0000", "Amount 12.00", "Terminal 10000001"),
        f"Merchant {CONFIG.merchant_id}",
        *("WITH THE BANK 2/4", "A2B3C4D5E6", "WITH THE BANK 3/4", "WITH THE BANK 4/4"),
        "CONFIRMED BY THE BANK",
    ):
        assert words in stage.words
    entry = stage.book[KEY]
    assert entry.signature is Signature.UPLOADED
    assert entry.attempts[-1].route is Route.BANK


def test_a_code_of_support_is_not_called_the_banks() -> None:
    supports = told(CodeAnswer(until=START, route="SUPPORT"))
    stage = guided(CHALLENGE, supports, says("00"), STORED, people=(*TO_THE_PAD, DRAWN))
    assert stage.book[KEY].attempts[-1].route is Route.SUPPORT


def test_without_a_code_yet_it_asks_again_and_does_not_lose_its_place() -> None:
    people = (KEY, True, True, NoAnswer.CANCELLED)
    stage = guided(says("55"), CHALLENGE, people=people)
    assert "The bank issued no code yet" in stage.words
    assert "A2B3C4D5E6" in stage.words


def test_a_wrong_code_is_typed_again() -> None:
    people = (KEY, True, True, "11111111", "12345678", None, NoAnswer.CANCELLED)
    left = told(CodeAnswer("A2B3C4D5E6", 4, route="BANK"))
    stage = guided(CHALLENGE, says("55"), left, LET_IN, people=people)
    assert "Wrong code. Tries left: 4" in stage.words
    assert "PLEASE SIGN" in stage.words


@pytest.mark.parametrize(
    "people",
    [
        (NoAnswer.CANCELLED,),
        (KEY, NoAnswer.CANCELLED),
        (KEY, True, NoAnswer.CANCELLED),
        (KEY, True, True, NoAnswer.CANCELLED),
    ],
)
def test_cancel_leaves_at_any_step_and_nothing_is_lost(people: tuple[object, ...]) -> None:
    stage = guided(CHALLENGE, people=people)
    assert stage.book.unsigned_count == 1
    assert stage.book[KEY].attempts == ()


def test_the_screen_stays_until_the_bank_confirms() -> None:
    people = (*TO_THE_PAD, DRAWN, None, True, True)
    stage = guided(CHALLENGE, LET_IN, NO_LINE, NO_LINE, NO_LINE, says("00"), STORED, people=people)
    assert "Not confirmed yet" in stage.words
    assert stage.book[KEY].signature is Signature.UPLOADED
    assert "CONFIRMED BY THE BANK" in stage.words


def test_who_leaves_before_it_is_confirmed_keeps_the_signature() -> None:
    people = (*TO_THE_PAD, DRAWN, None, NoAnswer.CANCELLED)
    stage = guided(CHALLENGE, LET_IN, NO_LINE, NO_LINE, NO_LINE, people=people)
    assert stage.book[KEY].signature is Signature.SIGNED
    assert "CONFIRMED" not in stage.words


def test_what_the_bank_does_not_hold_is_not_confirmed() -> None:
    people = (*TO_THE_PAD, DRAWN, None, NoAnswer.CANCELLED)
    stage = guided(CHALLENGE, LET_IN, says("00"), OPEN, people=people)
    assert "Not confirmed yet" in stage.words


def test_with_nothing_unsigned_it_says_so() -> None:
    stage = signed_on(Stage())
    stage.run(sign_with_the_bank(CONFIG))
    assert "Nothing is unsigned" in stage.words


def test_a_terminal_that_cannot_sign_on_says_what_to_do() -> None:
    stage = Stage(bank=[NO_LINE] * 3)
    stage.run(sign_with_the_bank(CONFIG))
    assert "Sign on first" in stage.words
