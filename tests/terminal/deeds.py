"""Lawful things that can happen to a book: one at a time by name, or whole histories by chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from terminal.brought import OtherKey, OtherSale
from terminal.entry import (
    VOID,
    Attempt,
    AttemptOutcome,
    Entry,
    EntryKey,
    HostAnswer,
    Route,
    month_of,
)
from terminal.events import (
    Approved,
    Closed,
    Closing,
    DailyChecked,
    Declined,
    EntryEvent,
    Event,
    Forgotten,
    ForgottenForOther,
    HandOnFile,
    HandwritingErased,
    Intended,
    LinkOpened,
    LoggedIn,
    NotClosed,
    NotStoredForOther,
    OperatorChange,
    OperatorChanged,
    Overridden,
    ParametersAnnounced,
    ParametersRefused,
    ParametersTaken,
    PinAccepted,
    PinTried,
    Reprinted,
    ReversalDone,
    ReversalDue,
    ReversalTried,
    Settled,
    Signed,
    SignedElsewhere,
    SignedForOther,
    SignedOn,
    SignOnAsked,
    SlipsDone,
    SlipSent,
    StatusAnnounced,
    StatusTaken,
    StoredForOther,
    TakenUpUnnoted,
    TraceTaken,
    Uploaded,
    UploadFailed,
    Voided,
    Waived,
)
from terminal.journal import Book
from terminal.operators import Deed
from terminal.states import Payment, Signature, SlipState
from wire.pan import Pan
from wire.resign_messages import Parameters

NOON = datetime.fromisoformat("2026-03-02T12:00:00")
PAN = Pan("6212340000000000")
OTHER_PAN = Pan("6212340000000000018")
YES = HostAnswer(
    "00", "000000000001", "A12345", "0302", "120003", "0302", "发卡行", remarks=("谢谢",)
)
NO = HostAnswer("51")
IMAGE = bytes(range(200))
CHOICES = st.lists(st.integers(0, 10_000), max_size=40)


def intended(
    trace: int = 1, pan: Pan = PAN, signature: Signature = Signature.UNSIGNED, at: datetime = NOON
) -> Intended:
    key = EntryKey(1, trace)
    return Intended(key, "SALE", 1200, "156", pan, "3012", "022", "01", at, signature)


def attempt(outcome: AttemptOutcome = AttemptOutcome.SIGNED, at: datetime = NOON) -> Attempt:
    digests = ("5d" * 32, "1d" * 32, "3a" * 32) if outcome is AttemptOutcome.SIGNED else ("",) * 3
    return Attempt(1, Route.SALE, "01", "10000001", at, 9, outcome, 1, "475B8226", *digests)


def elsewhere(at: datetime = NOON) -> Attempt:
    """A signature that the bank got from a phone."""
    return Attempt(
        2, Route.PHONE_APP, "", "", at, 90, AttemptOutcome.SIGNED, image_digest="1d" * 32
    )


OTHER_SALE = OtherSale(
    OtherKey("10000002", 3, 42), 4800, "621234******0018", NOON, "000000000042", "B12345", "0302"
)


def brought(outcome: AttemptOutcome = AttemptOutcome.SIGNED, at: datetime = NOON) -> Attempt:
    """A try to have another terminal's transaction signed here."""
    return replace(attempt(outcome, at), route=Route.BACKUP_TERMINAL)


def signed_sale(trace: int = 1) -> list[Event]:
    """A sale, its signature and its slips: four events."""
    key = EntryKey(1, trace)
    return [
        intended(trace),
        Approved(key, YES, NOON),
        Signed(key, attempt(), IMAGE),
        SlipsDone(key, SlipState.PRINTED, 2, NOON),
    ]


def forgotten_sale(trace: int = 1) -> list[Event]:
    """A sale that nobody signed: three events."""
    key = EntryKey(1, trace)
    walked_away = attempt(AttemptOutcome.WALKED_AWAY)
    return [
        intended(trace),
        Approved(key, YES, NOON),
        SlipsDone(key, SlipState.PRINTED, 2, NOON, walked_away),
    ]


def a_day() -> list[Event]:
    """What a day brings: 25 events on five transactions."""
    keys = [EntryKey(1, trace) for trace in range(6)]
    declined, reversed_, refused = keys[2], keys[3], keys[5]
    return [
        LoggedIn("01", NOON),
        TraceTaken(999_999, NOON),
        SignedOn(1, NOON),
        *forgotten_sale(1),
        intended(2, OTHER_PAN),
        Declined(declined, NO, NOON),
        intended(3),
        ReversalDue(reversed_, "98", NOON),
        ReversalTried(reversed_, "98", NOON),
        ReversalDone(reversed_, "00", NOON),
        Forgotten(keys[1], attempt(AttemptOutcome.CANCELLED)),
        Signed(keys[1], attempt(), IMAGE),
        *signed_sale(4),
        Uploaded(keys[1], "00", NOON),
        Reprinted(keys[1], "01", NOON),
        SignOnAsked(NOON),
        UploadFailed(keys[4], "30", NOON, final=True),
        intended(5, signature=Signature.NOT_REQUIRED),
        Approved(refused, YES, NOON),
        SlipsDone(refused, SlipState.PRINT_FAILED, 0, NOON),
    ]


def a_week() -> list[Event]:
    """The day, and what only comes after it: every kind of event."""
    return [
        *a_day(),
        TakenUpUnnoted(NOON),
        StatusAnnounced(NOON),
        LinkOpened(EntryKey(1, 4), NOON, NOON),
        SignedElsewhere(EntryKey(1, 4), elsewhere(), NOON),
        StatusTaken(NOON),
        replace(intended(6), kind=VOID, original=EntryKey(1, 1)),
        Approved(EntryKey(1, 6), YES, NOON),
        Voided(EntryKey(1, 1), EntryKey(1, 6), NOON),
        Closing(1, 7, NOON),
        NotClosed(1, "96", NOON),
        Closing(1, 8, NOON),
        Closed(1, 2, NOON),
        Settled(EntryKey(1, 6), NOON),
        PinTried("99", NOON),
        PinAccepted("99", NOON),
        Overridden("99", "01", Deed.VOID, NOON),
        OperatorChanged("07", OperatorChange.ADDED, "00", NOON),
        DailyChecked(NOON),
        HandOnFile(EntryKey(1, 1), "01", NOON, NOON),
        HandOnFile(EntryKey(1, 1), "01", NOON),
        HandwritingErased(month_of(NOON), NOON),
        ForgottenForOther(OTHER_SALE, brought(AttemptOutcome.CANCELLED)),
        SignedForOther(OTHER_SALE, brought(), IMAGE),
        NotStoredForOther(OTHER_SALE.key, "96", NOON, final=False),
        StoredForOther(OTHER_SALE.key, "00", NOON),
        intended(9),
        Approved(EntryKey(1, 9), YES, NOON),
        SlipsDone(EntryKey(1, 9), SlipState.PRINT_FAILED, 0, NOON),
        SlipSent(EntryKey(1, 9), "01", NOON),
        Waived(EntryKey(1, 9), attempt(AttemptOutcome.WAIVED), NOON, 5000),
        ParametersAnnounced(NOON),
        ParametersTaken(Parameters(push=1, redos=5), NOON),
        ParametersRefused(2, "redos 12 is not from 1 to 9", NOON),
    ]


def book_of(events: list[Event]) -> Book:
    book = Book()
    for event in events:
        book.apply(event)
    return book


def lawful_next(book: Book, at: datetime) -> list[Event]:
    """Everything that may happen next, at this moment."""
    nothing_pending = [
        intended(book.terminal.next_trace, PAN, Signature.UNSIGNED, at),
        intended(book.terminal.next_trace, OTHER_PAN, Signature.NOT_REQUIRED, at),
    ]
    events: list[Event] = [] if book.pending else [*nothing_pending]
    for entry in book:
        events += _next_of(entry, at)
    device: list[Event] = [TraceTaken(book.terminal.next_trace, at), SignOnAsked(at)]
    device += [TakenUpUnnoted(at)]
    device += [SignedOn(1, at), StatusAnnounced(at), StatusTaken(at)]
    device += [PinTried("02", at), PinAccepted("02", at), Overridden("99", "02", Deed.SETTLE, at)]
    device += [OperatorChanged("02", OperatorChange.UNLOCKED, "00", at), DailyChecked(at)]
    device += [HandOnFile(entry.key, "02", at, at) for entry in book]
    device += _next_for_other(book, at)
    device += [ParametersAnnounced(at), ParametersTaken(Parameters(push=3, redos=2), at)]
    return [*events, *device, LoggedIn("02", at)]


def lawful_history(choices: list[int]) -> list[Event]:
    """A history that these numbers choose; every event of it is lawful where it stands."""
    book, events, at = Book(), list[Event](), NOON
    for choice in choices:
        possible = lawful_next(book, at)
        events.append(possible[choice % len(possible)])
        book.apply(events[-1])
        at += timedelta(seconds=choice % 7)
    return events


def _next_for_other(book: Book, at: datetime) -> list[Event]:
    found = book.brought_for(OTHER_SALE.key)
    if found is None or found.signature is not Signature.SIGNED:
        events: list[Event] = [ForgottenForOther(OTHER_SALE, brought(AttemptOutcome.CANCELLED, at))]
        if found is None or found.signature is not Signature.UPLOADED:
            events.append(SignedForOther(OTHER_SALE, brought(at=at), IMAGE))
        return events
    key = OTHER_SALE.key
    final = NotStoredForOther(key, "30", at, final=True)
    return [StoredForOther(key, "94", at), NotStoredForOther(key, "96", at, final=False), final]


def _next_of(entry: Entry, at: datetime) -> Iterator[EntryEvent]:
    key = entry.key
    match entry.payment:
        case Payment.AUTHORISING:
            yield from (Approved(key, YES, at), Declined(key, NO, at), ReversalDue(key, "98", at))
        case Payment.REVERSAL_DUE:
            yield from (ReversalTried(key, "98", at), ReversalDone(key, "25", at))
        case Payment.APPROVED:
            yield Reprinted(key, "01", at)
            yield Voided(key, EntryKey(1, 999_999), at)
            yield Settled(key, at)
            if entry.slip is SlipState.NOT_PRINTED:
                yield SlipsDone(key, SlipState.PRINTED, 2, at)
            yield from _next_of_signature(entry, at)


def _next_of_signature(entry: Entry, at: datetime) -> Iterator[EntryEvent]:
    key = entry.key
    if entry.is_open:
        yield Signed(key, attempt(at=at), IMAGE)
        yield Forgotten(key, attempt(AttemptOutcome.CANCELLED, at))
        yield SignedElsewhere(key, elsewhere(at), at)
        yield Waived(key, attempt(AttemptOutcome.WAIVED, at), at)
        if entry.slip is SlipState.NOT_PRINTED:
            walked_away = attempt(AttemptOutcome.WALKED_AWAY, at)
            yield SlipsDone(key, SlipState.PRINT_FAILED, 0, at, walked_away)
    if entry.signature is Signature.SIGNED:
        yield Uploaded(key, "94", at)
        yield UploadFailed(key, "96", at, final=False)
        yield UploadFailed(key, "30", at, final=True)
