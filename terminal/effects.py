"""What firmware asks of the world: frozen values a flow awaits and a board performs.

A flow is a coroutine without an event loop: `await effect` hands the effect to the board, which
resumes the flow with the answer or throws a fault of `terminal.faults` into it.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar

from receipts.slip import Document
from terminal.dialogue import Dialogue, NoAnswer
from terminal.entry import Entry
from terminal.events import DeviceEvent, EntryEvent
from terminal.journal import Book
from terminal.screen import Screen
from wire.framing import Frame
from wire.iso8583 import Message
from wire.pan import Pan

T = TypeVar("T")


class Effect(Generic[T]):
    """One request to the world; awaiting it gives its answer of type T."""

    __slots__ = ()

    def __await__(self) -> Generator[Effect[T], T, T]:
        return (yield self)


@dataclass(frozen=True, slots=True)
class Ask(Effect[T | NoAnswer]):
    """Put a question to whoever stands at the terminal; the only effect that can be cancelled.

    `within_s` counts from the last accepted key, stroke or swipe; None waits for ever. A wait that
    is the device's own rhythm is not `counted` down on the screen.
    """

    dialogue: Dialogue[T]
    within_s: float | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Show(Effect[None]):
    """Put a screen up and go on."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Record(Effect[Entry]):
    """Make one change of an entry durable; `secret` (the sealed request) dies with the outcome."""

    event: EntryEvent
    secret: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RecordDevice(Effect[None]):
    """Make one change of the terminal itself durable."""

    event: DeviceEvent


@dataclass(frozen=True, slots=True)
class Look(Effect[Book]):
    """Read the journal's book."""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What an answer must repeat to be ours (reliability.md, rule 2); '' is not compared."""

    mti: str
    trace: str
    terminal_id: str
    merchant_id: str
    batch: str = ""
    amount: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the bank answered: the frame as it came, and the message in it."""

    frame: Frame = field(repr=False)
    message: Message


@dataclass(frozen=True, slots=True)
class Exchange(Effect[Heard]):
    """Send one message to the bank and wait for its matching answer. Errors: HostFault."""

    request: Frame = field(repr=False)
    answer: AnswerKey
    within_s: int


@dataclass(frozen=True, slots=True)
class Print(Effect[None]):
    """Print one document. Errors: PrinterFault."""

    document: Document


@dataclass(frozen=True, slots=True)
class FinishPrinting(Effect[None]):
    """Continue the interrupted document, never from its start again. Errors: PrinterFault."""


@dataclass(frozen=True, slots=True)
class AbandonPrinting(Effect[None]):
    """Forget the interrupted document."""


@dataclass(frozen=True, slots=True)
class CheckPrinter(Effect[None]):
    """Ask the printer how it is. Errors: PrinterFault."""


@dataclass(frozen=True, slots=True)
class Now(Effect[datetime]):
    """The device's local wall-clock time."""


@dataclass(frozen=True, slots=True)
class Mac(Effect[bytes]):
    """The eight characters of F64 over `message` (MTI to F63)."""

    message: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerifyMac(Effect[bool]):
    """Whether `mac` belongs to `message`."""

    message: bytes = field(repr=False)
    mac: bytes


@dataclass(frozen=True, slots=True)
class EncryptPin(Effect[bytes]):
    """The PIN block of F52 under the PIN working key."""

    pin: str = field(repr=False)
    pan: Pan


@dataclass(frozen=True, slots=True)
class LoadWorkingKeys(Effect[bool]):
    """Take the working keys of a sign-on answer; False where a check value is wrong."""

    field_62: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HasWorkingKeys(Effect[bool]):
    """Whether the secure element holds working keys."""


@dataclass(frozen=True, slots=True)
class IsEndNoted(Effect[bool]):
    """Whether the note of the journal's end was there when it was taken up.

    Without it nobody can tell an older journal that was put back from the newest one.
    """


@dataclass(frozen=True, slots=True)
class DeviceMac(Effect[str]):
    """Hex MAC by the device's own key: binds a captured signature to this terminal."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckOperator(Effect[bool]):
    """Whether this is the operator's PIN."""

    number: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnowsOperator(Effect[bool]):
    """Whether there is an operator of this number."""

    number: str


@dataclass(frozen=True, slots=True)
class SetOperatorPin(Effect[None]):
    """From now on this is the operator's PIN; one who is not known is added."""

    number: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyChecks:
    """The check values of the keys in the secure element, as hex; '' where there is no key."""

    master: str
    pin: str
    mac: str


@dataclass(frozen=True, slots=True)
class CheckKeys(Effect[KeyChecks]):
    """Which keys the secure element holds, by their check values."""


@dataclass(frozen=True, slots=True)
class BankAddress(Effect[str]):
    """Where the line to the bank leads."""


@dataclass(frozen=True, slots=True)
class BeginPractice(Effect[bool]):
    """Put the terminal on a journal, a bank and keys that are for practice; False where none are.

    Nothing done from here on reaches the real ones, and a power cut ends it.
    """


@dataclass(frozen=True, slots=True)
class EndPractice(Effect[None]):
    """Back to the real journal, bank and keys, as they were left."""


class Part(Enum):
    """A part of the device that the power-on self-test looks at."""

    JOURNAL = "journal"
    SECURE_ELEMENT = "secure_element"
    PRINTER = "printer"
    HOST = "host"
