"""Notices and yes-or-no."""

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.notice import Confirm, notice
from terminal.keys import Key
from terminal.messages import plain


def test_a_notice_goes_on_enter_cancel_or_clear_and_beeps_at_others() -> None:
    shown = notice(plain("T"), plain("line"))
    for key in (Key.ENTER, Key.CANCEL, Key.CLEAR):
        assert shown.take(KeyPressed(key)) == Done(None)
    assert isinstance(shown.take(KeyPressed(Key.D1)), Refused)


def test_yes_is_enter_and_no_is_cancel() -> None:
    question = Confirm(notice(plain("T")).shown)
    assert question.take(KeyPressed(Key.ENTER)) == Done(True)
    assert question.take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)
    assert isinstance(question.take(KeyPressed(Key.D1)), Refused)
