"""The window the screens are drawn in, which somebody may close in the middle of a picture.

Textual's thread for output dies of the first write that fails, and its driver then waits for that
thread for ever when it is to be put away. Here such a write goes nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from textual.drivers.linux_driver import LinuxDriver


class WindowDriver(LinuxDriver):
    """Draws on a window as long as it is there."""

    def __init__(self, *app: Any, **how: Any) -> None:
        super().__init__(*app, **how)
        self._file: Any = Window(self._file)


class Window:
    """A terminal's file: as much of one as is drawn on."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.gone = False

    def write(self, text: str) -> None:
        """Draw, where there is a window."""
        self._tried(lambda: self._file.write(text))

    def flush(self) -> None:
        """Let it be seen, where there is a window."""
        self._tried(self._file.flush)

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal at all."""
        return self._file.isatty()

    def _tried(self, act: Callable[[], object]) -> None:
        if not self.gone:
            try:
                act()
            except OSError:
                self.gone = True
