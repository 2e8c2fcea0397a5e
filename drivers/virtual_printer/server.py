"""A virtual printer for other programs: on serial ports, on the network, as a print server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from drivers.clock import SystemClock
from drivers.virtual_printer.cable import FASTEST, Wiring
from drivers.virtual_printer.events import PrinterEvent, SlipCut
from drivers.virtual_printer.floor import Floor
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.lines import Plug
from drivers.virtual_printer.lpd_line import LpdLine
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pacing import DipSwitches
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.rfc2217_line import Rfc2217Line
from drivers.virtual_printer.slip_folder import SlipFolder
from drivers.virtual_printer.tcp_line import TcpLine

Place = tuple[str, int]
"""A host and a port; port 0 takes a free one."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the printer can be reached; with nothing named, at a pty in a new folder.

    `dips` are for the serial ways, the pty and RFC 2217.
    """

    pty: Path | None = None
    tcp: Place | None = None
    lpd: Place | None = None
    rfc2217: Place | None = None
    dips: DipSwitches = FASTEST


class PrinterServer:
    """Runs until `close`; each cut slip is written to `paper_folder`.

    All its lines share their faults, and one is heard at a time. Errors of the constructor: OSError
    where a door or the folder cannot be had; nothing stays open then.
    """

    def __init__(
        self, machine: VirtualPrinter, doors: Doors, paper_folder: Path | None = None
    ) -> None:
        self.machine = machine
        self.faults = LineFaults()
        self.lines: tuple[Plug, ...] = ()
        self._slips: SlipFolder | None = None
        self._open = ExitStack()
        with ExitStack() as opening:
            if paper_folder is not None:
                self._slips = SlipFolder(paper_folder)
                opening.callback(self._slips.close)
                opening.callback(machine.listen(self._heard))
            opening.callback(machine.tear_off)
            for line in self._lines(doors):
                opening.callback(line.close)
                self.lines += (line,)
            self._open = opening.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses it can be reached under."""
        return tuple(line.url for line in self.lines)

    @property
    def write_error(self) -> OSError | None:
        """Why a slip could not be written, if one could not."""
        return None if self._slips is None else self._slips.error

    @property
    def plugged(self) -> bool:
        """Whether its cables are in."""
        return all(line.plugged for line in self.lines)

    def pull(self) -> None:
        """Pull every cable."""
        for line in self.lines:
            line.pull()

    def plug(self) -> None:
        """Plug every cable in. Errors: OSError where an address is taken by now."""
        for line in self.lines:
            line.plug()

    def close(self) -> None:
        """Close all doors; what hangs out of the printer is written too."""
        self._open.close()

    def _lines(self, doors: Doors) -> Iterator[Plug]:
        clock = SystemClock()
        fast = Wiring(clock, floor=Floor(clock), faults=self.faults)
        serial = replace(fast, dips=doors.dips)
        if doors.pty is not None or not (doors.tcp or doors.lpd or doors.rfc2217):
            yield PtyLine(self.machine, doors.pty, serial)
        if doors.rfc2217 is not None:
            yield Rfc2217Line(self.machine, *doors.rfc2217, serial)
        if doors.tcp is not None:
            yield TcpLine(self.machine, *doors.tcp, fast)
        if doors.lpd is not None:
            yield LpdLine(self.machine, *doors.lpd, fast)

    def _heard(self, event: PrinterEvent) -> None:
        if isinstance(event, SlipCut) and self._slips is not None:
            self._slips.put(event.slip)
