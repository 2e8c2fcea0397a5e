"""What came last stands on the idle screen until something new is begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from terminal.entry import SALE, VOID, EntryKey
from terminal.events import (
    Approved,
    Closed,
    Closing,
    Event,
    Intended,
    ReversalDone,
    ReversalDue,
    Settled,
    SlipsDone,
)
from terminal.journal import Book
from terminal.lately import lately, taken_back
from terminal.states import Signature, SlipState
from tests.terminal.deeds import NOON, PAN, YES, book_of, intended, signed_sale

KEY = EntryKey(1, 2)


def said(book: Book) -> list[str]:
    return [line.say("en") for line in lately(book)]


def after(*events: Event, kind: str = SALE) -> Book:
    """A signed sale, and then another transaction to which this happened."""
    head = (kind, 1200, "156", PAN, "3012", "022", "01", NOON, Signature.UNSIGNED)
    original = EntryKey(1, 1) if kind == VOID else None
    return book_of([*signed_sale(), Intended(KEY, *head, original), *events])


TAKEN_BACK = (ReversalDue(KEY, "98", NOON), ReversalDone(KEY, "00", NOON))


def unprinted() -> Book:
    return after(Approved(KEY, YES, NOON), SlipsDone(KEY, SlipState.PRINT_FAILED, 0, NOON))


def settled() -> Book:
    """A batch of one sale that was closed."""
    batch = (Closing(1, 2, NOON), Closed(1, 2, NOON), Settled(EntryKey(1, 1), NOON))
    return book_of([*signed_sale(), *batch])


def test_what_was_taken_back_is_named() -> None:
    assert said(after(*TAKEN_BACK)) == ["Sale No 000002 was taken back"]


def test_a_void_that_was_taken_back_leaves_its_sale() -> None:
    assert said(after(*TAKEN_BACK, kind=VOID)) == [
        "Void No 000002 was taken back",
        "Not voided: the sale stands",
    ]


def test_what_is_approved_and_lacks_a_slip_says_how_to_print_it() -> None:
    assert said(unprinted()) == ["Sale No 000002 is approved", "F1 4 1 prints the slip"]


def test_a_settled_batch_says_how_to_print_its_report() -> None:
    assert said(settled()) == ["Batch 000001 is settled", "F1 4 3 prints the report"]


def test_who_settles_after_a_sale_was_taken_back_knows_of_it() -> None:
    book = after(*TAKEN_BACK)
    assert taken_back(book) == book[KEY]
    for event in (Closing(1, 3, NOON), Closed(1, 2, NOON), Settled(EntryKey(1, 1), NOON)):
        book.apply(event)
    assert taken_back(book) is None
    assert said(book) == ["Batch 000001 is settled", "F1 4 3 prints the report"]


@pytest.mark.parametrize("book", [after(*TAKEN_BACK), unprinted(), settled()])
def test_the_next_transaction_takes_its_place(book: Book) -> None:
    book.apply(replace(intended(3), key=EntryKey(book.terminal.batch, 3)))
    assert said(book) == []


def test_a_terminal_at_which_all_is_well_says_nothing() -> None:
    assert said(Book()) == []
    assert said(book_of(signed_sale())) == []
