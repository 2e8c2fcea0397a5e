"""The idle screen of a lesson."""

from terminal.dialogue import Done, KeyPressed, Refused
from terminal.dialogues.idle import Begin, Idle
from terminal.dialogues.lesson import Lead, LessonIdle
from terminal.keys import Key
from terminal.menu import Action
from terminal.messages import text

LESSON = LessonIdle(Idle(text("training.title"), (text("lesson.sell"),), unsigned=1))


def press(key: Key) -> object:
    return LESSON.take(KeyPressed(key))


def test_it_does_what_the_idle_screen_does() -> None:
    assert press(Key.D5) == Done(Begin(Action.SALE, first_digit="5"))
    assert press(Key.F2) == Done(Begin(Action.RESIGN_LAST))
    assert press(Key.F1) == Done(Begin(None))
    assert isinstance(press(Key.D0), Refused)


def test_two_keys_lead_on_and_out() -> None:
    assert press(Key.F3) == Done(Lead.NEXT)
    assert press(Key.F4) == Done(Lead.LEAVE)
    labels = [soft.label.say("en") for soft in LESSON.screen().soft_keys]
    assert labels == ["Menu", "1 unsigned", "Next", "Leave"]
