"""What this terminal keeps of another one's transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from terminal.brought import Brought, OtherKey
from terminal.entry import AttemptOutcome, month_of
from terminal.states import Signature
from tests.terminal.deeds import IMAGE, NOON, OTHER_SALE, brought


def test_a_key_names_the_terminal_too_and_sorts_by_it_first() -> None:
    assert str(OtherKey("10000002", 3, 42)) == "10000002-000003-000042"
    assert OtherKey("10000001", 9, 9) < OtherKey("10000002", 1, 1)


def test_the_newest_signature_is_what_is_sent_and_a_later_failure_takes_nothing_from_it() -> None:
    first, second = brought(), replace(brought(), generation=2)
    cancelled = brought(AttemptOutcome.CANCELLED)
    kept = Brought(OTHER_SALE, Signature.SIGNED, (first, second, cancelled), IMAGE)
    assert kept.signed_attempt is second
    assert kept.is_to_be_sent


def test_what_the_bank_has_or_nobody_signed_is_not_sent() -> None:
    assert not Brought(OTHER_SALE).is_to_be_sent
    assert not Brought(OTHER_SALE, Signature.UPLOADED).is_to_be_sent


def test_its_handwriting_is_as_old_as_its_newest_signature() -> None:
    later = replace(brought(), at=NOON + timedelta(days=40))
    kept = Brought(OTHER_SALE, Signature.UPLOADED, (brought(), later), IMAGE)
    assert not kept.was_signed_before(month_of(later.at))
    assert kept.was_signed_before(month_of(later.at) + 1)
    assert not Brought(OTHER_SALE).was_signed_before(month_of(NOON) + 1)


def test_no_picture_shows_in_a_repr() -> None:
    assert repr(IMAGE)[2:20] not in repr(Brought(OTHER_SALE, image=IMAGE))
