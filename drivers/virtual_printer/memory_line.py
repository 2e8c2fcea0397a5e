"""The virtual printer without any port: bytes by method call, time by a clock of your choice."""

from __future__ import annotations

from types import TracebackType

from drivers.transport.port import LinkDownError, Transport
from drivers.virtual_printer.cable import FASTEST, Cable, Wiring
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.mechanics import Timepiece
from drivers.virtual_printer.pacing import DipSwitches, PortSettings

TICK_S = 0.001
"""No wait is shorter: a clock may round what is less to nothing, and would then stand still."""


class MemoryLine:
    """Deterministic: the printer works in the caller's thread, while the caller writes or reads.

    `port` is what the caller's end is set to, where that matters.
    """

    url = "memory:"

    def __init__(
        self,
        machine: VirtualPrinter,
        clock: Timepiece,
        dips: DipSwitches = FASTEST,
        port: PortSettings | None = None,
    ) -> None:
        self.machine = machine
        self.clock = clock
        self.cable = Cable(machine, Wiring(clock, dips))
        self._port = port
        self.plugged = True
        self._plugging = 0  # a transport belongs to one plugging-in

    def __enter__(self) -> MemoryLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def connect(self) -> Transport:
        """A new transport. Errors: LinkDownError while the cable is out."""
        if not self.plugged:
            raise LinkDownError("there is no printer: plug the cable in")
        self.cable.connect(lambda: self._port)
        return _MemoryTransport(self, self._plugging)

    def pull(self) -> None:
        """Pull the cable: open transports are dead from now on."""
        self.plugged = False
        self._plugging += 1

    def plug(self) -> None:
        """Plug the cable in."""
        self.plugged = True

    def close(self) -> None:
        """The same as pulling the cable."""
        self.pull()

    @property
    def faults(self) -> LineFaults:
        """What is wrong with the cable."""
        return self.cable.faults

    def holds(self, plugging: int) -> bool:
        """Whether a transport of that plugging-in still reaches the printer."""
        return self.plugged and plugging == self._plugging


class _MemoryTransport:
    answers = True

    def __init__(self, line: MemoryLine, plugging: int) -> None:
        self._line = line
        self._plugging = plugging

    def write(self, data: bytes, within_s: float) -> int:
        cable, clock = self._cable(), self._line.clock
        until = clock.monotonic() + within_s
        cable.machine.work()
        written = 0
        while True:
            part = data[written : written + cable.due()] if written < len(data) else b""
            if part:
                cable.carry(part)
                written += len(part)
            if written == len(data) or not self._wait(until):
                cable.rest()
                return written
            if not written:
                self._cable()
            elif not self._line.holds(self._plugging):
                self._tear(data[written])
                return written

    def read(self, limit: int, within_s: float) -> bytes:
        cable, clock = self._cable(), self._line.clock
        until = clock.monotonic() + within_s
        cable.machine.work()
        while not (answers := cable.answers(limit)):
            if not self._wait(until):
                return b""
            self._cable()
        return answers

    def close(self) -> None:
        self._plugging = -1

    def _wait(self, until_s: float) -> bool:
        """Let the motor's or the line's time pass, or all that is left; False when none is left."""
        cable, clock = self._line.cable, self._line.clock
        left_s = until_s - clock.monotonic()
        if left_s <= 0:
            return False
        waits = (left_s, cable.machine.wait_s, cable.wait_s)
        clock.sleep(max(TICK_S, min(wait_s for wait_s in waits if wait_s is not None)))
        cable.machine.work()
        return True

    def _tear(self, byte: int) -> None:
        if self._line.faults.tears:
            self._line.cable.tear(byte)

    def _cable(self) -> Cable:
        if not self._line.holds(self._plugging):
            raise LinkDownError("the printer is gone: is the cable in?")
        return self._line.cable
