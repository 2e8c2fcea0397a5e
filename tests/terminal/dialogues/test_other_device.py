"""Waiting for a phone."""

from receipts.signature import sample
from terminal.dialogue import Done, KeyPressed, NoAnswer, PenStroke, Refused
from terminal.dialogues.other_device import WatchPhone
from terminal.keys import Key

WATCH = WatchPhone("￥12.00", "621234******0000", "475B8226")


def test_cancel_ends_the_waiting_and_no_other_key_does() -> None:
    assert WATCH.take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)
    assert isinstance(WATCH.take(KeyPressed(Key.ENTER)), Refused)


def test_the_pen_of_this_pad_is_refused() -> None:
    assert isinstance(WATCH.take(PenStroke(sample(1)[0])), Refused)


def test_what_is_drawn_on_the_phone_is_shown_as_soon_as_there_is_any() -> None:
    assert WATCH.screen().pad is None
    drawn = WatchPhone("￥12.00", "621234******0000", "475B8226", sample(1)).screen().pad
    assert drawn is not None
    assert drawn.strokes == sample(1)
