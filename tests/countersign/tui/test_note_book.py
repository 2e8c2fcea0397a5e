"""The notes kept: bounded, filtered, frozen, linked."""

from __future__ import annotations

from datetime import datetime

from countersign.tui.desk import Direction, EffectNote, HostNote, JournalNote
from countersign.tui.note_book import DROPPED_AT_ONCE, KEPT, NoteBook
from tests.countersign.tui.fake_desk import sale_frames

AT = datetime.fromisoformat("2026-03-02T12:03:07")


def effects(book: NoteBook, wanted: str = "", until: int | None = None) -> list[str]:
    shown = book.shown("effects", "en", wanted, until)
    return [kept.note.name for kept in shown if isinstance(kept.note, EffectNote)]


def test_the_newest_are_kept_and_the_gone_are_counted() -> None:
    book = NoteBook()
    for number in range(KEPT["effects"]):
        assert not book.take(EffectNote(AT, f"e{number}"))[2]
    assert book.take(EffectNote(AT, "one too many"))[2]
    assert book.shelves["effects"].dropped == DROPPED_AT_ONCE
    assert effects(book)[0] == f"e{DROPPED_AT_ONCE}"
    assert effects(book)[-1] == "one too many"


def test_a_filter_finds_words_in_any_line_whatever_their_case() -> None:
    book = NoteBook()
    book.take(EffectNote(AT, "Print", "a slip"))
    book.take(EffectNote(AT, "Exchange", "0200"))
    assert effects(book, "SLIP") == ["Print"]
    assert effects(book, "nothing like it") == []


def test_a_filter_cannot_find_what_is_masked() -> None:
    book = NoteBook()
    book.take(HostNote(AT, Direction.OUT, sale_frames(1200, 123)[0]))
    assert list(book.shown("host", "en", "621234", None))
    assert not list(book.shown("host", "en", "6212345678905678", None))


def test_a_paused_tab_ends_where_it_was_paused() -> None:
    book = NoteBook()
    first = book.take(EffectNote(AT, "before"))[1]
    book.take(EffectNote(AT, "after"))
    assert effects(book, until=first.number) == ["before"]


def test_a_message_leads_to_the_newest_record_of_its_transaction() -> None:
    book = NoteBook()
    message = book.take(HostNote(AT, Direction.OUT, sale_frames(1200, 123)[0]))[1]
    assert book.linked(message) is None
    book.take(JournalNote(AT, 1, "Intended", "000007-000123"))
    newest = book.take(JournalNote(AT, 2, "Approved", "000007-000123"))[1]
    book.take(JournalNote(AT, 3, "Intended", "000007-000124"))
    assert book.linked(message) is newest
