"""Notices and yes-or-no."""

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.notice import Confirm, Notice, notice
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import Screen


def test_a_notice_goes_on_enter_cancel_or_clear_and_beeps_at_others() -> None:
    shown = notice(plain("T"), plain("line"))
    for key in (Key.ENTER, Key.CANCEL, Key.CLEAR):
        assert shown.take(KeyPressed(key)) == Done(None)
    assert isinstance(shown.take(KeyPressed(Key.UP)), Refused)


def test_digits_keep_a_notice_there_and_say_what_comes_first() -> None:
    kept = notice(plain("T"), plain("line")).take(KeyPressed(Key.D1))
    assert isinstance(kept, Notice)
    assert kept.shown.hint == text("hint.read_first")
    assert kept.take(KeyPressed(Key.ENTER)) == Done(None)


def test_a_notice_without_a_way_on_offers_none() -> None:
    assert isinstance(Notice(Screen(plain("T"))).take(KeyPressed(Key.D1)), Refused)


def test_yes_is_enter_and_no_is_cancel() -> None:
    question = Confirm(notice(plain("T")).shown)
    assert question.take(KeyPressed(Key.ENTER)) == Done(True)
    assert question.take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)
    assert isinstance(question.take(KeyPressed(Key.D1)), Refused)
