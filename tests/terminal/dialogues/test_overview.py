"""A list to be read before going on."""

import pytest

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.overview import Overview
from terminal.dialogues.pick import ROWS_SHOWN
from terminal.keys import Key
from terminal.messages import plain
from tests.terminal.dialogues.test_pick import entries


def overview(count: int) -> Overview:
    return Overview(plain("LIST"), entries(count), plain("ENTER goes on"))


def place(dialogue: Overview) -> str:
    return dialogue.screen().lines[0].say("en")


def test_no_row_is_chosen_and_digits_find_nothing() -> None:
    shown = overview(3)
    assert not any(row.chosen for row in shown.screen().rows)
    assert isinstance(shown.take(KeyPressed(Key("1"))), Refused)


def test_up_and_down_turn_the_page_as_far_as_there_is_one() -> None:
    first = overview(ROWS_SHOWN + 2)
    assert place(first) == "1-5/7"
    second = first.take(KeyPressed(Key.DOWN))
    assert isinstance(second, Overview)
    assert place(second) == "6-7/7"
    assert isinstance(second.take(KeyPressed(Key.DOWN)), Refused)
    assert second.take(KeyPressed(Key.UP)) == first
    assert isinstance(first.take(KeyPressed(Key.UP)), Refused)


@pytest.mark.parametrize(("key", "answer"), [("ENTER", True), ("CANCEL", NoAnswer.CANCELLED)])
def test_enter_goes_on_and_cancel_does_not(key: str, answer: object) -> None:
    assert overview(1).take(KeyPressed(Key(key))) == Done(answer)
