"""Choosing from a menu."""

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.menu import ChooseItem
from terminal.keys import Key
from terminal.menu import MENU
from terminal.messages import text

TOP = ChooseItem(text("menu.title"), MENU)


def test_a_digit_chooses_its_row() -> None:
    assert TOP.take(KeyPressed(Key.D2)) == Done(MENU[1])


def test_arrows_and_enter_choose_too_and_go_round() -> None:
    step = TOP.take(KeyPressed(Key.UP))
    assert isinstance(step, ChooseItem)
    assert step.take(KeyPressed(Key.ENTER)) == Done(MENU[-1])


def test_a_digit_without_a_row_beeps_and_cancel_leaves() -> None:
    assert isinstance(TOP.take(KeyPressed(Key.D0)), Refused)
    assert TOP.take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)
