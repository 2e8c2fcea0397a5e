"""ESC/POS bytes of any origin, printed on virtual paper: what `printer decode` shows."""

from __future__ import annotations

from dataclasses import dataclass

from drivers import printer_profiles
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.events import NotUnderstood, PrinterEvent, SlipCut
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.paper import Slip

MAX_REPORTED = 1000
"""Commands reported as not understood; a file that is no ESC/POS at all would name thousands."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The slips in their order, the last one perhaps not cut, and what was skipped."""

    slips: tuple[Slip, ...]
    not_understood: tuple[NotUnderstood, ...]
    unfinished_bytes: int
    """The end of the file is half a command so long; 0 for a whole job."""

    @property
    def text(self) -> str:
        """All slips in columns of plain text, a line of scissors between."""
        return "- - - 8< - - -\n".join(slip.text for slip in self.slips)


def decode(data: bytes, profile: PrinterProfile | None = None) -> Decoded:
    """Print the bytes on a fresh virtual printer, the default one unless told otherwise."""
    machine = VirtualPrinter(profile or printer_profiles.load(printer_profiles.DEFAULT))
    skipped: list[NotUnderstood] = []
    slips: list[Slip] = []

    def note(event: PrinterEvent) -> None:
        if isinstance(event, SlipCut):
            slips.append(event.slip)
        elif isinstance(event, NotUnderstood) and len(skipped) < MAX_REPORTED:
            skipped.append(event)

    machine.listen(note)
    at = 0
    while at < len(data):
        part = data[at : at + machine.room]
        machine.receive(part)
        at += len(part)
    machine.tear_off()
    return Decoded(tuple(slips), tuple(skipped), machine.held_bytes)
