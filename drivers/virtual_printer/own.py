"""A transport that brings its own virtual printer, for `virtual:` and `memory:` without a desk."""

from __future__ import annotations

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.transport.port import Transport
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from drivers.virtual_printer.pty_line import PtyLine


class _OwningTransport:
    """A transport that takes its line away when it is closed."""

    answers = True

    def __init__(self, line: Line) -> None:
        self._line = line
        self._transport = line.connect()

    def write(self, data: bytes, within_s: float) -> int:
        return self._transport.write(data, within_s)

    def read(self, limit: int, within_s: float) -> bytes:
        return self._transport.read(limit, within_s)

    def close(self) -> None:
        self._transport.close()
        self._line.close()


def open_own(in_memory: bool, profile: str = printer_profiles.DEFAULT) -> Transport:
    """A fresh printer behind a pty, or behind nothing but method calls on a clock of its own."""
    machine = VirtualPrinter(printer_profiles.load(profile))
    line: Line = MemoryLine(machine, VirtualClock()) if in_memory else PtyLine(machine)
    return _OwningTransport(line)
