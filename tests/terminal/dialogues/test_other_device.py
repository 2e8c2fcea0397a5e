"""Waiting for a phone."""

from dataclasses import replace

from receipts.signature import sample
from terminal.dialogue import Done, KeyPressed, NoAnswer, PenStroke, Refused
from terminal.dialogues.other_device import PrintWanted, WatchPhone
from terminal.dialogues.signature import voucher
from terminal.keys import Key
from terminal.screen import Screen

LINK = "https://pay.example/s/AAAAAAAAAAAAAAAAAAAAAA"
WATCH = WatchPhone("￥12.00", "621234******0000", "475B8226", LINK, "12:10", voucher(123))


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


def hint(screen: Screen) -> str:
    assert screen.hint is not None
    return screen.hint.say("en")


def test_the_hint_is_about_what_is_to_be_seen_and_about_the_line_where_it_is_down() -> None:
    drawing = replace(WATCH, strokes=sample(1))
    assert hint(WATCH.screen()) == "Scan to sign, or CANCEL"
    assert hint(drawing.screen()) == "They sign; CANCEL ends it"
    for watched in (WATCH, drawing):
        assert "Line trouble" in hint(replace(watched, line_down=True).screen())


def test_it_names_the_transaction_by_its_number() -> None:
    assert "No 000123" in [line.say("en") for line in WATCH.screen().lines]


def test_no_link_shows_in_a_repr() -> None:
    assert "AAAA" not in repr(WATCH)
    assert "AAAA" not in repr(WATCH.screen())
