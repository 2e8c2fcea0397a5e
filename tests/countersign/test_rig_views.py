"""What tests see by plain names: the journal, the paper, the bank's books."""

from __future__ import annotations

import pytest

from acquirer.host import Bank
from countersign.rig_views import (
    BankView,
    EntryView,
    JournalView,
    PaperSlip,
    RigError,
    bank_view,
    frame,
)
from terminal.entry import EntryKey
from terminal.journal import Book
from tests.acquirer.till import PIN_CARD, Till, a_bank
from tests.terminal.deeds import a_day, a_week, book_of, intended


def test_an_entry_says_its_three_states_and_its_newest_attempt() -> None:
    view = EntryView(book_of(a_day())[EntryKey(1, 1)])
    assert (view.payment, view.slip, view.signature) == ("APPROVED", "PRINTED", "UPLOADED")
    assert (view.amount, view.code, view.attempts) == ("12.00", "00", 3)
    assert (view.route, view.forgotten) == ("SALE", "SIGNED")


def test_an_entry_the_bank_has_not_answered_has_no_code_and_no_attempt() -> None:
    view = EntryView(book_of([intended(1)])[EntryKey(1, 1)])
    assert (view.code, view.attempts, view.route, view.forgotten) == ("", 0, "", "")


def test_the_journal_counts_from_the_oldest() -> None:
    journal = JournalView(book_of(a_day()))
    assert [view.entry.key.trace for view in journal] == [1, 2, 3, 4, 5]
    assert (journal.number(1).entry.key.trace, journal.last.entry.key.trace) == (1, 5)
    assert (len(journal), journal.unsigned) == (5, 1)


@pytest.mark.parametrize("place", [0, 6, -1])
def test_an_entry_that_is_not_there_is_an_error(place: int) -> None:
    with pytest.raises(RigError, match="has 5 entries"):
        JournalView(book_of(a_day())).number(place)


def test_an_empty_journal_has_no_last_entry() -> None:
    with pytest.raises(RigError, match="no entry yet"):
        _ = JournalView(Book()).last


def test_words_are_found_on_paper_across_lines_and_blanks() -> None:
    slip = PaperSlip("补签/RE-SIGNED 2026/03/02\n12:03:11 FROM BANK")
    assert slip.has("re-signed 2026/03/02 12:03:11")
    assert not slip.has("UNSIGNED ")


def sold() -> Bank:
    till = Till(a_bank())
    till.sign_on()
    till.sell(1000)
    till.sell(4000, PIN_CARD)
    till.sell(900051)
    till.send(till.reversal(till.sell(700)[0]))
    return till.bank


def test_the_bank_says_what_it_holds_what_it_released_and_what_it_charged() -> None:
    assert bank_view(sold()) == BankView(held=1, released=1, charged_minor=5000)


@pytest.mark.parametrize("which", ["first", "", "-1", "1.0"])
def test_a_script_that_means_no_entry_is_told_how_to_write_one(which: str) -> None:
    with pytest.raises(RigError, match="write last, or its number from 1"):
        JournalView(book_of(a_day())).entry(which)


def test_a_script_means_the_last_entry_or_one_by_its_place() -> None:
    journal = JournalView(book_of(a_day()))
    assert [journal.entry(which).entry.key.trace for which in ("last", "2")] == [5, 2]


def test_a_frame_is_as_wide_as_its_longest_line_in_either_script() -> None:
    assert frame("消  费 SALE\n12.00\n").splitlines() == [
        "+-------------+",
        "| 消  费 SALE |",
        "| 12.00       |",
        "+-------------+",
    ]


def test_what_would_move_a_cursor_is_written_out() -> None:
    assert frame("A\x1b[31mB\x9b\x07\n\x0bC").splitlines()[1:3] == [
        "| A\\x1b[31mB\\x9b\\x07 |",
        "| \\x0bC              |",
    ]


def test_a_slip_is_asked_for_words() -> None:
    with pytest.raises(RigError, match="no words are everywhere"):
        PaperSlip("SALE").has("")


def test_what_was_brought_says_whose_it_is_and_how_far() -> None:
    (view,) = JournalView(book_of(a_week())).brought
    assert (view.terminal, view.amount) == ("10000002", "48.00")
    assert (view.signature, view.attempts, view.code) == ("UPLOADED", 2, "00")
