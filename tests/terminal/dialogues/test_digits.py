"""Typing a number."""

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.digits import EnterDigits
from terminal.keys import Key
from terminal.messages import plain, text


def typed(keys: str, hidden: bool = False) -> EnterDigits:
    dialogue = EnterDigits(plain("T"), plain("L"), 2, 4, hidden)
    for key in keys:
        step = dialogue.take(KeyPressed(Key(key)))
        assert isinstance(step, EnterDigits)
        dialogue = step
    return dialogue


def test_leading_zeros_count() -> None:
    assert typed("01").take(KeyPressed(Key.ENTER)) == Done("01")


def test_too_few_and_too_many_beep() -> None:
    assert typed("1").take(KeyPressed(Key.ENTER)) == Refused(text("digits.wanted", digits="2-4"))
    assert isinstance(typed("1234").take(KeyPressed(Key.D5)), Refused)


def test_clear_corrects_and_cancel_leaves() -> None:
    assert typed("12").take(KeyPressed(Key.CLEAR)) == typed("1")
    assert typed("12").take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)


def test_hidden_digits_show_nowhere() -> None:
    dialogue = typed("4821", hidden=True)
    big = dialogue.screen().big
    assert big is not None
    assert big.say("en") == "****"
    assert "4821" not in repr(dialogue)
