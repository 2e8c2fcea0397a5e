"""The cable between a computer's port and the printer: bytes take their time on it, both ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drivers.clock import SystemClock
from drivers.printer_profiles.profile import Flow
from drivers.virtual_printer.floor import Floor
from drivers.virtual_printer.line_faults import SLOW_BYTES_S, LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.mechanics import Timepiece
from drivers.virtual_printer.outbox import MAX_ANSWER_BYTES
from drivers.virtual_printer.pacing import (
    MAX_BURST_BYTES,
    XOFF,
    XON,
    DipSwitches,
    Pacer,
    PortSettings,
)
from drivers.virtual_printer.uart import received

RECEIVE_ERROR = ord("?")
"""What a printer prints for a byte that came with a wrong parity or stop bit."""

Computer = Callable[[], PortSettings | None]
"""What the computer's port is set to at this moment; None where it has no such settings."""

FASTEST = DipSwitches()
"""A line that takes no time and keeps the computer waiting while the buffer is full."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """How a line hangs on its printer: the parts that several lines of one printer may share.

    `floor` and `faults` None give the line its own.
    """

    clock: Timepiece
    dips: DipSwitches = FASTEST
    floor: Floor | None = None
    faults: LineFaults | None = None


def _no_settings() -> PortSettings | None:
    return None


class Cable:
    """One line's way into the printer. Whoever owns it asks `due` and `answers` when time has come.

    Its methods are called by one thread at a time. Without a wiring it is a line in real time.
    """

    def __init__(self, machine: VirtualPrinter, wiring: Wiring | None = None) -> None:
        wiring = wiring or Wiring(SystemClock())
        clock = wiring.clock
        self.machine = machine
        self.dips = wiring.dips
        self.faults = wiring.faults or LineFaults()
        self.floor = wiring.floor or Floor(clock)
        self.computer_ready = True
        """RTS of the computer: while it is off, the printer keeps its answers."""
        self._look: Computer = _no_settings
        self._seen: PortSettings | None = None  # the computer's port when it was last looked at
        self._forth, self._back = Pacer(clock), Pacer(clock)
        self._answers = bytearray()
        self._told_to_stop = False  # by XOFF, which has reached the computer
        self._count = 0

    def connect(self, computer: Computer = _no_settings) -> None:
        """A computer is plugged in; answers that nobody was there to hear are gone."""
        self._look = computer
        self.computer_ready = True
        self._answers.clear()
        self._told_to_stop = False
        self._forth.rest()
        self._back.rest()
        if self.floor.hears(self):
            self.machine.take_answers()

    def computer(self) -> PortSettings | None:
        """What the computer's port is set to; None where it has no such settings."""
        return self._look()

    # To the printer

    @property
    def stopped(self) -> bool:
        """Whether the computer sends nothing now: it was told to stop, or another line is heard."""
        if not self.floor.free_for(self):
            return True
        if not self._can_be_stopped:
            return False
        if self._seen is not None and self.dips.flow is Flow.XONXOFF:
            return self._told_to_stop
        if self._seen is not None and self._seen.heeds_cts:
            return self.busy
        return not self.machine.room

    def due(self) -> int:
        """How many of the bytes that wait at the computer have reached the printer by now."""
        self._seen = self._look()
        if self.stopped:
            self._forth.rest()
            return 0
        count = self._forth.due(self._forth_bytes_s)
        return min(count, self.machine.room) if self._can_be_stopped else count

    def carry(self, data: bytes) -> None:
        """These bytes reach the printer, as its port receives them."""
        if self.floor.speak(self):
            self.machine.take_answers()  # those were for the line that spoke before
        self._forth.took(len(data), self._forth_bytes_s)
        self.machine.receive(self._heard(data))

    def rest(self) -> None:
        """Nothing waits at the computer any more."""
        self._forth.rest()

    def interrupt(self) -> None:
        """The computer sends a break: to the printer a byte without a stop bit."""
        if self.dips.shows_errors:
            self.machine.receive(bytes([RECEIVE_ERROR]))

    def tear(self, byte: int) -> None:
        """The cable goes while this byte is on it: its upper half is the level of a dead line."""
        self.machine.receive(bytes([byte | 0xF0]))

    # To the computer

    def answers(self, limit: int = MAX_BURST_BYTES) -> bytes:
        """What has reached the computer by now, at most `limit` bytes."""
        self._seen = self._look()
        if self.floor.hears(self):
            fresh = self.machine.take_answers(MAX_ANSWER_BYTES - len(self._answers))
            self._answers += self._heard_back(fresh)
        signal = self._stop_or_go()
        if not signal and not (self._answers and self.computer_ready):
            self._back.rest()
            return b""
        bytes_s = self._back_bytes_s
        count = min(limit, self._back.due(bytes_s))
        if signal and count:  # it goes before any answer that waits
            self._told_to_stop = signal == XOFF
        else:
            signal = b""
        here = bytes(self._answers[: count - len(signal)]) if self.computer_ready else b""
        del self._answers[: len(here)]
        self._back.took(len(signal + here), bytes_s)
        return signal + here

    def drop_answers(self) -> None:
        """The computer wants none of what is on its way."""
        self._answers.clear()

    @property
    def wait_s(self) -> float | None:
        """Seconds until the next byte is through, either way; None when none is on its way."""
        waits = []
        if not self._forth.resting:
            waits.append(self._forth.wait_s(self._forth_bytes_s))
        if not self._back.resting:
            waits.append(self._back.wait_s(self._back_bytes_s))
        return min(waits, default=None)

    # What the printer's wires say

    @property
    def busy(self) -> bool:
        """Whether the printer asks the computer to wait."""
        return not self.machine.powered or self.machine.busy

    @property
    def powered(self) -> bool:
        """Whether the printer is on."""
        return self.machine.powered

    @property
    def online(self) -> bool:
        """Whether the printer is on and nobody has to see to it."""
        return self.machine.powered and self.machine.status.trouble is None

    # Inside

    @property
    def _can_be_stopped(self) -> bool:
        if self.faults.deaf or self.dips.flow is Flow.NONE:
            return False
        return self.dips.flow is not Flow.XONXOFF or self._seen is None or self._seen.heeds_xoff

    @property
    def _forth_bytes_s(self) -> float | None:
        """The computer sends at its own speed, where that can be seen and the printer cares."""
        cares = self.dips.strict or self.dips.baud_bps is None
        if not self.dips.paced or self._seen is None or not cares:
            return self._back_bytes_s
        return self._slowed(self._seen.bytes_s)

    @property
    def _back_bytes_s(self) -> float | None:
        port = self.dips.port(self._seen) if self.dips.paced else None
        return self._slowed(port.bytes_s if port is not None else None)

    def _slowed(self, bytes_s: float | None) -> float | None:
        if not self.faults.slow:
            return bytes_s
        return SLOW_BYTES_S if bytes_s is None else min(bytes_s, SLOW_BYTES_S)

    def _heard(self, data: bytes) -> bytes:
        """What the printer's port makes of bytes from the computer's."""
        port = self.dips.port(self._seen)
        if self.dips.strict and self._seen is not None and port is not None:
            data = _received(
                data, self._seen, port, bytes([RECEIVE_ERROR]) * self.dips.shows_errors
            )
        return self._spoilt(data) if self.faults.spoils_every else data

    def _heard_back(self, data: bytes) -> bytes:
        """What the computer's port makes of bytes from the printer's."""
        port = self.dips.port(self._seen)
        if self.dips.strict and self._seen is not None and port is not None:
            data = _received(data, port, self._seen, b"")
        return bytes(byte ^ 0xFF for byte in data) if self.faults.garbage else data

    def _spoilt(self, data: bytes) -> bytes:
        heard = bytearray()
        for byte in data:
            self._count += 1
            if self._count % self.faults.spoils_every:
                heard.append(byte)
            elif self.dips.shows_errors:
                heard.append(RECEIVE_ERROR)
        return bytes(heard)

    def _stop_or_go(self) -> bytes:
        """XOFF or XON, where the computer has to be told that the printer is busy or ready."""
        stop = self.busy
        if self.dips.flow is not Flow.XONXOFF or stop is self._told_to_stop or not self.powered:
            return b""
        return XOFF if stop else XON


def _received(data: bytes, sender: PortSettings, receiver: PortSettings, wrong: bytes) -> bytes:
    """What arrives between two ports; `wrong` stands for a byte received in error."""
    heard = received(data, sender, receiver)
    return b"".join(wrong if byte is None else bytes([byte]) for byte in heard)
