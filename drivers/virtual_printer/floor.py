"""Several lines into one printer: one is heard at a time, and hears the answers."""

from __future__ import annotations

import threading

from drivers.virtual_printer.mechanics import Timepiece

QUIET_S = 0.3
"""A line without sessions has done speaking when it was silent so long; others wait meanwhile."""


class Floor:
    """Who has it: the line with a session, until that ends, else the line that spoke last.

    Thread-safe. Lines are told apart by identity.
    """

    def __init__(self, clock: Timepiece) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._session: object | None = None
        self._speaker: object | None = None
        self._spoke_s = 0.0

    def open(self, line: object) -> bool:
        """Take the floor for a session; False while another line has one, or still speaks."""
        with self._lock:
            free = self._free_for(line)
            if free:
                self._session = line
            return free

    def close(self, line: object) -> None:
        """The line's session has ended; nothing if it has none."""
        with self._lock:
            if self._session is line:
                self._session = None

    def free_for(self, line: object) -> bool:
        """Whether this line may speak now."""
        with self._lock:
            return self._free_for(line)

    def speak(self, line: object) -> bool:
        """The line speaks; True where another one spoke before."""
        with self._lock:
            other = self._speaker not in (None, line)
            self._speaker = line
            self._spoke_s = self._clock.monotonic()
            return other

    def hears(self, line: object) -> bool:
        """Whether the printer's answers are for this line."""
        with self._lock:
            return (self._session or self._speaker) in (None, line)

    def _free_for(self, line: object) -> bool:
        if self._session is not None:
            return self._session is line
        quiet_s = self._clock.monotonic() - self._spoke_s
        return self._speaker in (None, line) or quiet_s >= QUIET_S
