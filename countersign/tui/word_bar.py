"""A line of words to click: tabs, and actions with the key that does the same."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import Piece, strip
from countersign.tui.inks import ink_of


class Word(NamedTuple):
    """One word: its name, what it says, and whether it is the chosen one."""

    name: str
    says: str
    chosen: bool = False


class Placed(NamedTuple):
    """A word with its first cell and how many it takes."""

    word: Word
    x: int
    y: int
    width: int


class WordBar(Widget):
    """Words beside each other, on further lines where they do not fit; posts Chosen for a click."""

    DEFAULT_CSS = """
    WordBar {
        height: auto; background: $cs-desk;
    }
    """

    words: reactive[tuple[Word, ...]] = reactive[tuple[Word, ...]]((), layout=True)

    class Chosen(Message):
        """The word with this name was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def _placed(self, width: int) -> list[Placed]:
        placed, x, y = list[Placed](), 0, 0
        for word in self.words:
            needed = cell_len(word.says) + 2
            if x and x + needed > width:
                x, y = 0, y + 1
            placed.append(Placed(word, x, y, needed))
            x += needed
        return placed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words need."""
        return max((place.y for place in self._placed(width)), default=0) + 1

    def render_line(self, y: int) -> Strip:
        plain = ink_of(self, "words.plain")
        chosen = ink_of(self, "words.chosen")
        pieces: list[Piece] = []
        for place in self._placed(self.size.width):
            if place.y == y:
                ink = chosen if place.word.chosen else plain
                pieces.append((f" {place.word.says} ", ink))
        return strip(pieces, self.size.width, plain)

    def on_click(self, event: events.Click) -> None:
        for place in self._placed(self.size.width):
            if place.y == event.y and place.x <= event.x < place.x + place.width:
                self.post_message(self.Chosen(place.word.name))
