"""The reference number, typed or scanned."""

from __future__ import annotations

import pytest

from terminal.dialogue import CodeScanned, Done, KeyPressed, NoAnswer, PenStroke, Refused
from terminal.dialogues.reference import EnterReference
from terminal.keys import Key

REFERENCE = "260302000123"


def typed(digits: str) -> EnterReference:
    dialogue = EnterReference()
    for digit in digits:
        step = dialogue.take(KeyPressed(Key(digit)))
        assert isinstance(step, EnterReference)
        dialogue = step
    return dialogue


def test_twelve_digits_answer() -> None:
    assert typed(REFERENCE).take(KeyPressed(Key.ENTER)) == Done(REFERENCE)
    assert isinstance(typed(REFERENCE).take(KeyPressed(Key.D1)), Refused)


def test_too_few_are_refused_with_the_reason_and_a_wrong_one_is_cleared() -> None:
    refused = typed("123").take(KeyPressed(Key.ENTER))
    assert isinstance(refused, Refused)
    assert refused.notice is not None
    assert refused.notice.say("en") == "A reference has 12 digits"
    assert typed("123").take(KeyPressed(Key.CLEAR)) == typed("12")


def test_a_scanned_reference_answers_at_once_whatever_was_typed() -> None:
    assert typed("99").take(CodeScanned(REFERENCE)) == Done(REFERENCE)


@pytest.mark.parametrize(
    "words", ["", "123", "https://pay.example/s/A", REFERENCE + "4", "一" * 12]
)
def test_another_code_is_refused(words: str) -> None:
    assert isinstance(EnterReference().take(CodeScanned(words)), Refused)


def test_cancel_leaves_and_a_pen_is_refused() -> None:
    assert EnterReference().take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)
    assert isinstance(EnterReference().take(PenStroke(())), Refused)
