"""A pipe that wakes a thread out of its poll."""

from __future__ import annotations

import contextlib
import os


class Waker:
    """Poll `fileno()` for reading; `wake` from any thread makes it ready, `calm` unready again."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._open = True
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)

    def fileno(self) -> int:
        """What to poll."""
        return self._read

    def wake(self) -> None:
        """Make the poll return; a wake that is still pending is enough."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._write, b"!")

    def calm(self) -> None:
        """Take all wakes so far as heard."""
        with contextlib.suppress(BlockingIOError):
            os.read(self._read, 4096)

    def close(self) -> None:
        """Give both ends back, when nobody polls or wakes any more; twice is nothing."""
        if self._open:
            self._open = False
            os.close(self._read)
            os.close(self._write)
