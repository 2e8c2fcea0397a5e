"""One picture of the device's display: its lines, and where it can be touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.strip import Strip

from countersign.tui.drawing import centred, strip

if TYPE_CHECKING:
    from countersign.tui.desk import Status
    from terminal.keys import Key

INKS = ("ink", "dim", "title", "good", "bad", "attention", "chosen", "key", "off")
"""The ways something can be written on the display; each is a colour of the theme."""

Inks = Mapping[str, Style]


class Touch(NamedTuple):
    """A stretch of one line that works as keys when it is touched."""

    y: int
    left: int
    right: int
    keys: tuple[Key, ...]


class Moment(NamedTuple):
    """What a picture shows besides its View: the device's facts and how far its waits are."""

    status: Status | None
    seconds_left: float | None = None
    notice: str = ""
    tick: int = 0


class Picture(NamedTuple):
    """The finished lines of the display."""

    strips: tuple[Strip, ...]
    touches: tuple[Touch, ...]

    def keys_at(self, x: int, y: int) -> tuple[Key, ...]:
        """The keys that a touch of this cell stands for."""
        for touch in self.touches:
            if touch.y == y and touch.left <= x < touch.right:
                return touch.keys
        return ()


def dark(width: int, height: int, off: Style, words: str) -> Picture:
    """The display of a device that is off, with `words` in its middle."""
    lines = [strip((), width, off)] * height
    if lines and words:
        lines[height // 2] = centred([(words, off)], width, off)
    return Picture(tuple(lines), ())
