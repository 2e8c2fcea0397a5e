"""How a served printer is: its state, its buffer, bytes a second, its addresses, last commands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import Piece, cut, strip, wrapped
from countersign.tui.inks import ink_of
from countersign.tui.printer_desk import PrinterState
from countersign.tui.texts import say
from terminal.language import Language

_MARKS = {
    "good": ("●", "notes.in"),
    "attention": ("!", "notes.strong"),
    "trouble": ("✗", "notes.bad"),
    "unknown": ("○", "notes.faint"),
}
LABEL_COLUMNS = 8
BAR_COLUMNS = 20
"""A twentieth of the buffer is one cell."""


class PrinterPanel(Widget):
    """Draws one PrinterState; what does not fit is left out from below."""

    DEFAULT_CSS = """
    PrinterPanel {
        background: $cs-desk; border: round $cs-edge; border-title-color: $cs-faint; padding: 0 1;
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    state: reactive[PrinterState | None] = reactive(None)

    def watch_language(self) -> None:
        self.border_title = say("printer.title", self.language)

    def render_line(self, y: int) -> Strip:
        lines = [] if self.state is None else list(self._lines(self.state))
        pieces = lines[y] if y < len(lines) else []
        return strip(pieces, self.size.width, self._ink("ink"))

    def _lines(self, state: PrinterState) -> Iterator[list[Piece]]:
        mark, ink = _MARKS[state.health.health]
        words = state.health.words.say(self.language)
        yield [(state.title, self._ink("strong"))]
        yield [(f"{mark} {words}", ink_of(self, ink))]
        yield []
        yield self._buffer(state)
        yield self._rate("printer.in", state.in_bytes_s, state.in_bytes, "in")
        yield self._rate("printer.out", state.out_bytes_s, state.out_bytes, "out")
        if state.lost_bytes:
            lost = (f"{state.lost_bytes:>9,} B", self._ink("bad"))
            yield [*self._label("printer.lost"), lost]
        yield [*self._label("printer.slips"), (f"{state.slips:>9,}", self._ink("ink"))]
        yield []
        yield self._head("printer.ways")
        for way in state.ways:
            yield [(cut(way, self.size.width).rstrip(), self._ink("ink"))]
        yield []
        yield self._head("printer.commands")
        for line in wrapped(_said(state.commands), self.size.width):
            yield [(line, self._ink("ink"))]

    def _buffer(self, state: PrinterState) -> list[Piece]:
        full = min(BAR_COLUMNS, -(-state.filled_bytes * BAR_COLUMNS // state.buffer_bytes))
        numbers = f" {state.filled_bytes:,} / {state.buffer_bytes:,}"
        return [
            *self._label("printer.buffer"),
            ("█" * full, self._ink("out")),
            ("░" * (BAR_COLUMNS - full), self._ink("faint")),
            (numbers, self._ink("ink")),
        ]

    def _rate(self, label: str, bytes_s: int, total: int, ink: str) -> list[Piece]:
        return [
            *self._label(label),
            (f"{bytes_s:>9,} B/s", self._ink(ink)),
            (f"  {total:,} B", self._ink("faint")),
        ]

    def _label(self, id: str) -> list[Piece]:
        return [(cut(say(id, self.language), LABEL_COLUMNS), self._ink("faint"))]

    def _head(self, id: str) -> list[Piece]:
        return [(say(id, self.language), self._ink("faint"))]

    def _ink(self, name: str) -> Style:
        return ink_of(self, f"notes.{name}")


def _said(commands: tuple[tuple[str, int], ...]) -> str:
    """The commands beside each other; one that came several times says how often."""
    once = (name if times == 1 else f"{name} x{times:,}" for name, times in commands)
    return " · ".join(once)
