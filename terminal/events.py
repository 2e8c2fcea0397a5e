"""The events of the journal: the only ways an entry or the terminal itself changes.

One event is one durable commit (reliability.md, Journal).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from terminal.device_events import (
    Closed,
    Closing,
    DailyChecked,
    DeviceEvent,
    ForgottenForOther,
    HandOnFile,
    HandwritingErased,
    LoggedIn,
    NotClosed,
    NotStoredForOther,
    OperatorChange,
    OperatorChanged,
    OtherEvent,
    Overridden,
    ParametersAnnounced,
    ParametersRefused,
    ParametersTaken,
    PinAccepted,
    PinTried,
    SignedForOther,
    SignedOn,
    SignOnAsked,
    StatusAnnounced,
    StatusTaken,
    StoredForOther,
    TakenUpUnnoted,
    TraceTaken,
)
from terminal.entry import Attempt, EntryKey, HostAnswer
from terminal.states import Signature, SlipState
from wire.pan import Pan

__all__ = [
    "Approved",
    "Closed",
    "Closing",
    "DailyChecked",
    "Declined",
    "DeviceEvent",
    "EntryEvent",
    "Event",
    "Forgotten",
    "ForgottenForOther",
    "HandOnFile",
    "HandwritingErased",
    "Intended",
    "LinkOpened",
    "LoggedIn",
    "NotClosed",
    "NotStoredForOther",
    "OperatorChange",
    "OperatorChanged",
    "OtherEvent",
    "Overridden",
    "ParametersAnnounced",
    "ParametersRefused",
    "ParametersTaken",
    "PinAccepted",
    "PinTried",
    "Reprinted",
    "ReversalDone",
    "ReversalDue",
    "ReversalTried",
    "Settled",
    "SignOnAsked",
    "Signed",
    "SignedElsewhere",
    "SignedForOther",
    "SignedOn",
    "SlipSent",
    "SlipsDone",
    "StatusAnnounced",
    "StatusTaken",
    "StoredForOther",
    "TakenUpUnnoted",
    "TraceTaken",
    "UploadFailed",
    "Uploaded",
    "Voided",
    "Waived",
]


@dataclass(frozen=True, slots=True)
class Intended:
    """A transaction is about to leave: trace taken, reversal pending until the outcome is known."""

    key: EntryKey
    kind: str
    amount_minor: int
    currency: str
    pan: Pan
    expiry: str
    entry_mode: str
    operator: str
    at: datetime
    signature: Signature
    original: EntryKey | None = None
    redo_of: EntryKey | None = None
    """The failed sale in whose place this one is charged."""
    agreed_by: str = ""
    """The operator who let one intent be charged twice; '' where it is not."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The bank said yes, MAC-correct and fully matched."""

    key: EntryKey
    answer: HostAnswer
    at: datetime


@dataclass(frozen=True, slots=True)
class Voided:
    """The bank approved the void `by`: this sale's money goes back."""

    key: EntryKey
    by: EntryKey
    at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """The batch of this entry is closed: the terminal signs nothing of it any more."""

    key: EntryKey
    at: datetime


@dataclass(frozen=True, slots=True)
class Declined:
    """The bank said no; or nothing ever left the terminal (`code` '' then)."""

    key: EntryKey
    answer: HostAnswer
    at: datetime


@dataclass(frozen=True, slots=True)
class ReversalDue:
    """Nobody knows what the bank did: it must be reversed (`reason` is F39 of the 0400)."""

    key: EntryKey
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReversalTried:
    """A reversal went out and got no usable answer."""

    key: EntryKey
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReversalDone:
    """The bank answered the reversal with a code that settles it (00, 12 or 25)."""

    key: EntryKey
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature was captured: the attempt and its JBIG1 image, to be uploaded."""

    key: EntryKey
    attempt: Attempt
    image: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An attempt to obtain a signature ended without one."""

    key: EntryKey
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class SlipsDone:
    """What became of a sale's slips; carries the forgotten attempt, so that both are one commit."""

    key: EntryKey
    slip: SlipState
    prints: int
    at: datetime
    forgotten: Attempt | None = None


@dataclass(frozen=True, slots=True)
class SlipSent:
    """The cardholder has the slip on a phone; none came out, or not whole."""

    key: EntryKey
    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A slip came out once more."""

    key: EntryKey
    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The bank stored the signature (00, or 94: it had it already)."""

    key: EntryKey
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UploadFailed:
    """The bank did not store the signature; `final` when no further try follows."""

    key: EntryKey
    code: str
    at: datetime
    final: bool


@dataclass(frozen=True, slots=True)
class LinkOpened:
    """The bank gave a one-time link to sign this on a phone; it ends by itself."""

    key: EntryKey
    expires_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedElsewhere:
    """The bank holds a signature that was not made on this pad; `attempt` says when and by whom."""

    key: EntryKey
    attempt: Attempt
    at: datetime


@dataclass(frozen=True, slots=True)
class Waived:
    """The bank lets it go without a signature: by a rule up to a limit, or by somebody's word."""

    key: EntryKey
    attempt: Attempt
    at: datetime
    up_to_minor: int = 0


EntryEvent = (
    Intended
    | Approved
    | Declined
    | ReversalDue
    | ReversalTried
    | ReversalDone
    | Signed
    | Forgotten
    | SlipsDone
    | SlipSent
    | Reprinted
    | Uploaded
    | UploadFailed
    | LinkOpened
    | SignedElsewhere
    | Waived
    | Voided
    | Settled
)
Event = EntryEvent | DeviceEvent
