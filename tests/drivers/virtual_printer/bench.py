"""The printers the tests of this folder work on."""

from __future__ import annotations

from drivers import printer_profiles
from drivers.virtual_printer.events import PrinterEvent
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.mechanics import Timepiece
from drivers.virtual_printer.paper import Slip

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
