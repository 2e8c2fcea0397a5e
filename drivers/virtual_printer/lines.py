"""What the virtual printer's lines have in common: a cable that can be pulled and plugged."""

from __future__ import annotations

from typing import Protocol

from drivers.transport.port import Transport
from drivers.virtual_printer.line_faults import LineFaults


class Plug(Protocol):
    """A way into a virtual printer, as a hand at its cable has it."""

    @property
    def url(self) -> str:
        """The address under which the printer is reached."""

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""

    @property
    def faults(self) -> LineFaults:
        """What is wrong with its cable."""

    def pull(self) -> None:
        """Pull the cable; twice is nothing."""

    def plug(self) -> None:
        """Plug it in; twice is nothing."""

    def close(self) -> None:
        """Take the line away; twice is nothing."""


class Line(Plug, Protocol):
    """A way on which bytes go both ways, to be opened from the other side."""

    def connect(self) -> Transport:
        """Open it from the other side. Errors: LinkDownError while the cable is out."""
