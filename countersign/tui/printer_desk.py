"""What the view of a served printer needs of the product: one protocol and its values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from countersign.tui.desk import Fault, Health, Link, SavedSlip, Words

if TYPE_CHECKING:
    from countersign.tui.desk import Onlooker

__all__ = ["Fault", "Health", "Link", "PrinterDesk", "PrinterState", "SavedSlip", "Words"]


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How the printer is right now.

    `ways` are the addresses it can be reached at; `commands` the last ones by name, the newest
    first, each with how often it came in a row. Rates are of the last second; what came while the
    buffer was full is lost.
    """

    title: str
    health: Link
    filled_bytes: int
    buffer_bytes: int
    in_bytes_s: int
    out_bytes_s: int
    in_bytes: int
    out_bytes: int
    lost_bytes: int
    slips: int
    ways: tuple[str, ...]
    commands: tuple[tuple[str, int], ...]


class PrinterDesk(Protocol):
    """A printer, its cables, and a hand that can make things go wrong."""

    @property
    def paper_columns(self) -> int:
        """Columns of its paper: 32 or 48."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What can be made to go wrong, each as it stands."""

    def start(self, onlooker: Onlooker) -> None:
        """Tell the onlooker of the paper, from now on."""

    def state(self) -> PrinterState:
        """How it is right now; cheap."""

    def toggle(self, fault: str) -> None:
        """Make this fault happen, or undo it."""

    def save_slip(self, slip: int) -> SavedSlip:
        """Write a finished slip as PNG and PDF. May take a second. Errors: OSError."""
