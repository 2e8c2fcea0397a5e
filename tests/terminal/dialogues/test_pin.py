"""The cardholder's PIN."""

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.pin import EnteredPin, EnterPin
from terminal.keys import Key


def typed(keys: str, optional: bool = False) -> EnterPin:
    dialogue = EnterPin("￥12.00", "621234******0019", optional)
    for key in keys:
        step = dialogue.take(KeyPressed(Key(key)))
        assert isinstance(step, EnterPin)
        dialogue = step
    return dialogue


def test_four_to_twelve_digits_are_a_pin() -> None:
    assert typed("4821").take(KeyPressed(Key.ENTER)) == Done(EnteredPin("4821"))
    assert isinstance(typed("482").take(KeyPressed(Key.ENTER)), Refused)
    assert isinstance(typed("1" * 12).take(KeyPressed(Key.D1)), Refused)


def test_no_pin_is_an_answer_only_where_it_is_optional() -> None:
    assert typed("", optional=True).take(KeyPressed(Key.ENTER)) == Done(EnteredPin(""))
    assert isinstance(typed("").take(KeyPressed(Key.ENTER)), Refused)


def test_clear_takes_back_all_and_cancel_leaves() -> None:
    assert typed("4821").take(KeyPressed(Key.CLEAR)) == typed("")
    assert typed("4821").take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)


def test_the_pin_is_on_no_screen_and_in_no_repr() -> None:
    dialogue = typed("4821")
    screen = dialogue.screen()
    shown = [text.say("en") for text in (screen.title, *screen.lines) if text]
    assert "4821" not in repr(dialogue) + repr(EnteredPin("4821")) + "".join(shown)
