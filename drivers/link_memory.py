"""A connection to the bank on a virtual clock: real bytes, no wire, and no wait is waited out."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Protocol, TypeVar

from acquirer.mishaps import Delivery, Faults
from drivers.ports import Clock
from drivers.traffic import Direction, Traffic, Watcher, nobody
from terminal.faults import HostFault, HostTrouble
from wire.errors import MalformedError
from wire.framing import Frame, FrameParser

T = TypeVar("T")

ROUND_TRIP_S = 0.05
"""How long an answer takes that nothing delays."""


class BankEnd(Protocol):
    """What stands at the other end: a Bank, or one behind a lossy network."""

    @property
    def faults(self) -> Faults:
        """What the desk ordered."""

    def answer(self, frame: Frame, now: datetime) -> tuple[Delivery, ...]:
        """What goes back."""


class _Line:
    """One connection: what is still on its way, and the frames that have come."""

    def __init__(self) -> None:
        self._coming: list[tuple[float, int, Delivery]] = []
        self._order = count()
        self._parser = FrameParser()
        self.frames: deque[Frame] = deque()
        self.trouble: HostTrouble | None = None

    def expect(self, delivery: Delivery, due: float) -> None:
        heapq.heappush(self._coming, (due, next(self._order), delivery))

    @property
    def next_due(self) -> float | None:
        return self._coming[0][0] if self._coming and self.trouble is None else None

    def take_next(self) -> None:
        """The next delivery arrives."""
        _, _, delivery = heapq.heappop(self._coming)
        try:
            self.frames.extend(self._parser.feed(delivery.data))
            self._parser.feed(b"")  # bytes after a frame may be no frame
        except MalformedError:
            self.trouble = HostTrouble.GARBAGE
        if delivery.close_after and self.trouble is None:
            self.trouble = HostTrouble.CLOSED


class MemoryLink:
    """Exchanges with a bank in the same process; time passes only on `clock`."""

    def __init__(self, bank: BankEnd, clock: Clock, watch: Watcher = nobody) -> None:
        self._bank = bank
        self._clock = clock
        self._watch = watch
        self._line = _Line()

    @property
    def where(self) -> str:
        """There is no port in it."""
        return "embedded"

    def exchange(self, request: Frame, read: Callable[[Frame], T | None], within_s: float) -> T:
        """Send and wait for the answer; what `read` makes of it, None for a frame to ignore.

        A late answer stays on the line and comes to a later exchange. Errors: HostFault.
        """
        deadline = self._clock.monotonic() + within_s
        line = self._ready_line()
        self._send(line, request)
        while True:
            while line.frames:
                frame = line.frames.popleft()
                answer = read(frame)
                is_ours = answer is not None
                self._tell(Direction.RECEIVED if is_ours else Direction.IGNORED, frame)
                if answer is not None:
                    return answer
            if line.trouble is not None:
                raise HostFault(line.trouble)
            if line.next_due is None or line.next_due > deadline:
                self._clock.sleep(deadline - self._clock.monotonic())
                raise HostFault(HostTrouble.NO_ANSWER)
            self._clock.sleep(line.next_due - self._clock.monotonic())
            line.take_next()

    def close(self) -> None:
        """Hang up: what is still on its way never comes."""
        self._line = _Line()

    def _ready_line(self) -> _Line:
        """The open line with all that has come on it, or a new one. Errors: NOT_SENT."""
        if self._bank.faults.refusing:
            self.close()
            raise HostFault(HostTrouble.NOT_SENT)
        line = self._line
        while line.next_due is not None and line.next_due <= self._clock.monotonic():
            line.take_next()
        if line.trouble is not None:
            self.close()
        return self._line

    def _send(self, line: _Line, request: Frame) -> None:
        self._tell(Direction.SENT, request)
        sent_at = self._clock.monotonic()
        (heard,) = FrameParser().feed(request.encode())
        for delivery in self._bank.answer(heard, self._clock.now()):
            line.expect(delivery, sent_at + ROUND_TRIP_S + delivery.after_s)

    def _tell(self, direction: Direction, frame: Frame) -> None:
        self._watch(Traffic(direction, frame, self._clock.now()))
