"""How fast bytes go over a serial line: its speed, its framing, and a clock that lets them by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from drivers.printer_profiles.profile import Flow
from drivers.virtual_printer.mechanics import Timepiece

MAX_BURST_BYTES = 4096
"""No more arrive in one go, however long the line was not looked at: a kernel's own portion."""

XON, XOFF = b"\x11", b"\x13"
"""Go on, and stop: whose port heeds them takes them out of what it received."""

_FRAMING = re.compile(r"([78])([NEOMS])(1|1\.5|2)")


@dataclass(frozen=True, slots=True)
class Framing:
    """The bits around a byte; parity by pyserial's letters N, E, O, M (mark) and S (space)."""

    data_bits: int = 8
    parity: str = "N"
    stop_bits: float = 1.0

    @property
    def bits(self) -> float:
        """Bits on the line for one byte, the start bit included: 10 for 8N1, 11 for 8E1."""
        return 1 + self.data_bits + (self.parity != "N") + self.stop_bits

    def __str__(self) -> str:
        return f"{self.data_bits}{self.parity}{self.stop_bits:g}"

    @classmethod
    def read(cls, text: str) -> Framing:
        """From its usual short form. Errors: ValueError."""
        found = _FRAMING.fullmatch(text.upper())
        if found is None:
            raise ValueError(f"{text!r} is no framing: write it as 8N1, 8E1 or 7O2")
        return cls(int(found[1]), found[2], float(found[3]))


@dataclass(frozen=True, slots=True)
class PortSettings:
    """What a serial port is set to; `heeds_xoff` and `heeds_cts` say what stops it."""

    baud_bps: int
    framing: Framing = field(default=Framing())
    heeds_xoff: bool = False
    heeds_cts: bool = False

    @property
    def bytes_s(self) -> float:
        """Bytes a second."""
        return self.baud_bps / self.framing.bits


@dataclass(frozen=True, slots=True)
class DipSwitches:
    """How the printer's own port is set, as by the switches at its bottom.

    `baud_bps` None is whatever the computer has set. `paced`: bytes take their time; without it the
    line is as fast as the computer. `strict`: where both ends are set differently, garbage arrives.
    `flow`: how the printer says stop; with NONE it does not, and what its buffer does not hold is
    lost. `shows_errors`: a byte received wrong is printed as '?', otherwise it is left out.
    """

    baud_bps: int | None = None
    framing: Framing = field(default=Framing())
    flow: Flow = Flow.RTSCTS
    paced: bool = False
    strict: bool = False
    shows_errors: bool = True

    def port(self, computer: PortSettings | None) -> PortSettings | None:
        """The printer's port as it listens; None where neither end has a speed."""
        if self.baud_bps is None:
            return computer
        return PortSettings(self.baud_bps, self.framing)


@dataclass(slots=True)
class Pacer:
    """A token bucket that fills only while somebody has bytes to send: a line at rest saves none.

    The bytes of a time in which nobody looked are let by later, so that the average holds.
    """

    clock: Timepiece
    _since_s: float | None = field(default=None, init=False)

    @property
    def resting(self) -> bool:
        """Whether nobody is sending."""
        return self._since_s is None

    def due(self, bytes_s: float | None) -> int:
        """How many bytes have gone by now of those that wait; the first call finds them waiting.

        `bytes_s` None is a line that takes no time.
        """
        if bytes_s is None:
            self._since_s = None
            return MAX_BURST_BYTES
        now_s = self.clock.monotonic()
        if self._since_s is None:
            self._since_s = now_s
        return min(MAX_BURST_BYTES, int((now_s - self._since_s) * bytes_s + _ROUNDING))

    def took(self, count: int, bytes_s: float | None) -> None:
        """So many of them are through."""
        if bytes_s is not None and self._since_s is not None:
            self._since_s += count / bytes_s

    def rest(self) -> None:
        """Nothing waits any more, or nothing may go."""
        self._since_s = None

    def wait_s(self, bytes_s: float | None) -> float:
        """Seconds until the next byte is due, 0 when one is or when nobody has to wait."""
        if bytes_s is None or self._since_s is None:
            return 0.0
        return max(0.0, self._since_s + 1 / bytes_s - self.clock.monotonic())


_ROUNDING = 1e-6
"""A byte is through when only the rounding of floating point says that it is not."""
