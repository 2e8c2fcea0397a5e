"""The values between desk and screens: two languages, and no secret in a repr."""

from __future__ import annotations

from datetime import datetime

from countersign.tui.desk import Desk, Direction, HostNote, Onlooker, SerialNote, Words
from tests.countersign.tui.fake_desk import FakeDesk, sale_frames
from tests.countersign.tui.test_paper_feed import Ear

AT = datetime.fromisoformat("2026-03-02T12:03:07")


def test_words_are_said_in_the_language_asked_for() -> None:
    assert Words("缺纸", "paper out").say("zh") == "缺纸"
    assert Words("缺纸", "paper out").say("en") == "paper out"


def test_no_note_shows_bytes_when_it_is_printed() -> None:
    host = repr(HostNote(AT, Direction.OUT, sale_frames(1200, 1)[0]))
    assert "6212345678905678" not in host
    assert "frame" not in host
    assert "secret" not in repr(SerialNote(AT, Direction.OUT, b"secret"))


def test_the_scripted_desk_is_a_desk_and_an_ear_an_onlooker() -> None:
    desk: Desk = FakeDesk()
    onlooker: Onlooker = Ear()
    assert len(desk.cards) == 8
    assert onlooker is not None
