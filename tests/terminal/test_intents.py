"""What one customer meant to pay once."""

from datetime import timedelta

import pytest

from terminal.entry import Entry, EntryKey, HostAnswer
from terminal.events import Approved, Declined, Intended, Voided
from terminal.intents import charged_for, failed_like, intent_of, redoable
from terminal.journal import Book, UnlawfulChangeError
from terminal.states import Signature
from tests.terminal.flows.stage import PAN, START, Stage, signed_on, sold
from wire.pan import Pan


def intended(
    book: Book,
    trace: int,
    redo_of: EntryKey | None = None,
    agreed_by: str = "",
    pan: Pan = PAN,
) -> EntryKey:
    key = EntryKey(7, trace)
    who = ("SALE", 1200, "156", pan, "3012", "022", "01", START, Signature.UNSIGNED)
    book.apply(Intended(key, *who, redo_of=redo_of, agreed_by=agreed_by))
    return key


def failed(stage: Stage, trace: int, redo_of: EntryKey | None = None, pan: Pan = PAN) -> Entry:
    key = intended(stage.book, trace, redo_of, pan=pan)
    stage.book.apply(Declined(key, HostAnswer("51"), START))
    return stage.book[key]


def charged(stage: Stage, trace: int, redo_of: EntryKey) -> Entry:
    """A sale in place of another, approved."""
    key = intended(stage.book, trace, redo_of)
    stage.book.apply(Approved(key, HostAnswer("00", f"{trace:012d}"), START))
    return stage.book[key]


def test_the_first_sale_names_the_intent_of_all_that_come_in_its_place() -> None:
    stage = signed_on(Stage())
    first = failed(stage, 1)
    second = failed(stage, 2, intent_of(first))
    third = charged(stage, 3, intent_of(second))
    assert intent_of(third) == first.key
    assert charged_for(stage.book, first.key) == third


def test_an_intent_is_not_charged_twice() -> None:
    stage = signed_on(Stage())
    first = failed(stage, 1)
    charged(stage, 2, first.key)
    with pytest.raises(UnlawfulChangeError, match="000002 was charged for it already"):
        intended(stage.book, 3, first.key)


def test_it_is_charged_twice_where_somebody_agreed_who_is_named() -> None:
    stage = signed_on(Stage())
    first = failed(stage, 1)
    charged(stage, 2, first.key)
    again = intended(stage.book, 3, first.key, "99")
    assert stage.book[again].agreed_by == "99"


def test_what_was_voided_again_may_be_charged_again() -> None:
    stage = signed_on(Stage())
    first = failed(stage, 1)
    second = charged(stage, 2, first.key)
    stage.book.apply(Voided(second.key, EntryKey(7, 9), START))
    assert charged_for(stage.book, first.key) is None
    intended(stage.book, 3, first.key)


def test_the_same_card_and_amount_a_few_minutes_later_is_asked_about() -> None:
    stage = signed_on(Stage())
    first = failed(stage, 1)
    soon, late = START + timedelta(minutes=9), START + timedelta(minutes=11)
    assert failed_like(stage.book, PAN, 1200, soon) == first
    assert failed_like(stage.book, PAN, 1200, late) is None
    assert failed_like(stage.book, PAN, 1300, soon) is None
    assert failed_like(stage.book, Pan("6212340000000019"), 1200, soon) is None


def test_a_sale_that_went_well_is_no_reason_to_ask() -> None:
    stage = signed_on(Stage())
    sold(stage)
    assert failed_like(stage.book, PAN, 1200, START) is None


def test_a_day_later_nothing_is_redone() -> None:
    stage = signed_on(Stage())
    first = failed(stage, 1)
    assert redoable(stage.book, START + timedelta(hours=23)) == (first,)
    assert redoable(stage.book, START + timedelta(hours=25)) == ()


def test_what_never_left_the_terminal_is_asked_about_by_nobody() -> None:
    stage = signed_on(Stage())
    key = intended(stage.book, 1)
    stage.book.apply(Declined(key, HostAnswer(""), START))
    assert failed_like(stage.book, PAN, 1200, START) is None
    assert redoable(stage.book, START) == (stage.book[key],)
