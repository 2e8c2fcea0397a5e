"""A virtual printer for other programs: on a serial port, on the network, or both."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.events import PrinterEvent, SlipCut
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.mechanics import Timepiece
from drivers.virtual_printer.paper import Slip
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.tcp_line import TcpLine


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the printer can be reached: a path for a pty, host and port for TCP, or both."""

    pty: Path | None = None
    tcp: tuple[str, int] | None = None


class PrinterServer:
    """Runs from its construction to `close`; each cut slip is written to `paper_folder`.

    A slip is three files of one number: .txt, .png and .bin (the bytes it was printed from). What
    cannot be written is said in `write_error`, and the printer goes on. Errors of the constructor:
    OSError where a door or the folder cannot be had; nothing stays open then.
    """

    def __init__(
        self,
        profile: PrinterProfile,
        doors: Doors,
        paper_folder: Path | None = None,
        clock: Timepiece | None = None,
    ) -> None:
        self.machine = VirtualPrinter(profile, clock)
        self._folder = paper_folder
        self._written = 0
        self.write_error: OSError | None = None
        self.lines: tuple[Line, ...] = ()
        self._open = ExitStack()
        with ExitStack() as opening:
            if paper_folder is not None:
                paper_folder.mkdir(parents=True, exist_ok=True)
                self._written = _newest(paper_folder)
                self.machine.listen(self._heard)
            if doors.pty is not None or doors.tcp is None:
                self.lines += (opening.enter_context(PtyLine(self.machine, doors.pty)),)
            if doors.tcp is not None:
                self.lines += (opening.enter_context(TcpLine(self.machine, *doors.tcp)),)
            self._open = opening.pop_all()

    def __enter__(self) -> PrinterServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def urls(self) -> tuple[str, ...]:
        """The printer addresses it can be reached under."""
        return tuple(line.url for line in self.lines)

    def close(self) -> None:
        """Close all doors; what hangs out of the printer is written too."""
        self._open.close()
        self.machine.tear_off()

    def _heard(self, event: PrinterEvent) -> None:
        if isinstance(event, SlipCut):
            assert self._folder is not None
            self._written += 1
            try:
                write_slip(event.slip, self._folder / f"slip-{self._written:06d}")
            except OSError as error:
                self.write_error = error


def write_slip(slip: Slip, stem: Path) -> None:
    """Write `stem`.txt, .png and .bin. Errors: OSError."""
    stem.with_suffix(".txt").write_text(slip.text, "utf-8")
    stem.with_suffix(".png").write_bytes(slip.png)
    stem.with_suffix(".bin").write_bytes(slip.source)


def _newest(folder: Path) -> int:
    """The number of the newest slip written by an earlier run: nothing is written over."""
    numbers = [int(file.stem[5:]) for file in folder.glob("slip-*.txt") if file.stem[5:].isdigit()]
    return max(numbers, default=0)
