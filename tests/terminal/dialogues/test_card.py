"""Asking for the card."""

from terminal.dialogue import CardSwiped, Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.card import KeyedEntry, PresentCard
from terminal.keys import Key
from terminal.messages import plain

ASKED = PresentCard(plain("SALE"), "￥12.00", keyed_allowed=False)


def test_a_swipe_is_the_answer() -> None:
    swiped = CardSwiped("", ";1?", "")
    assert ASKED.take(swiped) == Done(swiped)


def test_a_digit_is_refused_with_a_word_or_begins_keyed_entry() -> None:
    refused = ASKED.take(KeyPressed(Key.D6))
    assert isinstance(refused, Refused)
    assert refused.notice is not None
    allowed = PresentCard(plain("SALE"), "￥12.00", keyed_allowed=True)
    assert allowed.take(KeyPressed(Key.D6)) == Done(KeyedEntry("6"))


def test_where_a_number_may_be_typed_the_prompt_says_so() -> None:
    allowed = PresentCard(plain("SALE"), "￥12.00", keyed_allowed=True)
    said = [line.say("en") for line in allowed.screen().lines]
    assert said == ["SWIPE CARD", "or type the card number"]
    assert [line.say("en") for line in ASKED.screen().lines] == ["SWIPE CARD"]


def test_cancel_leaves() -> None:
    assert ASKED.take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)


def test_after_a_misread_it_asks_again_in_words() -> None:
    again = PresentCard(plain("SALE"), "￥12.00", keyed_allowed=False, again=True)
    assert [line.say("en") for line in again.screen().lines] == ["Not read: swipe again"]
