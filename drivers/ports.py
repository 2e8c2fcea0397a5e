"""The ports a board plugs the world into: one small Protocol for each capability."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from receipts.slip import Document
from terminal.effects import KeyChecks
from terminal.entry import Entry
from terminal.events import Event
from terminal.journal import Book
from wire.framing import Frame
from wire.pan import Pan

T = TypeVar("T")


class Clock(Protocol):
    """Time as the device sees it; real, or moved by a script."""

    def now(self) -> datetime:
        """Local wall-clock time, naive, as printed on slips."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""

    def sleep(self, seconds: float) -> None:
        """Let time pass."""


class JournalPort(Protocol):
    """The durable journal: what it has accepted survives a power cut."""

    @property
    def book(self) -> Book:
        """The state all accepted events add up to."""

    @property
    def is_end_noted(self) -> bool:
        """Whether the note of its end was there when it was taken up."""

    def commit(self, event: Event, secret: bytes | None = None) -> Entry | None:
        """Make one event durable and apply it; `secret` lives until the outcome's commit.

        Errors: JournalBrokenError on any I/O error; nothing is retried after it.
        """


class HostPort(Protocol):
    """The way to the bank."""

    @property
    def where(self) -> str:
        """Where it leads, for whoever looks for a fault in it."""

    def exchange(self, request: Frame, read: Callable[[Frame], T | None], within_s: float) -> T:
        """Send and wait for the answer; what `read` makes of it.

        Frames of which it makes None are not the answer: they are ignored and end no wait.
        Errors: HostFault (NOT_SENT only where no byte left).
        """


class PrinterPort(Protocol):
    """The receipt printer."""

    def print(self, document: Document) -> None:
        """Print one document; returns when it has come out. Errors: PrinterFault."""

    def finish(self) -> None:
        """Continue the interrupted document after a reload, never twice. Errors: PrinterFault."""

    def abandon(self) -> None:
        """Forget the interrupted document."""

    def check(self) -> None:
        """Ask for the status; return when ready to print. Errors: PrinterFault."""


class SecureElementPort(Protocol):
    """The tamper-proof part that holds every key; nothing exports one."""

    def mac(self, data: bytes) -> bytes:
        """F64 over `data`: 8 ASCII characters under the MAC working key."""

    def verify_mac(self, data: bytes, mac: bytes) -> bool:
        """Whether `mac` belongs to `data`."""

    def encrypt_pin(self, pin: str, pan: Pan) -> bytes:
        """F52: the X9.8 block with PAN under the PIN working key."""

    def load_working_keys(self, field_62: bytes) -> bool:
        """Take PIK and MAK from a sign-on answer; False where a check value is wrong."""

    def device_mac(self, data: bytes) -> str:
        """Hex HMAC by the device's own key: binds a signature to this terminal."""

    def check_operator(self, number: str, pin: str) -> bool:
        """Whether this is the operator's PIN."""

    def key_checks(self) -> KeyChecks:
        """The check values of the keys, which tell nothing about them."""

    def knows_operator(self, number: str) -> bool:
        """Whether there is an operator of this number."""

    def set_operator_pin(self, number: str, pin: str) -> None:
        """Keep this PIN for the operator, as a hash, and for good."""

    @property
    def has_working_keys(self) -> bool:
        """Whether a sign-on has brought keys."""
