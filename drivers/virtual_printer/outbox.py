"""What a printer has said and the line has not yet carried away."""

from __future__ import annotations

from collections import deque

MAX_ANSWER_BYTES = 4096
"""Answers nobody reads are lost beyond this; the printer goes on."""

_BLOCK_HEADERS = frozenset((0x35, 0x37, 0x3B, 0x3D, 0x5F))
"""How Epson's block replies begin; they end with NUL."""


class Outbox:
    """Whole answers in their order: none is kept in part, none comes inside another."""

    def __init__(self) -> None:
        self._answers: deque[bytes] = deque()
        self._size_bytes = 0
        self._taken_bytes = 0  # of the first answer

    @property
    def inside_block(self) -> bool:
        """Whether a block reply is on the line, begun and not ended."""
        return self._taken_bytes > 0 and self._answers[0][0] in _BLOCK_HEADERS

    def put(self, answer: bytes) -> bool:
        """Add an answer; False, and it is lost, when too much waits already."""
        if self._size_bytes + len(answer) > MAX_ANSWER_BYTES:
            return False
        self._answers.append(answer)
        self._size_bytes += len(answer)
        return True

    def take(self, limit: int) -> bytes:
        """The next bytes for the line, at most `limit`."""
        taken = bytearray()
        while self._answers and len(taken) < limit:
            answer = self._answers[0]
            part = answer[self._taken_bytes : self._taken_bytes + limit - len(taken)]
            taken += part
            self._taken_bytes += len(part)
            if self._taken_bytes == len(answer):
                self._answers.popleft()
                self._taken_bytes = 0
        self._size_bytes -= len(taken)
        return bytes(taken)

    def clear(self) -> None:
        """Forget what was not sent."""
        self._answers.clear()
        self._size_bytes = self._taken_bytes = 0
