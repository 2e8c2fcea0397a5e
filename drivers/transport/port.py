"""What every way to a printer offers, and how it fails."""

from __future__ import annotations

import select
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


class LinkDownError(Exception):
    """The way to the printer cannot be opened or has been cut; the sentence says what to do."""


class Transport(Protocol):
    """One open way to a printer. It never waits longer than it was told to."""

    @property
    def answers(self) -> bool:
        """Whether anything can come back this way."""

    def write(self, data: bytes, within_s: float) -> int:
        """Hand over bytes; return how many were taken, fewer when the time ran out.

        Errors: LinkDownError, and then none of these bytes were taken.
        """

    def read(self, limit: int, within_s: float) -> bytes:
        """At most `limit` bytes, as soon as there are any; b"" when the time ran out.

        Where nothing can come back it returns at once.
        Errors: LinkDownError.
        """

    def close(self) -> None:
        """Give the way free; closing twice is nothing."""


@dataclass(frozen=True, slots=True)
class PortStatus:
    """What the USB printer class (1.1, 4.2.2) tells of a printer, even of one without answers."""

    paper_empty: bool
    error: bool

    @classmethod
    def of(cls, byte: int) -> PortStatus:
        """Read the byte: bit 5 paper empty, bit 4 selected, bit 3 no error.

        Printers that have never heard of it send 00, which would be an error and nothing else.
        """
        return cls(paper_empty=bool(byte & 0x20), error=bool(byte) and not byte & 0x08)


@runtime_checkable
class StatusPort(Protocol):
    """A transport that can ask the port itself how the printer is, beside the bytes."""

    def port_status(self) -> PortStatus | None:
        """How it is; None where this port does not tell. Errors: LinkDownError."""


def ready_to_read(descriptor: int, within_s: float) -> bool:
    """Wait until a file descriptor has something to say, or an error to report."""
    return _ready(descriptor, select.POLLIN, within_s)


def ready_to_write(descriptor: int, within_s: float) -> bool:
    """Wait until a file descriptor takes bytes, or has an error to report."""
    return _ready(descriptor, select.POLLOUT, within_s)


def _ready(descriptor: int, event: int, within_s: float) -> bool:
    poll = select.poll()
    poll.register(descriptor, event)
    return bool(poll.poll(max(0.0, within_s) * 1000))
