"""The idle screen."""

from terminal.dialogue import CardSwiped, Done, KeyPressed, Refused
from terminal.dialogues.idle import Begin, Idle
from terminal.keys import Key
from terminal.menu import Action
from terminal.messages import plain

QUIET = Idle(plain("SHOP"), (), unsigned=0)
OWING = Idle(plain("SHOP"), (), unsigned=2)


def test_a_swipe_and_a_digit_both_begin_a_sale() -> None:
    swiped = CardSwiped("", ";1?", "")
    assert QUIET.take(swiped) == Done(Begin(Action.SALE, swiped=swiped))
    assert QUIET.take(KeyPressed(Key.D7)) == Done(Begin(Action.SALE, first_digit="7"))


def test_a_zero_begins_no_amount() -> None:
    assert isinstance(QUIET.take(KeyPressed(Key.D0)), Refused)


def test_the_unsigned_soft_key_is_there_only_while_something_is_unsigned() -> None:
    assert [soft.key for soft in QUIET.screen().soft_keys] == [Key.F1]
    assert [soft.key for soft in OWING.screen().soft_keys] == [Key.F1, Key.F2]
    assert OWING.take(KeyPressed(Key.F2)) == Done(Begin(Action.RESIGN_LAST))
    assert isinstance(QUIET.take(KeyPressed(Key.F2)), Refused)


def test_f1_opens_the_menu_and_an_enter_too_many_does_not() -> None:
    assert QUIET.take(KeyPressed(Key.F1)) == Done(Begin(None))
    assert isinstance(QUIET.take(KeyPressed(Key.ENTER)), Refused)
