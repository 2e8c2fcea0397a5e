"""The virtual printer without any port: bytes by method call, time by a clock of your choice."""

from __future__ import annotations

from types import TracebackType

from drivers.transport.port import LinkDownError, Transport
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.mechanics import Timepiece

TICK_S = 0.001
"""No wait is shorter: a clock may round what is less to nothing, and would then stand still."""


class MemoryLine:
    """Deterministic: the printer works in the caller's thread, while the caller writes or reads."""

    url = "memory:"

    def __init__(self, machine: VirtualPrinter, clock: Timepiece) -> None:
        self.machine = machine
        self.clock = clock
        self.plugged = True
        self._cable = 0  # a transport belongs to one plugging-in

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
        self.machine.take_answers()
        return _MemoryTransport(self, self._cable)

    def pull(self) -> None:
        """Pull the cable: open transports are dead from now on."""
        self.plugged = False
        self._cable += 1

    def plug(self) -> None:
        """Plug the cable in."""
        self.plugged = True

    def close(self) -> None:
        """The same as pulling the cable."""
        self.pull()

    def holds(self, cable: int) -> bool:
        """Whether a transport of that plugging-in still reaches the printer."""
        return self.plugged and cable == self._cable


class _MemoryTransport:
    answers = True

    def __init__(self, line: MemoryLine, cable: int) -> None:
        self._line = line
        self._cable = cable

    def write(self, data: bytes, within_s: float) -> int:
        machine, clock = self._machine(), self._line.clock
        until = clock.monotonic() + within_s
        machine.work()
        written = 0
        while True:
            part = data[written : written + machine.room]
            if part:
                machine.receive(part)
                written += len(part)
            if written == len(data) or not self._wait(until):
                return written
            if not written:
                self._machine()
            elif not self._line.holds(self._cable):
                return written

    def read(self, limit: int, within_s: float) -> bytes:
        machine, clock = self._machine(), self._line.clock
        until = clock.monotonic() + within_s
        machine.work()
        while not (answers := machine.take_answers(limit)):
            if not self._wait(until):
                return b""
            self._machine()
        return answers

    def close(self) -> None:
        self._cable = -1

    def _wait(self, until_s: float) -> bool:
        """Let the motor's time pass, or all that is left; False when none is left."""
        machine, clock = self._line.machine, self._line.clock
        left_s = until_s - clock.monotonic()
        if left_s <= 0:
            return False
        motor_s = machine.wait_s
        clock.sleep(max(TICK_S, left_s if motor_s is None else min(left_s, motor_s)))
        machine.work()
        return True

    def _machine(self) -> VirtualPrinter:
        if not self._line.holds(self._cable):
            raise LinkDownError("the printer is gone: is the cable in?")
        return self._line.machine
