"""The virtual printer's serial port: a pseudo-terminal that any program opens by its path."""

from __future__ import annotations

import os
import tempfile
import termios
import threading
import tty
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from drivers.refusals import naming
from drivers.transport.port import Transport
from drivers.transport.serial_port import SerialSettings, open_serial
from drivers.virtual_printer.cable import Cable, Wiring
from drivers.virtual_printer.ends import DescriptorEnd
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pacing import Framing, PortSettings
from drivers.virtual_printer.pump import Pump

_BAUD_BPS = {
    getattr(termios, name): int(name[1:])
    for name in dir(termios)
    if name[0] == "B" and name[1:].isdigit()
}
"""The system's name of a speed -> bits a second."""
_SPEEDS = {baud_bps: speed for speed, baud_bps in _BAUD_BPS.items()}


class LinkTakenError(OSError):
    """At the path wanted for the port there is something that is not an old port of ours."""


class PtyLine:
    """A serial port at the stable path `link`; every plugging-in is a new pty behind it.

    Without a `link` it stands in a new temporary folder. Errors of the constructor and of `plug`:
    OSError where no port can stand at `link`.

    pty facts (escpos.md section 4): the slave is set raw, or it would echo our answers back; one
    slave stays open on our side, or the master reads EIO whenever no client has it open. The
    kernel keeps some 19 KB of what is written and not yet read: "busy" is not reading.
    """

    def __init__(
        self, machine: VirtualPrinter, link: Path | None = None, wiring: Wiring | None = None
    ) -> None:
        if link is not None:
            _check_free(link)
        self._folder: Path | None = None
        if link is None:
            self._folder = Path(tempfile.mkdtemp(prefix="countersign-"))
            link = self._folder / "printer"
        self.link = link
        self._slave: int | None = None
        self._hand = threading.Lock()  # one hand at the plug at a time
        self._cable = Cable(machine, wiring)
        self._pump = Pump(self._cable)
        try:
            self.plug()
        except OSError:
            self.close()
            raise

    def __enter__(self) -> PtyLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The printer address of the port."""
        return f"serial://{self.link}"

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return self._slave is not None

    @property
    def faults(self) -> LineFaults:
        """What is wrong with the cable."""
        return self._cable.faults

    def computer(self) -> PortSettings | None:
        """What the program at the other end has set the port to."""
        return self._cable.computer()

    def connect(self) -> Transport:
        """Open the port like any serial port. Errors: LinkDownError while the cable is out."""
        return open_serial(str(self.link), SerialSettings())

    def pull(self) -> None:
        """Pull the cable: whoever has the port open gets an I/O error, and the path is gone."""
        with self._hand:
            if self._slave is None:
                return
            self.link.unlink(missing_ok=True)
            self._pump.detach()
            os.close(self._slave)
            self._slave = None

    def plug(self) -> None:
        """Plug the cable in: a new port under the same path."""
        with self._hand:
            if self._slave is None:
                self._open_port()

    def close(self) -> None:
        """Take the port away; nothing of it stays behind."""
        self.pull()
        self._pump.close()
        if self._folder is not None:
            with suppress(FileNotFoundError):
                self._folder.rmdir()

    def _open_port(self) -> None:
        master, slave = os.openpty()
        os.set_blocking(master, False)
        try:
            tty.setraw(slave)
            self._set_speed(slave)
            _point(self.link, os.ttyname(slave))
        except OSError:
            os.close(master)
            os.close(slave)
            raise
        self._slave = slave
        self._pump.attach(_MasterEnd(master))

    def _set_speed(self, slave: int) -> None:
        """A program that sets no speed finds the printer's."""
        speed = _SPEEDS.get(self._cable.dips.baud_bps or 0)
        if speed is not None:
            settings = termios.tcgetattr(slave)
            settings[4] = settings[5] = speed
            termios.tcsetattr(slave, termios.TCSANOW, settings)


class _MasterEnd(DescriptorEnd):
    """Our side of the pty, on which the client's settings can be seen.

    All but the parity, which the kernel's pty switches off. Packet mode with EXTPROC would tell of
    every change, but with EXTPROC the kernel lets no XOFF stop the client (Linux 6.18).
    """

    def settings(self) -> PortSettings | None:
        try:
            iflag, _, cflag, _, _, speed, _ = termios.tcgetattr(self.descriptor)
        except termios.error:
            return None
        baud_bps = _BAUD_BPS.get(speed)
        if not baud_bps:
            return None  # hung up, or a speed without a name
        return PortSettings(
            baud_bps,
            Framing(stop_bits=2 if cflag & termios.CSTOPB else 1),
            heeds_xoff=bool(iflag & termios.IXON),
            heeds_cts=bool(cflag & termios.CRTSCTS),
        )


def _point(link: Path, target: str) -> None:
    """Let the link lead to the target, without a moment in which there is none."""
    fresh = link.with_name(f".{link.name}.{os.getpid()}")
    with naming(link):
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        fresh.replace(link)


def _check_free(link: Path) -> None:
    if link.exists() and not link.is_symlink():
        raise LinkTakenError(f"{link} is there already and is no printer port: name another path")
