"""Random bytes: the operating system's, or a stream that one seed fixes for ever."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Protocol


class Entropy(Protocol):
    """A source of random bytes."""

    def bytes(self, size: int) -> bytes:
        """The next `size` bytes."""


class SystemEntropy:
    """The operating system's generator; the only one fit for keys that protect anything."""

    def bytes(self, size: int) -> bytes:
        """`size` bytes nobody can foretell."""
        return secrets.token_bytes(size)


class SeededEntropy:
    """A stream that the seed fixes: same seed, same bytes, on every machine and Python version.

    Block n is SHA-256 over the seed and n; requests cut the stream one after the other. Anybody who
    knows the seed knows every byte: for scripts and tests alone.
    """

    def __init__(self, seed: int) -> None:
        self._prefix = b"countersign entropy %d:" % seed
        self._blocks = 0
        self._left = b""

    def bytes(self, size: int) -> bytes:
        """The next `size` bytes of the stream."""
        while len(self._left) < size:
            self._left += sha256(self._prefix + b"%d" % self._blocks).digest()
            self._blocks += 1
        taken, self._left = self._left[:size], self._left[size:]
        return taken
