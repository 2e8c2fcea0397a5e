"""The events of the journal: the only ways an entry or the terminal itself changes.

One event is one durable commit (reliability.md, Journal).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from terminal.brought import OtherKey, OtherSale
from terminal.entry import Attempt, EntryKey, HostAnswer
from terminal.operators import Deed
from terminal.states import Signature, SlipState
from wire.pan import Pan
from wire.resign_messages import Parameters


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
DeviceEvent = (
    TraceTaken
    | SignOnAsked
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
    | HandwritingErased
    | SignedForOther
    | ForgottenForOther
    | StoredForOther
    | NotStoredForOther
)
OtherEvent = SignedForOther | ForgottenForOther | StoredForOther | NotStoredForOther
Event = EntryEvent | DeviceEvent
