"""Time as the device sees it: the real one, and one that only a script moves."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

VIRTUAL_START = datetime.fromisoformat("2026-03-02T09:00:00")
"""A Monday morning; every script begins here, so its slips and its journal never change."""


class SystemClock:
    """The computer's own time, in its own zone."""

    def now(self) -> datetime:
        """Local wall-clock time, naive, as printed on slips."""
        return datetime.now()  # noqa: DTZ005 - a terminal's clock knows no zone, nor does a slip

    def monotonic(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait; not at all for zero or less."""
        if seconds > 0:
            time.sleep(seconds)


class VirtualClock:
    """Time that stands still until somebody sleeps on it or moves it forward."""

    def __init__(self, start: datetime = VIRTUAL_START) -> None:
        self._start = start
        self._passed = timedelta()

    def now(self) -> datetime:
        """The start plus all the time that was let pass; naive."""
        return self._start + self._passed

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self._passed.total_seconds()

    def sleep(self, seconds: float) -> None:
        """Let time pass at once; not at all for zero or less, like a real sleep."""
        if seconds > 0:
            self._passed += timedelta(seconds=seconds)

    def forward(self, step: timedelta) -> None:
        """Let `step` pass. Errors: ValueError for a step back."""
        if step < timedelta():
            raise ValueError(f"a clock moves only forward, not by {step}")
        self._passed += step
