"""What each event makes of a signature that is taken for another terminal's transaction."""

from __future__ import annotations

from dataclasses import replace

from terminal.brought import Brought
from terminal.entry import AttemptOutcome
from terminal.entry_changes import UnlawfulChangeError
from terminal.events import (
    ForgottenForOther,
    NotStoredForOther,
    OtherEvent,
    SignedForOther,
    StoredForOther,
)
from terminal.states import SIGNATURE_CHANGES, Signature


def changed_brought(before: Brought | None, event: OtherEvent) -> Brought:
    """It after `event`; UnlawfulChangeError where the table of states forbids the change."""
    match event:
        case SignedForOther():
            return _signed(before or Brought(event.sale), event)
        case ForgottenForOther():
            return _forgotten(before or Brought(event.sale), event)
        case StoredForOther() | NotStoredForOther() if before is None or not before.is_to_be_sent:
            raise UnlawfulChangeError(f"{event.other}: no signature of it is on its way")
        case StoredForOther():
            after = _lawful(before, Signature.UPLOADED)
        case NotStoredForOther(final=True):
            after = _lawful(before, Signature.UPLOAD_FAILED)
        case _:
            after = before.signature
    tries = before.upload_tries + 1
    return replace(before, signature=after, upload_tries=tries, upload_code=event.code)


def _signed(before: Brought, event: SignedForOther) -> Brought:
    if event.attempt.outcome is not AttemptOutcome.SIGNED:
        raise UnlawfulChangeError(f"{event.sale.key}: {event.attempt.outcome} gave no signature")
    return replace(
        before,
        signature=_lawful(before, Signature.SIGNED),
        attempts=(*before.attempts, event.attempt),
        image=event.image,
        upload_tries=0,
        upload_code="",
    )


def _forgotten(before: Brought, event: ForgottenForOther) -> Brought:
    if event.attempt.outcome is AttemptOutcome.SIGNED:
        raise UnlawfulChangeError(f"{event.sale.key}: a signature was not forgotten")
    return replace(before, attempts=(*before.attempts, event.attempt))


def _lawful(before: Brought, after: Signature) -> Signature:
    if after not in SIGNATURE_CHANGES[before.signature]:
        raise UnlawfulChangeError(f"{before.sale.key}: {before.signature} may not be {after}")
    return after
