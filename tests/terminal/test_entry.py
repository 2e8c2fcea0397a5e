"""What one transaction can tell of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from terminal.entry import AttemptOutcome, Entry, EntryKey, Route
from terminal.events import Forgotten, Settled, Signed, UploadFailed, Voided
from terminal.intents import charged_for
from terminal.states import Payment, Signature
from tests.terminal.deeds import IMAGE, NOON, PAN, a_day, attempt, book_of, forgotten_sale

KEY = EntryKey(1, 1)


def _forgotten() -> Entry:
    return book_of(forgotten_sale())[KEY]


def test_a_key_is_written_as_the_bank_writes_it_and_sorts_by_batch_then_trace() -> None:
    assert str(EntryKey(7, 42)) == "000007-000042"
    assert sorted([EntryKey(2, 1), EntryKey(1, 9)]) == [EntryKey(1, 9), EntryKey(2, 1)]


def test_an_approved_sale_without_its_signature_is_open() -> None:
    assert _forgotten().is_open


@pytest.mark.parametrize("payment", sorted(set(Payment) - {Payment.APPROVED}))
def test_only_an_approved_payment_can_be_open(payment: Payment) -> None:
    assert not replace(_forgotten(), payment=payment).is_open


@pytest.mark.parametrize(
    ("before", "route", "resigned"),
    [
        ((), Route.SALE, False),
        ((), Route.OTHER_DEVICE, False),
        ((Route.OTHER_DEVICE,), Route.OTHER_DEVICE, False),
        ((Route.SALE,), Route.OTHER_DEVICE, True),
        ((Route.AUTO,), Route.TERMINAL_LAST, True),
        ((), Route.PHONE_APP, True),
    ],
)
def test_what_is_signed_after_the_sales_own_prompt_is_re_signed(
    before: tuple[Route, ...], route: Route, resigned: bool
) -> None:
    forgotten = [replace(attempt(AttemptOutcome.CANCELLED), route=way) for way in before]
    attempts = (*forgotten, replace(attempt(), route=route))
    assert replace(_forgotten(), attempts=attempts).is_resigned is resigned


@pytest.mark.parametrize(
    "signature", [Signature.NOT_REQUIRED, Signature.SIGNED, Signature.UPLOADED, Signature.PAPER]
)
def test_an_entry_that_owes_no_signature_is_not_open(signature: Signature) -> None:
    assert not replace(_forgotten(), signature=signature).is_open


def test_the_newest_signature_counts_and_a_later_failure_takes_nothing_from_it() -> None:
    book = book_of(forgotten_sale())
    book.apply(Signed(KEY, replace(attempt(), redos=1), IMAGE))
    book.apply(UploadFailed(KEY, "30", NOON, final=True))
    book.apply(Signed(KEY, replace(attempt(), redos=2), IMAGE))
    book.apply(UploadFailed(KEY, "30", NOON, final=True))
    entry = book.apply(Forgotten(KEY, attempt(AttemptOutcome.CANCELLED)))
    assert entry is not None
    assert entry.effective_attempt == replace(attempt(), redos=2)
    assert len(entry.attempts) == 4


def test_an_entry_never_signed_has_no_effective_attempt() -> None:
    assert _forgotten().effective_attempt is None


def test_tries_are_counted_by_route() -> None:
    by_hand = replace(attempt(AttemptOutcome.CANCELLED), route=Route.TERMINAL_LAST)
    entry = replace(_forgotten(), attempts=(*_forgotten().attempts, by_hand, by_hand))
    assert entry.tries_by(Route.SALE) == 1
    assert entry.tries_by(Route.TERMINAL_LAST) == 2
    assert entry.tries_by(Route.TERMINAL_SELECTED) == 0


def test_no_entry_shows_its_card_number_or_its_signature() -> None:
    for entry in book_of(a_day()):
        assert PAN.digits not in f"{entry!r} {entry}"
        assert repr(IMAGE)[2:20] not in repr(entry)


@pytest.mark.parametrize(
    ("payment", "owed"),
    [
        (Payment.APPROVED, Signature.UNSIGNED),
        (Payment.DECLINED, Signature.NOT_REQUIRED),
        (Payment.REVERSED, Signature.NOT_REQUIRED),
        (Payment.VOIDED, Signature.NOT_REQUIRED),
        (Payment.REFUNDED, Signature.NOT_REQUIRED),
    ],
)
def test_nobody_is_told_to_owe_a_signature_for_what_took_no_money(
    payment: Payment, owed: Signature
) -> None:
    assert replace(_forgotten(), payment=payment).owed_signature is owed


def test_a_sale_that_was_voided_and_settled_by_a_program_of_before_is_told_as_voided() -> None:
    book = book_of(forgotten_sale())
    for event in (Voided(KEY, EntryKey(1, 2), NOON), Settled(KEY, NOON)):
        book.apply(event)
    entry = book[KEY]
    assert (entry.payment, entry.told_payment) == (Payment.SETTLED, Payment.VOIDED)
    assert entry.owed_signature is Signature.NOT_REQUIRED
    assert not entry.was_settled_unsigned
    assert charged_for(book, KEY) is None


def test_what_such_a_program_tried_to_have_signed_afterwards_is_still_read() -> None:
    book = book_of(forgotten_sale())
    for event in (Voided(KEY, EntryKey(1, 2), NOON), Settled(KEY, NOON)):
        book.apply(event)
    book.apply(Forgotten(KEY, attempt(AttemptOutcome.CANCELLED)))
    assert len(book[KEY].attempts) == 2
    book.apply(Signed(KEY, replace(attempt(), route=Route.SUPPORT), IMAGE))
    assert book.outbox() == []
