"""The printers the tests of this folder work on."""

from __future__ import annotations

from drivers import printer_profiles
from drivers.virtual_printer.events import NotUnderstood, PrinterEvent
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.mechanics import Timepiece
from drivers.virtual_printer.paper import Slip
from receipts.paper import MM58
from wire.bitmap import Bitmap

CUT = b"\x1dV\x00"
PAPER_STATUS = b"\x1dr\x01"


def printer(profile: str = "generic58", clock: Timepiece | None = None) -> VirtualPrinter:
    return VirtualPrinter(printer_profiles.load(profile), clock)


def feed(machine: VirtualPrinter, data: bytes) -> bytes:
    """Send what the printer takes and return its answers."""
    while data and machine.room:
        size = machine.room
        machine.receive(data[:size])
        data = data[size:]
    return machine.take_answers()


def printed(data: bytes, profile: str = "generic58") -> Slip:
    """The one piece of paper these bytes make, cut or not."""
    machine = printer(profile)
    feed(machine, data)
    return machine.slips[0] if machine.slips else machine.piece


def heard(machine: VirtualPrinter) -> list[PrinterEvent]:
    """All the machine tells from now on."""
    events: list[PrinterEvent] = []
    machine.listen(events.append)
    return events


def gbk(text: str) -> bytes:
    return text.encode("gbk")


def skipped(data: bytes) -> list[str]:
    """The names of the commands in `data` that the printer does not obey."""
    machine = printer()
    events = heard(machine)
    feed(machine, data)
    return [event.name for event in events if isinstance(event, NotUnderstood)]


def ink(paper: Bitmap, top: int, height: int, left: int, width: int) -> tuple[int, ...]:
    """A window of 58 mm paper as rows of dots."""
    shift = MM58.width_dots - left - width
    edge = (1 << width) - 1
    rows = range(top, top + height)
    return tuple(int.from_bytes(paper.row(y), "big") >> shift & edge for y in rows)
