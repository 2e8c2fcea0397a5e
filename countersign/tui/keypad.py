"""The keypad: red cancel, yellow clear, green enter, each with its sign; pressed keys light up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import Piece, centred, measure, strip
from countersign.tui.inks import ink_of
from countersign.tui.texts import say
from terminal.keys import Key
from terminal.language import Language

DOWN_S = 0.12
"""How long a key looks pressed."""

DIGIT_ROWS = ("123", "456", "789", "*0#")
_GAP, _ARROW_WIDTH = 1, 5
_SIGNS = {Key.CANCEL: "✕", Key.CLEAR: "‹", Key.ENTER: "○", Key.UP: "▲", Key.DOWN: "▼"}
_STYLES = {Key.CANCEL: "cancel", Key.CLEAR: "clear", Key.ENTER: "enter"}
_FACES = ("key", "cancel", "clear", "enter", "down", "body")


class Cap(NamedTuple):
    """One key's place in cells; `lines` includes the half lines of its edges."""

    key: Key
    x: int
    y: int
    width: int
    lines: int

    def covers(self, x: int, y: int) -> bool:
        """Whether this cell belongs to the key."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.lines


@lru_cache(maxsize=8)
def arrange(width: int, height: int) -> tuple[Cap, ...]:
    """The keys on `width` x `height` cells: digits, arrows, functions; F1-F4 above where room is.

    A key is 3 lines high from 12 lines on, 2 from 8 on, each edge of it half a line; else 1.
    """
    lines = 3 if height >= 12 else 2 if height >= 8 else 1
    top = lines if height >= 5 * lines else 0
    caps = list(_function_row(width, lines)) if top else []
    functions = max(8, (width - _ARROW_WIDTH - 4 * _GAP) * 3 // 9)
    digit = (width - _ARROW_WIDTH - functions - 4 * _GAP) // 3
    for row, digits in enumerate(DIGIT_ROWS):
        for column, char in enumerate(digits):
            x, y = column * (digit + _GAP), top + row * lines
            caps.append(Cap(Key(char), x, y, digit, lines))
    x = 3 * (digit + _GAP)
    caps.append(Cap(Key.UP, x, top, _ARROW_WIDTH, 2 * lines))
    caps.append(Cap(Key.DOWN, x, top + 2 * lines, _ARROW_WIDTH, 2 * lines))
    x += _ARROW_WIDTH + _GAP
    caps.append(Cap(Key.CANCEL, x, top, width - x, lines))
    caps.append(Cap(Key.CLEAR, x, top + lines, width - x, lines))
    caps.append(Cap(Key.ENTER, x, top + 2 * lines, width - x, 2 * lines))
    return tuple(caps)


def _function_row(width: int, lines: int) -> Iterator[Cap]:
    each = (width + _GAP) // 4
    for place, key in enumerate((Key.F1, Key.F2, Key.F3, Key.F4)):
        x = place * each
        yield Cap(key, x, 0, (width - x) if place == 3 else each - _GAP, lines)


class Keypad(Widget):
    """Posts Pressed for a click; `flash` shows a key that was pressed elsewhere."""

    DEFAULT_CSS = """
    Keypad {
        background: $cs-body;
    }
    """

    language: reactive[Language] = reactive[Language]("zh")

    class Pressed(Message):
        """A key of the keypad was clicked."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._down: dict[Key, int] = {}

    @property
    def _caps(self) -> tuple[Cap, ...]:
        return arrange(*self.size)

    def flash(self, key: Key) -> None:
        """Let the key look pressed for a moment."""
        self._down[key] = self._down.get(key, 0) + 1
        self._refresh_key(key)
        self.set_timer(DOWN_S, lambda: self._let_go(key))

    def _let_go(self, key: Key) -> None:
        left = self._down.get(key, 0) - 1
        if left > 0:
            self._down[key] = left
        else:
            self._down.pop(key, None)
            self._refresh_key(key)

    def _refresh_key(self, key: Key) -> None:
        for cap in self._caps:
            if cap.key is key:
                self.refresh(Region(cap.x, cap.y, cap.width, cap.lines))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        for cap in self._caps:
            if cap.covers(event.x, event.y):
                self.flash(cap.key)
                self.post_message(self.Pressed(cap.key))
                return

    def render_line(self, y: int) -> Strip:
        body = ink_of(self, "keypad.body")
        pieces: list[Piece] = []
        here = (cap for cap in self._caps if cap.y <= y < cap.y + cap.lines)
        for cap in sorted(here, key=lambda cap: cap.x):
            pieces.append((" " * (cap.x - measure(pieces)), body))
            pieces += self._line_of(cap, y - cap.y, body)
        return strip(pieces, self.size.width, body)

    def _line_of(self, cap: Cap, line: int, body: Style) -> list[Piece]:
        """One line of one key: half a line of edge, or its face with the label in the middle."""
        name = "down" if cap.key in self._down else _STYLES.get(cap.key, "key")
        face = ink_of(self, f"keypad.{name}")
        edge = Style(color=face.bgcolor, bgcolor=body.bgcolor)
        single = self._caps[-1].lines // 2  # the last key is twice as high as a digit
        if line == cap.lines - 1 and single > 1:
            return [("▀" * cap.width, edge)]
        if line == 0 and single > 2:
            return [("▄" * cap.width, edge)]
        label = self._label(cap) if line == (cap.lines - 1) // 2 else ""
        return [(segment.text, face) for segment in centred([(label, face)], cap.width, face)]

    def _label(self, cap: Cap) -> str:
        sign = _SIGNS.get(cap.key, "")
        if cap.key in _STYLES:
            return f"{sign} {say(f'key.{cap.key.value}', self.language)}"
        return sign or cap.key.value
