"""Find the commands a printer obeys on reception, wherever in the stream they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from drivers.escpos.status import CLEAR_BUFFERS, Question


@dataclass(frozen=True, slots=True)
class AskStatus:
    """DLE EOT n."""

    question: Question


class Order(Enum):
    """The real-time commands without an answer of their own kind."""

    RESUME = "DLE ENQ 1"
    RESUME_CLEARED = "DLE ENQ 2"
    CLEAR = "DLE DC4 8"


RealTime = AskStatus | Order

_WHOLE = re.compile(
    rb"\x10(?:\x04[\x01-\x04]|\x05[\x01\x02]|" + re.escape(CLEAR_BUFFERS[1:]) + rb")"
)
_LONGEST = len(CLEAR_BUFFERS)
_ORDERS = {
    b"\x10\x05\x01": Order.RESUME,
    b"\x10\x05\x02": Order.RESUME_CLEARED,
    CLEAR_BUFFERS: Order.CLEAR,
}


class RealTimeScanner:
    """Looks through bytes as they are received; a command may be split over several receptions.

    Epson's reference: real-time commands are obeyed even inside the data of another command.
    """

    def __init__(self) -> None:
        self._tail = b""

    def scan(self, data: bytes) -> Iterator[tuple[int, RealTime]]:
        """Each command with the number of bytes of `data` that had come when it was complete."""
        if b"\x10" not in data and not self._tail:
            return
        known = len(self._tail)
        stream = self._tail + data
        done = 0
        for found in _WHOLE.finditer(stream):
            done = found.end()
            yield done - known, _meaning(found.group())
        self._tail = _unfinished(stream[done:])

    def clear(self) -> None:
        """Forget a command that has only begun."""
        self._tail = b""


def _meaning(command: bytes) -> RealTime:
    order = _ORDERS.get(command)
    return order if order is not None else AskStatus(Question(command[2]))


def _unfinished(stream: bytes) -> bytes:
    """The end of the stream that may still become a command."""
    for start in range(max(0, len(stream) - _LONGEST + 1), len(stream)):
        tail = stream[start:]
        if tail in (b"\x10", b"\x10\x04", b"\x10\x05") or CLEAR_BUFFERS.startswith(tail):
            return tail
    return b""
