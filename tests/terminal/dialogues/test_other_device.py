"""Waiting for a phone."""

from dataclasses import replace

from receipts.signature import sample
from terminal.dialogue import Done, KeyPressed, NoAnswer, PenStroke, Refused
from terminal.dialogues.other_device import PrintWanted, WatchPhone
from terminal.keys import Key
from terminal.messages import text

LINK = "https://pay.example/s/AAAAAAAAAAAAAAAAAAAAAA"
WATCH = WatchPhone("￥12.00", "621234******0000", "475B8226", LINK, "12:10", text("hint.phone"))


def test_cancel_ends_the_waiting_and_no_other_key_does() -> None:
    assert WATCH.take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)
    assert isinstance(WATCH.take(KeyPressed(Key.ENTER)), Refused)


def test_the_soft_key_asks_for_the_link_on_paper() -> None:
    step = WATCH.take(KeyPressed(Key.F1))
    assert isinstance(step, Done)
    assert isinstance(step.answer, PrintWanted)


def test_the_pen_of_this_pad_is_refused() -> None:
    assert isinstance(WATCH.take(PenStroke(sample(1)[0])), Refused)


def test_the_code_is_shown_until_something_is_drawn_on_the_phone() -> None:
    screen = WATCH.screen()
    assert screen.qr == LINK
    assert screen.pad is None
    drawn = replace(WATCH, strokes=sample(1)).screen().pad
    assert drawn is not None
    assert drawn.strokes == sample(1)


def test_no_link_shows_in_a_repr() -> None:
    assert "AAAA" not in repr(WATCH)
    assert "AAAA" not in repr(WATCH.screen())
