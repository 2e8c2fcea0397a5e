"""A transport without a printer behind it: what it says to what it hears is written down before."""

from __future__ import annotations

from collections.abc import Callable

from drivers.transport.port import LinkDownError

Reply = Callable[[bytes], bytes]


class ScriptedTransport:
    """`reply` makes the answer to each write; `room` limits what all writes together may take."""

    def __init__(self, reply: Reply, answers: bool = True) -> None:
        self.answers = answers
        self.reply = reply
        self.heard = bytearray()
        self.room: int | None = None
        self.waited_s = 0.0
        self.closed = False
        self.down = False
        self._waiting = bytearray()

    def write(self, data: bytes, within_s: float) -> int:
        self._check()
        taken = data if self.room is None else data[: self.room]
        if self.room is not None:
            self.room -= len(taken)
        if not taken:
            self.waited_s += within_s
        self.heard += taken
        self._waiting += self.reply(bytes(taken))
        return len(taken)

    def read(self, limit: int, within_s: float) -> bytes:
        self._check()
        data = bytes(self._waiting[:limit])
        del self._waiting[:limit]
        if not data:
            self.waited_s += within_s
        return data

    def close(self) -> None:
        self.closed = True

    def _check(self) -> None:
        if self.down:
            raise LinkDownError("the line is gone: is the cable in?")


def silence(_: bytes) -> bytes:
    """The reply of a printer that never answers."""
    return b""


def table(answers: dict[bytes, bytes]) -> Reply:
    """Replies by what the write contains, in the order of the table."""

    def reply(data: bytes) -> bytes:
        return b"".join(answer * data.count(request) for request, answer in answers.items())

    return reply
