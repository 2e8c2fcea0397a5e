"""The laws of the book: what its events may change, and what nothing ever changes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminal.entry import AttemptOutcome, Entry, EntryKey
from terminal.events import (
    Approved,
    Declined,
    Event,
    Forgotten,
    Intended,
    Reprinted,
    ReversalDone,
    ReversalDue,
    ReversalTried,
    Signed,
    SignedOn,
    SlipsDone,
    TraceTaken,
    Uploaded,
    UploadFailed,
)
from terminal.journal import TRACE_MAX, Book, UnlawfulChangeError
from terminal.states import (
    OPEN_SIGNATURES,
    PAYMENT_CHANGES,
    SIGNATURE_CHANGES,
    Payment,
    Signature,
    SlipState,
)
from tests.terminal.deeds import (
    CHOICES,
    IMAGE,
    NO,
    NOON,
    YES,
    a_day,
    attempt,
    book_of,
    forgotten_sale,
    intended,
    lawful_history,
    signed_sale,
)

KEY = EntryKey(1, 1)
SIGNATURE_EVENTS = (Signed, Forgotten, Uploaded, UploadFailed, SlipsDone, Reprinted)
ANYTHING: list[Event] = [
    Approved(KEY, YES, NOON),
    Declined(KEY, NO, NOON),
    ReversalDue(KEY, "98", NOON),
    ReversalTried(KEY, "98", NOON),
    ReversalDone(KEY, "00", NOON),
    Signed(KEY, attempt(), IMAGE),
    Forgotten(KEY, attempt(AttemptOutcome.CANCELLED)),
    SlipsDone(KEY, SlipState.PRINTED, 2, NOON),
    SlipsDone(KEY, SlipState.PRINT_FAILED, 0, NOON, attempt(AttemptOutcome.NO_SLIP)),
    Reprinted(KEY, "01", NOON),
    Uploaded(KEY, "00", NOON),
    UploadFailed(KEY, "96", NOON, final=False),
    UploadFailed(KEY, "30", NOON, final=True),
    intended(),
]
ANY_EVENTS = st.lists(st.sampled_from(ANYTHING), max_size=12)


def _steps(events: list[Event]) -> list[tuple[Entry, Event, Entry]]:
    """Each entry before and after the event that changed it."""
    book, steps = Book(), []
    for event in events:
        before = book.get(getattr(event, "key", KEY))
        after = book.apply(event)
        if before is not None and after is not None:
            steps.append((before, event, after))
    return steps


@given(ANY_EVENTS)
def test_whatever_is_tried_the_tables_of_states_hold(events: list[Event]) -> None:
    book = book_of([intended()])
    for event in events:
        before = book[KEY]
        try:
            book.apply(event)
        except UnlawfulChangeError:
            assert book[KEY] is before
        after = book[KEY]
        assert after.payment in PAYMENT_CHANGES[before.payment] | {before.payment}
        assert after.signature in SIGNATURE_CHANGES[before.signature] | {before.signature}


@given(CHOICES)
def test_a_signature_or_a_slip_never_changes_a_payment(choices: list[int]) -> None:
    for before, event, after in _steps(lawful_history(choices)):
        if isinstance(event, SIGNATURE_EVENTS):
            assert after.payment is before.payment


@given(CHOICES)
def test_no_attempt_and_no_fact_of_the_sale_is_ever_lost(choices: list[int]) -> None:
    for before, _, after in _steps(lawful_history(choices)):
        assert after.attempts[: len(before.attempts)] == before.attempts
        assert (after.key, after.pan, after.amount_minor) == (
            before.key,
            before.pan,
            before.amount_minor,
        )


@given(CHOICES)
def test_the_lists_of_the_book_are_exactly_its_entries_in_those_states(choices: list[int]) -> None:
    book = book_of(lawful_history(choices))
    open_ones = [entry for entry in book if entry.is_open]
    assert book.unsigned() == open_ones[::-1]
    assert book.unsigned_count == len(open_ones)
    signed = {entry.key for entry in book if entry.signature is Signature.SIGNED}
    voided = {entry.key for entry in book if entry.payment is Payment.VOIDED}
    assert {entry.key for entry in book.outbox()} == signed - voided
    assert book.outbox_count == len(signed)
    due = [entry.key for entry in book if entry.payment is Payment.REVERSAL_DUE]
    assert book.reversal_due == (due[0] if due else None)
    authorising = [entry for entry in book if entry.payment is Payment.AUTHORISING]
    assert authorising == ([book.pending] if book.pending else [])


@given(CHOICES)
def test_the_same_events_always_add_up_to_the_same_book(choices: list[int]) -> None:
    events = lawful_history(choices)
    book = book_of(events)
    assert book_of(events) == book == book.clone()
    assert list(book.newest()) == list(book)[::-1]


@given(CHOICES.filter(bool))
def test_a_clone_goes_its_own_way(choices: list[int]) -> None:
    events = lawful_history(choices)
    book = book_of(events[:-1])
    clone = book.clone()
    clone.apply(events[-1])
    assert book == book_of(events[:-1])
    assert clone == book_of(events)


@given(CHOICES, st.sampled_from(ANYTHING))
def test_planning_changes_nothing(choices: list[int], event: Event) -> None:
    events = lawful_history(choices)
    book = book_of(events)
    with suppress(UnlawfulChangeError):
        book.plan(event)
    assert book == book_of(events)


def test_books_of_different_histories_are_not_equal() -> None:
    assert book_of(signed_sale()) != book_of(forgotten_sale())
    assert Book() != "a book"


def test_the_outbox_sends_in_the_order_of_signing_also_after_a_restart() -> None:
    events = [*forgotten_sale(1), *forgotten_sale(2)]
    book = book_of(events)
    for trace in (2, 1):
        book.apply(Signed(EntryKey(1, trace), attempt(), IMAGE))
    assert [entry.key.trace for entry in book.outbox()] == [2, 1]
    assert [entry.key.trace for entry in book.clone().outbox()] == [2, 1]


def test_unsigned_sales_are_listed_newest_first_whenever_they_became_so() -> None:
    book = book_of([*signed_sale(1), *forgotten_sale(2), *forgotten_sale(3)])
    book.apply(UploadFailed(EntryKey(1, 1), "30", NOON, final=True))
    assert [entry.key.trace for entry in book.unsigned()] == [3, 2, 1]
    assert [entry.key.trace for entry in book.clone().unsigned()] == [3, 2, 1]


def test_nothing_new_begins_while_an_outcome_is_missing() -> None:
    book = book_of([intended(1)])
    with pytest.raises(UnlawfulChangeError, match="000001-000001 has no outcome yet"):
        book.apply(intended(2))


def test_a_trace_is_used_once_in_a_batch() -> None:
    book = book_of(signed_sale(1))
    with pytest.raises(UnlawfulChangeError, match="this trace is taken"):
        book.apply(intended(1))


def test_nothing_happens_to_an_entry_that_is_not_there() -> None:
    with pytest.raises(UnlawfulChangeError, match="no such entry"):
        Book().apply(Approved(KEY, YES, NOON))


def test_two_reversals_that_are_due_are_both_remembered() -> None:
    book = book_of([intended(1), ReversalDue(KEY, "98", NOON)])
    second = EntryKey(1, 2)
    for event in (intended(2), ReversalDue(second, "98", NOON)):
        book.apply(event)
    assert book.reversal_due == KEY
    book.apply(ReversalDone(KEY, "00", NOON))
    assert book.reversal_due == second
    book.apply(ReversalDone(second, "00", NOON))
    assert book.reversal_due is None


def test_a_late_approval_after_the_reversal_is_due_changes_nothing() -> None:
    book = book_of([intended(), ReversalDue(KEY, "98", NOON)])
    with pytest.raises(UnlawfulChangeError, match="REVERSAL_DUE may not become APPROVED"):
        book.apply(Approved(KEY, YES, NOON))


def test_a_payment_that_was_not_approved_takes_no_signature() -> None:
    book = book_of([intended(), Declined(KEY, NO, NOON)])
    with pytest.raises(UnlawfulChangeError, match="DECLINED takes no signature"):
        book.apply(Signed(KEY, attempt(), IMAGE))


def test_an_attempt_that_failed_is_no_signature_and_a_signature_no_failure() -> None:
    book = book_of(forgotten_sale())
    with pytest.raises(UnlawfulChangeError):
        book.apply(Signed(KEY, attempt(AttemptOutcome.CANCELLED), IMAGE))
    with pytest.raises(UnlawfulChangeError):
        book.apply(Forgotten(KEY, attempt(AttemptOutcome.SIGNED)))


def test_a_signature_under_way_cannot_be_forgotten_any_more() -> None:
    book = book_of(signed_sale())
    with pytest.raises(UnlawfulChangeError):
        book.apply(Forgotten(KEY, attempt(AttemptOutcome.CANCELLED)))


def test_only_a_final_upload_failure_takes_a_signature_out_of_the_outbox() -> None:
    book = book_of(signed_sale())
    book.apply(UploadFailed(KEY, "96", NOON, final=False))
    assert book.outbox_count == 1
    book.apply(UploadFailed(KEY, "30", NOON, final=True))
    assert (book.outbox_count, book.unsigned_count) == (0, 1)
    assert book[KEY].signature in OPEN_SIGNATURES
    assert book[KEY].upload_tries == 2


def test_traces_run_from_one_to_999999_and_begin_again() -> None:
    book = Book()
    assert book.terminal.next_trace == 1
    book.apply(TraceTaken(TRACE_MAX, NOON))
    assert book.terminal.next_trace == 1


def test_an_intent_takes_its_trace_and_an_upload_moves_it_on() -> None:
    book = book_of(signed_sale(41))
    assert book.terminal.last_trace == 41
    book.apply(Uploaded(EntryKey(1, 41), "00", NOON))  # cup-terminal.md 2.4
    assert book.terminal.last_trace == 42


def test_a_sign_on_brings_the_banks_batch_and_its_time() -> None:
    later = NOON + timedelta(hours=1)
    book = book_of([SignedOn(77, later)])
    assert (book.terminal.batch, book.terminal.signed_on_at) == (77, later)


def test_a_day_in_the_book() -> None:
    book = book_of(a_day())
    assert [(str(e.payment), str(e.slip), str(e.signature)) for e in book] == [
        ("APPROVED", "PRINTED", "UPLOADED"),
        ("DECLINED", "NOT_PRINTED", "UNSIGNED"),
        ("REVERSED", "NOT_PRINTED", "UNSIGNED"),
        ("APPROVED", "PRINTED", "UPLOAD_FAILED"),
        ("APPROVED", "PRINT_FAILED", "NOT_REQUIRED"),
    ]
    assert book.last is not None
    assert book.last.key == EntryKey(1, 5)
    assert isinstance(a_day()[3], Intended)
