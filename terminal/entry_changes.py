"""What each event makes of one entry, and the refusal of every change that is not lawful."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from terminal.entry import Attempt, AttemptOutcome, Entry, EntryKey, Route
from terminal.events import (
    Approved,
    Declined,
    EntryEvent,
    Forgotten,
    Intended,
    LinkOpened,
    Reprinted,
    ReversalDone,
    ReversalDue,
    ReversalTried,
    Settled,
    Signed,
    SignedElsewhere,
    SlipsDone,
    SlipSent,
    Uploaded,
    UploadFailed,
    Voided,
    Waived,
)
from terminal.states import (
    OPEN_SIGNATURES,
    PAYMENT_CHANGES,
    SIGNATURE_CHANGES,
    SLIP_CHANGES,
    Payment,
    Signature,
    SlipState,
)

BY_CODE = frozenset({Route.SUPPORT, Route.BANK})
"""The routes of a code that was read out: they are there when the batch is settled."""

State = TypeVar("State", Payment, SlipState, Signature)


class UnlawfulChangeError(AssertionError):
    """Ours: a flow asked for a change the tables of states do not allow."""


def _changed(
    changes: Mapping[State, frozenset[State]], before: State, after: State, key: EntryKey
) -> State:
    if after not in changes[before]:
        raise UnlawfulChangeError(f"{key}: {before} may not become {after}")
    return after


def changed_entry(before: Entry | None, event: EntryEvent) -> Entry:
    """The entry after `event`; UnlawfulChangeError where the tables of states forbid it."""
    if isinstance(event, Intended):
        if before is not None:
            raise UnlawfulChangeError(f"{event.key}: this trace is taken")
        return Entry(
            key=event.key,
            kind=event.kind,
            amount_minor=event.amount_minor,
            currency=event.currency,
            pan=event.pan,
            expiry=event.expiry,
            entry_mode=event.entry_mode,
            operator=event.operator,
            started_at=event.at,
            signature=event.signature,
            original=event.original,
            redo_of=event.redo_of,
            agreed_by=event.agreed_by,
        )
    if before is None:
        raise UnlawfulChangeError(f"{event.key}: no such entry")
    change = _CHANGES[type(event)]
    return change(before, event)


def _pay(entry: Entry, after: Payment) -> Payment:
    return _changed(PAYMENT_CHANGES, entry.payment, after, entry.key)


def _sign(entry: Entry, after: Signature) -> Signature:
    return _changed(SIGNATURE_CHANGES, entry.signature, after, entry.key)


def _approved(entry: Entry, event: Approved) -> Entry:
    return replace(entry, payment=_pay(entry, Payment.APPROVED), answer=event.answer)


def _voided(entry: Entry, event: Voided) -> Entry:
    return replace(entry, payment=_pay(entry, Payment.VOIDED), voided_by=event.by)


def _settled(entry: Entry, _event: Settled) -> Entry:
    return replace(entry, payment=_pay(entry, Payment.SETTLED))


def _declined(entry: Entry, event: Declined) -> Entry:
    return replace(entry, payment=_pay(entry, Payment.DECLINED), answer=event.answer)


def _reversal_due(entry: Entry, event: ReversalDue) -> Entry:
    return replace(entry, payment=_pay(entry, Payment.REVERSAL_DUE), reversal_reason=event.reason)


def _reversal_tried(entry: Entry, event: ReversalTried) -> Entry:
    if entry.payment is not Payment.REVERSAL_DUE:
        raise UnlawfulChangeError(f"{entry.key}: no reversal is due")
    return replace(entry, reversal_reason=event.reason, reversal_tries=entry.reversal_tries + 1)


def _reversal_done(entry: Entry, _event: ReversalDone) -> Entry:
    return replace(
        entry,
        payment=_pay(entry, Payment.REVERSED),
        reversal_tries=entry.reversal_tries + 1,
    )


def _signed(entry: Entry, event: Signed) -> Entry:
    after_settling = entry.payment is Payment.SETTLED and event.attempt.route in BY_CODE
    if entry.payment is not Payment.APPROVED and not after_settling:
        raise UnlawfulChangeError(f"{entry.key}: {entry.payment} takes no signature")
    if event.attempt.outcome is not AttemptOutcome.SIGNED:
        raise UnlawfulChangeError(f"{entry.key}: {event.attempt.outcome} gave no signature")
    return replace(
        entry,
        signature=_sign(entry, Signature.SIGNED),
        attempts=(*entry.attempts, event.attempt),
        image=event.image,
        upload_tries=0,
        upload_code="",
    )


def _forgotten(entry: Entry, event: Forgotten) -> Entry:
    return replace(entry, attempts=_with_forgotten(entry, event.attempt))


def _with_forgotten(entry: Entry, attempt: Attempt) -> tuple[Attempt, ...]:
    takes_one = entry.payment in (Payment.APPROVED, Payment.SETTLED)
    is_open = takes_one and entry.signature in OPEN_SIGNATURES
    if not is_open or attempt.outcome is AttemptOutcome.SIGNED:
        raise UnlawfulChangeError(
            f"{entry.key}: {attempt.outcome} is no way to leave {entry.signature} unsigned"
        )
    return (*entry.attempts, attempt)


def _slips_done(entry: Entry, event: SlipsDone) -> Entry:
    attempts = (
        entry.attempts if event.forgotten is None else _with_forgotten(entry, event.forgotten)
    )
    slip = _changed(SLIP_CHANGES, entry.slip, event.slip, entry.key)
    return replace(entry, slip=slip, prints=entry.prints + event.prints, attempts=attempts)


def _reprinted(entry: Entry, _event: Reprinted) -> Entry:
    return replace(entry, slip=SlipState.PRINTED, prints=entry.prints + 1)


def _slip_sent(entry: Entry, _event: SlipSent) -> Entry:
    slip = _changed(SLIP_CHANGES, entry.slip, SlipState.SENT, entry.key)
    return replace(entry, slip=slip)


def _uploaded(entry: Entry, event: Uploaded) -> Entry:
    return replace(
        entry,
        signature=_sign(entry, Signature.UPLOADED),
        upload_tries=entry.upload_tries + 1,
        upload_code=event.code,
    )


def _upload_failed(entry: Entry, event: UploadFailed) -> Entry:
    if entry.signature not in (Signature.SIGNED, Signature.UPLOAD_FAILED):
        raise UnlawfulChangeError(f"{entry.key}: {entry.signature} is not on its way to the bank")
    after: Signature = entry.signature
    if event.final and after is Signature.SIGNED:
        after = _sign(entry, Signature.UPLOAD_FAILED)
    return replace(
        entry, signature=after, upload_tries=entry.upload_tries + 1, upload_code=event.code
    )


def _link_opened(entry: Entry, event: LinkOpened) -> Entry:
    if entry.signature not in OPEN_SIGNATURES:
        raise UnlawfulChangeError(f"{entry.key}: {entry.signature} is not open to be signed")
    return replace(entry, link_until=event.expires_at)


def _signed_elsewhere(entry: Entry, event: SignedElsewhere) -> Entry:
    attempt = event.attempt
    if entry.signature not in OPEN_SIGNATURES or attempt.outcome is not AttemptOutcome.SIGNED:
        raise UnlawfulChangeError(f"{entry.key}: {entry.signature} is not open to be signed")
    on_paper = attempt.route is Route.PAPER
    return replace(
        entry,
        signature=_sign(entry, Signature.PAPER if on_paper else Signature.UPLOADED),
        attempts=(*entry.attempts, attempt),
        image=b"",
    )


def _waived(entry: Entry, event: Waived) -> Entry:
    if event.attempt.outcome is not AttemptOutcome.WAIVED:
        raise UnlawfulChangeError(f"{entry.key}: {event.attempt.outcome} waives nothing")
    return replace(
        entry,
        signature=_sign(entry, Signature.WAIVED),
        attempts=(*entry.attempts, event.attempt),
        waived_up_to_minor=event.up_to_minor,
        image=b"",
    )


_CHANGES: dict[type, Callable[..., Entry]] = {
    Approved: _approved,
    Declined: _declined,
    ReversalDue: _reversal_due,
    ReversalTried: _reversal_tried,
    ReversalDone: _reversal_done,
    Signed: _signed,
    Forgotten: _forgotten,
    SlipsDone: _slips_done,
    Reprinted: _reprinted,
    SlipSent: _slip_sent,
    Uploaded: _uploaded,
    UploadFailed: _upload_failed,
    LinkOpened: _link_opened,
    SignedElsewhere: _signed_elsewhere,
    Waived: _waived,
    Voided: _voided,
    Settled: _settled,
}
