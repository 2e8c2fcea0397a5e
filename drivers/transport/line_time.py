"""How far a serial line is behind what it was given: it sends no faster than its baud rate."""

from __future__ import annotations

import time
from collections.abc import Callable

BITS_A_BYTE = 10
"""On the line: a start bit, eight of data, a stop bit."""

AHEAD_S = 0.5
"""So much of the line's time may be written ahead. Where it waits (a pty, a server of ports) no
question overtakes it, and a printer is given a second to answer one; most slips are shorter."""


class LineTime:
    """Counts what was written; `behind_s` is what may not be written ahead any more."""

    def __init__(self, baud_bps: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._bytes_a_second = baud_bps / BITS_A_BYTE
        self._clock = clock
        self._sent_at_s = 0.0  # when the line will have sent what it was given

    def took(self, count: int) -> None:
        """So many bytes were written now."""
        self._sent_at_s = max(self._clock(), self._sent_at_s) + count / self._bytes_a_second

    @property
    def behind_s(self) -> float:
        """Seconds until more may be written; 0 where it may be now."""
        return max(0.0, self._sent_at_s - self._clock() - AHEAD_S)
