"""A served virtual printer, and what the programs of others are started with."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drivers import printer_profiles
from drivers.virtual_printer.events import NotUnderstood, PrinterEvent, SlipCut
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.paper import Slip
from drivers.virtual_printer.server import Doors, PrinterServer
from tests.programs import need

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
SLIP_WITHIN_S = 15.0
PROGRAM_WITHIN_S = 60.0


class Served:
    """A printer reachable on a pty and on TCP, and the slips that came out of it."""

    def __init__(self, machine: VirtualPrinter, pty: Path, tcp: tuple[str, int]) -> None:
        self.machine = machine
        self.pty = pty
        self.host, self.port = tcp
        self.slips: list[Slip] = []
        self.not_understood: list[NotUnderstood] = []
        self._cut = threading.Condition()
        machine.listen(self._heard)

    def address(self, door: str) -> str:
        """Where a program finds the printer: the path of the pty, or tcp://host:port."""
        return str(self.pty) if door == "pty" else f"tcp://{self.host}:{self.port}"

    def slip(self, number: int = 1) -> Slip:
        """The slip with this number, as soon as it is cut off."""
        with self._cut:
            assert self._cut.wait_for(lambda: len(self.slips) >= number, SLIP_WITHIN_S), (
                f"slip {number} did not come; so far hangs out:\n{self.machine.piece.text}"
            )
            return self.slips[number - 1]

    def _heard(self, event: PrinterEvent) -> None:
        if isinstance(event, SlipCut):
            with self._cut:
                self.slips.append(event.slip)
                self._cut.notify_all()
        elif isinstance(event, NotUnderstood):
            self.not_understood.append(event)


@contextmanager
def served(profile: str, folder: Path, host: str = "127.0.0.1", port: int = 0) -> Iterator[Served]:
    """Serve a printer of this model; port 0 takes a free one."""
    doors = Doors(folder / "printer", (host, port))
    machine = VirtualPrinter(printer_profiles.load(profile))
    with PrinterServer(machine, doors) as server:
        tcp = next(url for url in server.urls if url.startswith("tcp://"))
        yield Served(machine, folder / "printer", (host, int(tcp.rpartition(":")[2])))


def npm_program(*words: str) -> list[str]:
    """The command line of a program in `programs/` or of an installed package's own program."""
    node = need("node")
    if not (HERE / "node_modules" / ".package-lock.json").exists():
        sentence = "needs the npm packages of tests/clients: run make clients"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return [node, *words]


def run(command: list[str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end, in the folder where its packages are."""
    assert shutil.which(command[0])
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        check=False,
        cwd=HERE,
        timeout=PROGRAM_WITHIN_S,
    )
