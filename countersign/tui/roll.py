"""A long roll of drawn lines that follows its end until somebody scrolls back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Roll(ScrollView):
    """Lines as wide as the window, or `widest` cells where that is more, scrolled sideways then.

    With `from_below` a short roll stands at the bottom.
    """

    DEFAULT_CSS = """
    Roll {
        background: $cs-desk; color: $cs-ink; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, from_below: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._from_below = from_below
        self._lines: list[Strip] = []
        self.widest = 0
        self._follows = True
        self._scrolls_itself = False
        self.on_scrolled: Callable[[], None] = lambda: None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def room(self) -> int:
        """Cells of a line that are not under the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def following(self) -> bool:
        """Whether the newest line is kept in sight: until somebody scrolls away from it."""
        return self._follows

    def append(self, lines: Sequence[Strip]) -> None:
        """Put lines at the end."""
        self._lines.extend(lines)
        self._resize()

    def replace(self, lines: Sequence[Strip], follow: bool | None = None) -> None:
        """Put these lines in place of all."""
        self._follows = self._follows if follow is None else follow
        self._lines = list(lines)
        self._resize()

    def drop(self, count: int) -> None:
        """Take the oldest lines away."""
        y = self.scroll_offset.y
        del self._lines[:count]
        self._resize()
        if not self._follows:
            self._scroll(max(0, y - count))

    def _resize(self) -> None:
        self.virtual_size = Size(max(self.size.width, self.widest), len(self._lines))
        if self._follows:
            self._scroll(self.max_scroll_y)
        self.refresh()

    def _scroll(self, y: float) -> None:
        self._scrolls_itself = True
        self.scroll_to(y=y, animate=False, force=True)
        self._scrolls_itself = False

    @property
    def blank_above(self) -> int:
        """Empty lines above a short roll that stands at the bottom."""
        return max(0, self.size.height - len(self._lines)) if self._from_below else 0

    def line_at(self, y: int) -> int:
        """Which line stands at row `y` of the window; it may lie outside the roll."""
        return y + self.scroll_offset.y - self.blank_above

    def show_line(self, line: int) -> None:
        """Scroll as little as needed for this line to be in sight."""
        top, height = self.scroll_offset.y, self.size.height
        if line < top:
            self._scroll(line)
        elif line >= top + height:
            self._scroll(line - height + 1)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if not self._scrolls_itself:
            self._follows = round(new_value) >= self.max_scroll_y
        self.on_scrolled()

    def on_resize(self) -> None:
        self._resize()

    def render_line(self, y: int) -> Strip:
        ground: Style = self.rich_style
        line = self.line_at(y)
        if not 0 <= line < len(self._lines):
            return Strip.blank(self.size.width, ground)
        left = self.scroll_offset.x
        return self._lines[line].crop_extend(left, left + self.size.width, ground)
