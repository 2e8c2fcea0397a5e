"""The counters of the device itself, and what each event of its own makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import assert_never

from terminal.events import (
    Closing,
    DailyChecked,
    HandOnFile,
    LoggedIn,
    OperatorChanged,
    Overridden,
    ParametersAnnounced,
    ParametersRefused,
    ParametersTaken,
    PinAccepted,
    PinTried,
    SignedOn,
    SignOnAsked,
    StatusAnnounced,
    StatusTaken,
    TakenUpUnnoted,
    TraceTaken,
)
from terminal.parameters import merged
from terminal.wrong_pins import WrongPins, after
from wire.resign_messages import Parameters

PeopleEvent = (
    LoggedIn | DailyChecked | Overridden | HandOnFile | PinTried | PinAccepted | OperatorChanged
)
PushEvent = ParametersAnnounced | ParametersTaken | ParametersRefused
LineEvent = TraceTaken | SignOnAsked | TakenUpUnnoted | SignedOn | StatusAnnounced | StatusTaken
OwnEvent = LineEvent | PeopleEvent | PushEvent
"""What changes the terminal alone, whatever its transactions are."""

TRACE_MAX = 999_999
"""F11 holds six digits; after the last comes 000001 (cup-terminal.md 1.4)."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """The counters of the device itself."""

    batch: int = 1
    last_trace: int = 0
    operator: str = ""
    signed_on_at: datetime | None = None
    has_news: bool = False
    """The bank told of signatures made elsewhere, and has not been asked about them yet."""

    has_push: bool = False
    """The bank told of changed parameters that have not been fetched yet."""

    parameters: Parameters = field(default_factory=Parameters)
    """All that was pushed and taken."""

    closing: Closing | None = None
    """The batch whose totals are on their way, and under which trace."""
    closed_batch: int = 0
    """The batch that was closed last; 0 before the first."""
    checked_on: date | None = None
    """The day of the last daily check; the first sign-on of all has nothing to check."""
    wrong_pins: tuple[WrongPins, ...] = ()
    """Who tried a PIN and was not accepted since; a number stands here once at most."""
    hands_kept_from: int = 0
    """The month from which on pictures of signatures are still there; 0 while all are."""

    @property
    def is_check_due(self) -> bool:
        """Whether this is the first sign-on of a day, and nobody was shown yet what is open."""
        if self.signed_on_at is None or self.checked_on is None:
            return False
        return self.signed_on_at.date() > self.checked_on

    @property
    def next_trace(self) -> int:
        return self.last_trace % TRACE_MAX + 1


def changed_terminal(now: Terminal, event: OwnEvent) -> Terminal:
    """It after `event`."""
    if isinstance(event, LineEvent):
        return _with_line(now, event)
    if isinstance(event, PeopleEvent):
        return _with_people(now, event)
    return _pushed(now, event)


def _with_line(now: Terminal, event: LineEvent) -> Terminal:
    """What a message leaves, whichever answer it got."""
    match event:
        case TraceTaken():
            return replace(now, last_trace=event.trace)
        case SignOnAsked() | TakenUpUnnoted():
            return replace(now, signed_on_at=None)
        case SignedOn():
            checked_on = now.checked_on or event.at.date()
            return replace(now, batch=event.batch, signed_on_at=event.at, checked_on=checked_on)
        case StatusAnnounced() | StatusTaken():
            return replace(now, has_news=isinstance(event, StatusAnnounced))
        case _:
            assert_never(event)


def _with_people(now: Terminal, event: PeopleEvent) -> Terminal:
    """Who stands at the terminal, who may not prove it for a while, and what they were told."""
    match event:
        case LoggedIn():
            return replace(now, operator=event.operator)
        case DailyChecked():
            return replace(now, checked_on=event.at.date())
        case Overridden() | HandOnFile():
            return now
        case PinTried() | PinAccepted() | OperatorChanged():
            return replace(now, wrong_pins=after(now.wrong_pins, event))
        case _:
            assert_never(event)


def _pushed(now: Terminal, event: PushEvent) -> Terminal:
    """Whether changed parameters wait at the bank, and what was pushed and taken so far."""
    now = replace(now, has_push=isinstance(event, ParametersAnnounced))
    if isinstance(event, ParametersTaken):
        return replace(now, parameters=merged(now.parameters, event.parameters))
    return now
