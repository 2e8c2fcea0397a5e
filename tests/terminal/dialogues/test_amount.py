"""Typing an amount."""

from hypothesis import given
from hypothesis import strategies as st

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.amount import MAX_DIGITS, EnterAmount
from terminal.keys import Key
from terminal.messages import plain
from terminal.money import CNY

EMPTY = EnterAmount(plain("SALE"), CNY)


def typed(keys: str) -> EnterAmount:
    dialogue = EMPTY
    for key in keys:
        step = dialogue.take(KeyPressed(Key(key)))
        assert isinstance(step, EnterAmount)
        dialogue = step
    return dialogue


def shown(dialogue: EnterAmount) -> str:
    big = dialogue.screen().big
    assert big is not None
    return big.say("en")


def test_digits_come_in_from_the_right() -> None:
    assert shown(typed("1")) == "￥0.01"
    assert shown(typed("1200")) == "￥12.00"
    assert shown(typed("123456")) == "￥1,234.56"


@given(st.integers(1, 10**MAX_DIGITS - 1))
def test_what_is_typed_is_what_is_asked_for(amount_minor: int) -> None:
    assert typed(str(amount_minor)).take(KeyPressed(Key.ENTER)) == Done(amount_minor)


def test_zero_is_refused_with_a_reason() -> None:
    refused = EMPTY.take(KeyPressed(Key.ENTER))
    assert isinstance(refused, Refused)
    assert refused.notice is not None
    assert "zero" in refused.notice.say("en")


def test_clear_takes_the_last_digit_back() -> None:
    assert typed("1200").take(KeyPressed(Key.CLEAR)) == typed("120")


def test_an_eleventh_digit_is_refused() -> None:
    assert isinstance(typed("9" * MAX_DIGITS).take(KeyPressed(Key.D1)), Refused)


def test_cancel_is_no_answer() -> None:
    assert typed("12").take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)


def test_a_key_without_meaning_beeps() -> None:
    assert isinstance(EMPTY.take(KeyPressed(Key.F1)), Refused)
