"""Serving a virtual printer: its line as options say it, and its two faces, lines and a view."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from countersign import printer_acts
from countersign.commands.serving import leave_as_on_ctrl_c, wait_for_the_end
from countersign.standard_streams import OutputLostError
from drivers.printer_profiles.profile import Flow
from drivers.refusals import refusal
from drivers.transport.addresses import MAX_BAUD
from drivers.virtual_printer.events import PrinterEvent, SlipCut
from drivers.virtual_printer.faults import Victim
from drivers.virtual_printer.pacing import DipSwitches, Framing
from terminal.language import Language

if TYPE_CHECKING:
    from drivers.virtual_printer.server import PrinterServer

AUTO = "auto"
HANDS = "printer's hands"
"""The thread that does what is piped in."""


class LineOptionError(ValueError):
    """Theirs: the serial line cannot be set so; the sentence says what would be right."""


def read_line(baud: str, flow: str, *, strict: bool) -> DipSwitches:
    """The line of `--baud` and `--flow`: without a speed it takes no time. Errors: LineOptionError.

    9600 is a printer set to 9600 baud and 8N1, 9600/8E1 one with parity, auto one that follows
    the program's own setting.
    """
    flows = {each.value: each for each in Flow}
    if flow not in flows:
        raise LineOptionError(f"--flow {flow}: write one of {', '.join(flows)}")
    if baud in ("", AUTO):
        return DipSwitches(flow=flows[flow], paced=baud == AUTO)
    speed, _, framing = baud.partition("/")
    if not speed.isascii() or not speed.isdigit() or not 0 < int(speed) <= MAX_BAUD:
        raise LineOptionError(f"--baud {baud}: write a speed such as 9600, or {AUTO}")
    try:
        bits = Framing.read(framing) if framing else Framing()
    except ValueError as error:
        raise LineOptionError(f"--baud {baud}: {error}") from error
    return DipSwitches(int(speed), bits, flows[flow], paced=True, strict=strict)


def tell(server: PrinterServer) -> None:
    """Say in plain lines where the printer is and what it prints, until told to end.

    What is piped in makes things happen to it; a terminal is not read, since whoever reads one in
    the background is stopped.
    """

    lost: list[OutputLostError] = []
    told = threading.Event()

    def say(event: PrinterEvent) -> None:
        if isinstance(event, SlipCut):
            try:
                typer.echo(event.slip.text)
            except OutputLostError as error:  # the printer's own thread has to go on
                lost.append(error)
                told.set()

    server.machine.listen(say)
    if not sys.stdin.isatty():
        # Unbuffered: a thread that waits inside a buffer's lock would spoil the end of the process.
        lines = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115
        victim = Victim(server.machine, server)
        threading.Thread(target=obey, args=(victim, lines), name=HANDS, daemon=True).start()
    wait_for_the_end(told, *(f"{server.machine.profile.title} at {url}" for url in server.urls))
    if lost:
        raise lost[0]


def obey(victim: Victim, lines: Iterable[bytes]) -> None:
    """Let happen what each line says, a word of countersign.printer_acts; others are told."""
    for line in _until_closed(lines):
        word = line.decode(errors="replace").strip()
        try:
            if word:
                printer_acts.act(victim, word)
        except printer_acts.UnknownActError as error:
            typer.echo(f"countersign: {error}", err=True)
        except OSError as error:
            typer.echo(f"countersign: {refusal(error).say('en')}", err=True)


def _until_closed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines; somebody who closes what they come from orders nothing more."""
    with suppress(OSError):
        yield from lines


def show(server: PrinterServer, paper_folder: Path | None, language: Language) -> None:
    """Show the paper and the printer's state on this terminal until somebody quits.

    Slips that are saved by hand go to the paper folder, or to the folder it was started in.
    """
    from countersign.served_printer import ServedPrinter
    from countersign.slip_drawer import SlipDrawer
    from countersign.tui import launch
    from drivers.clock import SystemClock

    leave_as_on_ctrl_c(sys.stdin.fileno())
    clock = SystemClock()
    drawer = SlipDrawer(paper_folder or Path.cwd(), clock.now)
    launch.show_printer(ServedPrinter(server, clock, drawer), language)
