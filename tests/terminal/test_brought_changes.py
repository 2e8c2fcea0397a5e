"""What may become of a signature that is taken for another terminal's transaction."""

from __future__ import annotations

import pytest

from terminal.brought import Brought
from terminal.brought_changes import changed_brought
from terminal.entry import AttemptOutcome
from terminal.entry_changes import UnlawfulChangeError
from terminal.events import (
    ForgottenForOther,
    NotStoredForOther,
    OtherEvent,
    SignedForOther,
    StoredForOther,
)
from terminal.states import Signature
from tests.terminal.deeds import IMAGE, NOON, OTHER_SALE, brought

KEY = OTHER_SALE.key
FORGOTTEN = ForgottenForOther(OTHER_SALE, brought(AttemptOutcome.CANCELLED))
SIGNED = SignedForOther(OTHER_SALE, brought(), IMAGE)
STORED = StoredForOther(KEY, "00", NOON)
LOST = NotStoredForOther(KEY, "NO_ANSWER", NOON, final=False)
REFUSED = NotStoredForOther(KEY, "A7", NOON, final=True)


def after(*events: OtherEvent) -> Brought:
    before: Brought | None = None
    for event in events:
        before = changed_brought(before, event)
    assert before is not None
    return before


def test_every_attempt_is_kept_and_the_signature_waits_to_be_sent() -> None:
    found = after(FORGOTTEN, SIGNED)
    assert [one.outcome for one in found.attempts] == [
        AttemptOutcome.CANCELLED,
        AttemptOutcome.SIGNED,
    ]
    assert (found.signature, found.image) == (Signature.SIGNED, IMAGE)


def test_a_lost_answer_leaves_it_waiting_and_is_counted() -> None:
    found = after(SIGNED, LOST, STORED)
    assert (found.signature, found.upload_tries) == (Signature.UPLOADED, 2)
    assert after(SIGNED, LOST).is_to_be_sent


def test_what_was_refused_may_be_signed_again_and_is_counted_anew() -> None:
    found = after(SIGNED, REFUSED, SIGNED)
    assert (found.signature, found.upload_tries, found.upload_code) == (Signature.SIGNED, 0, "")


@pytest.mark.parametrize(
    "events",
    [
        (STORED,),
        (LOST,),
        (FORGOTTEN, STORED),
        (SIGNED, STORED, SIGNED),
        (SIGNED, STORED, REFUSED),
        (SignedForOther(OTHER_SALE, brought(AttemptOutcome.CANCELLED), IMAGE),),
        (ForgottenForOther(OTHER_SALE, brought()),),
    ],
)
def test_what_cannot_have_happened_is_refused(events: tuple[OtherEvent, ...]) -> None:
    with pytest.raises(UnlawfulChangeError):
        after(*events)
