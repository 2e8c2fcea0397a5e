"""What each event of the device's own makes of its counters."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from terminal.events import (
    DailyChecked,
    LoggedIn,
    Overridden,
    ParametersAnnounced,
    ParametersRefused,
    PinAccepted,
    PinTried,
    SignedOn,
    SignOnAsked,
    StatusAnnounced,
    StatusTaken,
    TakenUpUnnoted,
    TraceTaken,
)
from terminal.operators import Deed
from terminal.terminal_changes import (
    TRACE_MAX,
    LineEvent,
    OwnEvent,
    PeopleEvent,
    PushEvent,
    Terminal,
    changed_terminal,
)
from tests.terminal.deeds import NOON, a_week

FRESH = Terminal()


def after(*events: OwnEvent) -> Terminal:
    now = FRESH
    for event in events:
        now = changed_terminal(now, event)
    return now


def test_the_trace_after_the_last_is_the_first() -> None:
    assert after(TraceTaken(TRACE_MAX, NOON)).next_trace == 1


def test_a_sign_on_brings_the_batch_and_begins_the_days_of_checks() -> None:
    now = after(SignedOn(7, NOON))
    assert (now.batch, now.signed_on_at, now.checked_on) == (7, NOON, NOON.date())
    assert not now.is_check_due
    assert after(SignedOn(7, NOON), SignOnAsked(NOON)).signed_on_at is None


def test_a_journal_without_the_note_of_its_end_asks_for_a_new_sign_on() -> None:
    assert after(SignedOn(7, NOON), TakenUpUnnoted(NOON)).signed_on_at is None


def test_a_check_is_due_at_the_first_sign_on_of_another_day_until_somebody_saw_it() -> None:
    next_day = NOON + timedelta(days=1)
    due = after(SignedOn(7, NOON), SignedOn(7, next_day))
    assert due.is_check_due
    assert not changed_terminal(due, DailyChecked(next_day)).is_check_due


@pytest.mark.parametrize(
    ("comes", "goes", "flag"),
    [
        (StatusAnnounced(NOON), StatusTaken(NOON), "has_news"),
        (ParametersAnnounced(NOON), ParametersRefused(1, "redos", NOON), "has_push"),
    ],
)
def test_what_the_bank_announces_waits_until_it_is_taken(
    comes: OwnEvent, goes: OwnEvent, flag: str
) -> None:
    assert getattr(after(comes), flag)
    assert not getattr(after(comes, goes), flag)


def test_wrong_pins_count_until_one_is_accepted_and_an_override_changes_nothing() -> None:
    tried = after(LoggedIn("02", NOON), PinTried("02", NOON))
    assert tried.operator == "02"
    assert tried.wrong_pins
    assert not changed_terminal(tried, PinAccepted("02", NOON)).wrong_pins
    assert changed_terminal(tried, Overridden("99", "02", Deed.VOID, NOON)) == tried


def test_every_kind_of_its_own_events_is_understood() -> None:
    known = {kind for group in (LineEvent, PeopleEvent, PushEvent) for kind in get_args(group)}
    own = [event for event in a_week() if isinstance(event, OwnEvent)]
    assert {type(event) for event in own} == known
    for event in own:
        assert isinstance(changed_terminal(FRESH, event), Terminal)
