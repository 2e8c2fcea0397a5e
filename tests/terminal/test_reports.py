"""What is open, and who forgets."""

from dataclasses import replace
from datetime import timedelta

from terminal.entry import VOID, AttemptOutcome, EntryKey
from terminal.events import (
    Approved,
    Forgotten,
    Intended,
    ReversalDue,
    Settled,
    Signed,
    UploadFailed,
)
from terminal.journal import Book
from terminal.reports import Forgetful, forgotten_by_operator, open_matters
from terminal.states import Signature
from tests.terminal.deeds import (
    IMAGE,
    NOON,
    PAN,
    YES,
    a_day,
    attempt,
    book_of,
    forgotten_sale,
    intended,
    signed_sale,
)


def keys(book: Book) -> dict[str, list[int]]:
    """The traces in each list."""
    return {name: [e.key.trace for e in found] for name, found in open_matters(book).lists()}


def test_each_open_matter_stands_in_its_list() -> None:
    assert keys(book_of(a_day())) == {
        "unsigned": [],
        "upload_failed": [4],
        "unprinted": [5],
        "reversal_due": [],
    }


def test_a_forgotten_signature_and_a_reversal_are_open() -> None:
    due = ReversalDue(EntryKey(1, 2), "98", NOON)
    book = book_of([*forgotten_sale(1), intended(2), due])
    assert (keys(book)["unsigned"], keys(book)["reversal_due"]) == ([1], [2])


def test_a_signed_and_printed_sale_is_no_matter() -> None:
    assert open_matters(book_of(signed_sale())).count == 0


def test_what_began_later_is_left_to_the_next_check() -> None:
    book = book_of(forgotten_sale())
    assert open_matters(book, before=NOON).count == 0
    assert open_matters(book, before=NOON + timedelta(seconds=1)).count == 1


def test_the_report_counts_for_each_operator_what_was_forgotten_and_what_still_is() -> None:
    book = book_of([*forgotten_sale(1), *signed_sale(2), *forgotten_sale(3)])
    book.apply(Signed(EntryKey(1, 3), attempt(), IMAGE))
    assert forgotten_by_operator(book) == (
        Forgetful("01", asked=3, forgotten=2, still_open=1, open_minor=1200),
    )


def test_what_a_settled_batch_left_unsigned_is_counted_apart() -> None:
    book = book_of([*forgotten_sale(1), *forgotten_sale(2), *signed_sale(3)])
    book.apply(Settled(EntryKey(1, 2), NOON))
    book.apply(Settled(EntryKey(1, 3), NOON))
    (row,) = forgotten_by_operator(book)
    assert (row.still_open, row.open_minor) == (1, 1200)
    assert (row.settled, row.settled_minor) == (1, 1200)


def test_a_void_nobody_signed_holds_no_money_back() -> None:
    void = replace(intended(2), kind=VOID, original=EntryKey(1, 1))
    at_the_pad = Forgotten(EntryKey(1, 2), attempt(AttemptOutcome.CANCELLED))
    book = book_of([*forgotten_sale(1), void, Approved(EntryKey(1, 2), YES, NOON), at_the_pad])
    (row,) = forgotten_by_operator(book)
    assert (row.still_open, row.open_minor) == (2, 1200)


def test_operators_stand_by_number() -> None:
    book = Book()
    for trace, operator in ((1, "07"), (2, "02")):
        key = EntryKey(1, trace)
        sale = ("SALE", 1200, "156", PAN, "3012", "022", operator, NOON, Signature.UNSIGNED)
        book.apply(Intended(key, *sale))
        book.apply(Approved(key, YES, NOON))
        book.apply(Forgotten(key, attempt(AttemptOutcome.CANCELLED)))
    assert [one.operator for one in forgotten_by_operator(book)] == ["02", "07"]


def test_an_upload_that_failed_for_good_is_not_called_unsigned_too() -> None:
    book = book_of(signed_sale())
    book.apply(UploadFailed(EntryKey(1, 1), "30", NOON, final=True))
    assert (keys(book)["unsigned"], keys(book)["upload_failed"]) == ([], [1])
