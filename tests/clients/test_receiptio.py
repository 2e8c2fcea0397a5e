"""receiptio, the one client that holds the whole status dialogue, comes to the right verdicts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from subprocess import DEVNULL, PIPE
from threading import Timer

import pytest

from drivers.virtual_printer.machine import VirtualPrinter
from tests.clients.doors import HERE, PROGRAM_WITHIN_S, Served, npm_program, served

pytestmark = pytest.mark.slow

RECEIPT = b"^^^SLIP\n\nTea | 1| 10.00\n---\n^TOTAL | ^10.00\n"
PORT = 9100
"""receiptio's own; each test has an address of its own on the loopback."""
USB = Path("/dev/usb")
"""receiptio takes a printer's device file only under this name; a link to our pty will do."""
_numbers = count(os.getpid() % 200 + 10)


@contextmanager
def reached(door: str, folder: Path) -> Iterator[tuple[Served, str]]:
    """A printer, and the destination to give to receiptio."""
    number = next(_numbers)
    host = f"127.0.{number // 250 + 1}.{number % 250 + 1}"
    with served("epson80", folder, host, PORT) as printer, ExitStack() as after:
        if door == "tcp":
            yield printer, host
            return
        if not os.access(USB if USB.exists() else USB.parent, os.W_OK):
            pytest.skip(f"only who may write in {USB.parent} can give a pty a printer's name")
        USB.mkdir(exist_ok=True)
        link = USB / f"lp{900 + number}"
        link.unlink(missing_ok=True)
        link.symlink_to(printer.pty)
        after.callback(link.unlink)
        yield printer, str(link)


def verdict(destination: str, *options: str) -> str:
    """What receiptio says in the end.

    A printer that is off keeps it from ending by itself: its own read of the port never returns.
    """
    words = npm_program("node_modules/receiptio/bin/cli.js", "-d", destination, *options)
    with subprocess.Popen(words, stdin=PIPE, stderr=PIPE, stdout=DEVNULL, cwd=HERE) as program:
        assert program.stdin is not None
        assert program.stderr is not None
        patience = Timer(PROGRAM_WITHIN_S, program.kill)
        patience.start()
        program.stdin.write(RECEIPT)
        program.stdin.close()
        said = os.read(program.stderr.fileno(), 100)
        program.kill()
        patience.cancel()
        return said.decode().strip()


def nothing(_machine: VirtualPrinter) -> None:
    """All is well."""


VERDICTS: dict[str, Callable[[VirtualPrinter], object]] = {
    "success": nothing,
    "paperempty": VirtualPrinter.end_paper,
    "coveropen": VirtualPrinter.open_cover,
    "offline": VirtualPrinter.power_off,
}


@pytest.mark.parametrize("door", ["tcp", "pty"])
@pytest.mark.parametrize("said", VERDICTS)
def test_the_verdict_is_what_the_printer_is(said: str, door: str, tmp_path: Path) -> None:
    with reached(door, tmp_path) as (printer, destination):
        VERDICTS[said](printer.machine)
        assert verdict(destination, "-c", "48", "-t", "15") == said
        assert bool(printer.slips) is (said == "success")


@pytest.mark.parametrize("door", ["tcp", "pty"])
def test_paper_that_ends_in_the_middle_of_the_job_is_told(door: str, tmp_path: Path) -> None:
    with reached(door, tmp_path) as (printer, destination):
        printer.machine.end_paper(after_rows=60)
        assert verdict(destination, "-c", "48", "-t", "15") == "paperempty"


def test_a_question_alone_is_answered_and_prints_nothing(tmp_path: Path) -> None:
    with reached("tcp", tmp_path) as (printer, destination):
        assert verdict(destination, "-q") == "online"
        assert (printer.slips, printer.machine.piece.bitmap.height) == ([], 0)
