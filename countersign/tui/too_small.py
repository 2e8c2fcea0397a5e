"""What stands on the screen while the window is too small for the desk."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.desk_top import SMALLEST_COLUMNS, SMALLEST_ROWS
from countersign.tui.drawing import centred
from countersign.tui.texts import say
from terminal.language import Language


class WindowTooSmall(Widget):
    """Says how large the window is and how large it must be."""

    DEFAULT_CSS = """
    WindowTooSmall { display: none; width: 100%; height: 100%; background: $cs-desk;
                     color: $cs-ink; }
    """

    language: reactive[Language] = reactive[Language]("zh")

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        width, height = self.app.size
        lines = (
            say("small.1", self.language, width=width, height=height),
            say("small.2", self.language, width=SMALLEST_COLUMNS, height=SMALLEST_ROWS),
        )
        place = y - max(0, self.size.height // 2 - 1)
        words = lines[place] if 0 <= place < len(lines) else ""
        return centred([(words, style)], self.size.width, style)
