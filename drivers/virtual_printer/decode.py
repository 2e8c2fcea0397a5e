"""ESC/POS bytes of any origin, printed on virtual paper: what `printer decode` shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from drivers import printer_profiles
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.events import NotUnderstood, PrinterEvent, SlipCut
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.motor import DOTS_PER_MM
from drivers.virtual_printer.paper import Slip
from drivers.virtual_printer.toil import Toil

MAX_REPORTED = 1000
"""Commands reported as not understood; a file that is no ESC/POS at all would name thousands."""

MAX_PAPER_M = 100
"""Two rolls: 58 MB of dots on wide paper. A command of three bytes feeds eight metres."""

MAX_STEPS, MAX_STEPS_A_BYTE = 4_000_000, 32
"""The work (see toil.py) that a file may ask for beyond what its length does: some seconds."""


class Stop(Enum):
    """Why the end of a file was not printed, in words that follow "stopped at byte n"."""

    PAPER = f"it prints more than {MAX_PAPER_M} m of paper"
    WORK = "its macros (GS ^), pages and stored pictures repeat more than a file of its length may"
    OFF = "the power-off sequence (DLE DC4 2) switches the printer off"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The slips in their order, the last one perhaps not cut, and what was skipped."""

    slips: tuple[Slip, ...]
    not_understood: tuple[NotUnderstood, ...]
    unfinished_bytes: int
    """The end of the file is half a command so long; 0 for a whole job."""
    stop: Stop | None = None
    stopped_at: int = 0
    """Where in the file: what stands behind it is not printed."""

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
    at, stop = 0, None
    toil = _limited(machine, len(data))
    while at < len(data) and stop is None:
        part = data[at : at + machine.room]
        machine.receive(part)
        at += len(part)
        stop = _stop(machine, toil)
    held = machine.held_bytes
    machine.tear_off()
    if stop is not None:
        return Decoded(tuple(slips), tuple(skipped), 0, stop, at - held)
    return Decoded(tuple(slips), tuple(skipped), held)


def _limited(machine: VirtualPrinter, file_bytes: int) -> Toil:
    """Limit what it does: without a clock, hours of printing come in one go."""
    most_steps = MAX_STEPS + MAX_STEPS_A_BYTE * file_bytes
    with machine.hands_on() as mechanics:
        mechanics.toil = Toil(MAX_PAPER_M * 1000 * DOTS_PER_MM, most_steps)
        return mechanics.toil


def _stop(machine: VirtualPrinter, toil: Toil) -> Stop | None:
    """Why nothing goes on, if so; a macro that waits for the feed button gets it pressed (GS ^)."""
    while machine.status.waiting and not toil.over:
        machine.press_feed()
        machine.release_feed()
    if toil.over:
        return Stop.PAPER if toil.rows > toil.most_rows else Stop.WORK
    return Stop.OFF if machine.busy else None
