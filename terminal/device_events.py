"""What happens to the device itself, not to one of its transactions; see terminal.events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from terminal.brought import OtherKey, OtherSale
from terminal.entry import Attempt, EntryKey
from terminal.operators import Deed
from wire.resign_messages import Parameters


@dataclass(frozen=True, slots=True)
class TraceTaken:
    """A management message is about to leave under this trace number."""

    trace: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedOn:
    """Working keys came from the bank, with its batch number."""

    batch: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SignOnAsked:
    """The bank's header asked for a new sign-on (cup-terminal.md 1.1, processing request 3)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class TakenUpUnnoted:
    """The journal was taken up without the note of its end: an older one may have been put back.

    Whether newer sales are gone only the bank can tell; a sign-on keeps their numbers from use.
    """

    at: datetime


@dataclass(frozen=True, slots=True)
class StatusAnnounced:
    """The bank's header told of signatures made elsewhere (1.1, processing request 2)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class StatusTaken:
    """What the bank knew of the open signatures was asked for and written down."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ParametersAnnounced:
    """The bank's header told of changed parameters (1.1, processing request 1)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ParametersTaken:
    """Pushed parameters are in force from the next flow on; an empty push: there were none."""

    parameters: Parameters
    at: datetime


@dataclass(frozen=True, slots=True)
class ParametersRefused:
    """Pushed parameters are not in force; `why` is what the bank is told."""

    push: int
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Closing:
    """The batch takes nothing more: its totals are about to leave under this trace."""

    batch: int
    trace: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """The bank's totals are the same: the batch is over and `following` is the next one."""

    batch: int
    following: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NotClosed:
    """The bank did not agree to close the batch: it stays open."""

    batch: int
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedForOther:
    """A signature was captured for another terminal's transaction, to be brought to the bank."""

    sale: OtherSale
    attempt: Attempt
    image: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ForgottenForOther:
    """An attempt to have another terminal's transaction signed here ended without a signature."""

    sale: OtherSale
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class StoredForOther:
    """The bank stored what was brought for this transaction (00, or 94: it is signed already)."""

    other: OtherKey
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NotStoredForOther:
    """The bank did not store it; `final` when no further try follows."""

    other: OtherKey
    code: str
    at: datetime
    final: bool


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """An operator took over the terminal."""

    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PinTried:
    """An operator's PIN is about to be checked: it counts as wrong until it is accepted."""

    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PinAccepted:
    """The PIN was right: whatever was wrong before it is forgotten."""

    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Overridden:
    """Somebody with the right to it let the operator on duty do one thing."""

    operator: str
    on_duty: str
    deed: Deed
    at: datetime


@dataclass(frozen=True, slots=True)
class DailyChecked:
    """What the days before left open was shown to somebody, or there was nothing."""

    at: datetime


@dataclass(frozen=True, slots=True)
class HandOnFile:
    """The bank keeps the signature of this sale `until` then for the card's sales to come.

    None: the cardholder took it back, and the bank has erased it.
    """

    sale: EntryKey
    operator: str
    at: datetime
    until: datetime | None = None


class OperatorChange(StrEnum):
    """What may happen to an operator."""

    ADDED = "ADDED"
    PIN_CHANGED = "PIN_CHANGED"
    PIN_RESET = "PIN_RESET"
    UNLOCKED = "UNLOCKED"


@dataclass(frozen=True, slots=True)
class OperatorChanged:
    """An operator is about to be changed, and by whom; the PIN itself is in the secure element."""

    operator: str
    change: OperatorChange
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandwritingErased:
    """Pictures of signatures given before this month (`entry.month_of`) are gone: retention."""

    before: int
    at: datetime


DeviceEvent = (
    TraceTaken
    | SignOnAsked
    | TakenUpUnnoted
    | SignedOn
    | StatusAnnounced
    | StatusTaken
    | ParametersAnnounced
    | ParametersTaken
    | ParametersRefused
    | Closing
    | Closed
    | NotClosed
    | LoggedIn
    | PinTried
    | PinAccepted
    | Overridden
    | OperatorChanged
    | DailyChecked
    | HandOnFile
    | HandwritingErased
    | SignedForOther
    | ForgottenForOther
    | StoredForOther
    | NotStoredForOther
)
OtherEvent = SignedForOther | ForgottenForOther | StoredForOther | NotStoredForOther
