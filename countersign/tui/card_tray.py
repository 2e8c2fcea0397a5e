"""The card tray: each card with its letter, to click, to drag over the slot, to swipe by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import Piece, cut, measure, strip
from countersign.tui.inks import ink_of
from terminal.language import Language

if TYPE_CHECKING:
    from countersign.tui.desk import CardFace

CARD_LINES = 3
"""A card: letter and name, number, what to know of it."""
CARD_COLUMNS, CARD_MOST = 18, 24
"""Enough for `621234******5678` and the shadow of an edge; more than a name or a hint needs."""
EXPECTED_CARDS = 9
"""What the tray makes room for before it has been told which cards there are."""
_COLOURS = 4


def columns_for(width: int, count: int, card_columns: int = CARD_COLUMNS) -> int:
    """How many cards stand side by side, so that the rows are as even as they can be."""
    most = max(1, min(count, (width + 1) // (card_columns + 1)))
    rows = -(-count // most)
    return -(-count // rows)


class Fit(NamedTuple):
    """How large each card is drawn, and the blank lines between two rows of them."""

    card_lines: int
    gap: int

    def lines(self, rows: int) -> int:
        """Lines that so many rows of cards take."""
        return rows * (self.card_lines + self.gap) - self.gap


FITS = (Fit(CARD_LINES, 1), Fit(CARD_LINES, 0), Fit(2, 0), Fit(1, 0))
"""From the most beautiful to the smallest."""


def fit(rows: int, room: int) -> Fit:
    """The first way in which so many rows of cards fit into `room` lines; else the last."""
    return next((each for each in FITS if each.lines(rows) <= room), FITS[-1])


def shortened(masked: str, width: int) -> str:
    """A masked number with so few stars that it fits."""
    stars = max(1, masked.count("*") - max(0, len(masked) - width))
    return f"{masked[:6]}{'*' * stars}{masked[-4:]}" if "*" in masked else masked


class CardTray(Widget, can_focus=True):
    """Posts Swiped for a card that was clicked, entered, or let go over the slot."""

    DEFAULT_CSS = """
    CardTray {
        background: $cs-desk; height: auto;
    }
    """

    language: reactive[Language] = reactive[Language]("zh", layout=True)
    chosen: reactive[int] = reactive(0)
    room: reactive[int] = reactive(15, layout=True)

    class Swiped(Message):
        """Draw this card through the slot."""

        def __init__(self, card: CardFace) -> None:
            super().__init__()
            self.card = card

    class Dragged(Message):
        """A card is in the hand at this place of the screen; `dropped` when let go there."""

        def __init__(self, card: CardFace, at: Offset, dropped: bool) -> None:
            super().__init__()
            self.card, self.at, self.dropped = card, at, dropped

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cards: tuple[CardFace, ...] = ()
        self._held: CardFace | None = None
        self._carried = False

    def show(self, cards: tuple[CardFace, ...]) -> None:
        """These cards lie in the tray."""
        before = self._rows(self.size.width)
        self._cards = cards
        self.refresh(layout=self._rows(self.size.width) != before)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Lines for all the cards."""
        rows = self._rows(width)
        return fit(rows, self.room).lines(rows)

    def _columns(self, width: int) -> int:
        """As many that nothing on a card is cut, where that costs no card any of its lines."""
        count = len(self._cards) or EXPECTED_CARDS
        close, roomy = columns_for(width, count), columns_for(width, count, self._needed)
        drawn = (fit(-(-count // columns), self.room) for columns in (close, roomy))
        return roomy if len(set(drawn)) == 1 else close

    @property
    def _needed(self) -> int:
        """Columns of a card on which the longest name and hint are whole."""
        names = (cell_len(card.title.say(self.language)) + 4 for card in self._cards)
        hints = (cell_len(card.hint.say(self.language)) + 1 for card in self._cards)
        return min(CARD_MOST, max((CARD_COLUMNS, *names, *hints)))

    def _rows(self, width: int) -> int:
        count = len(self._cards) or EXPECTED_CARDS
        return -(-count // self._columns(width))

    def place(self, index: int) -> Region:
        """Where a card lies."""
        width = self.size.width
        columns, drawn = self._columns(width), fit(self._rows(width), self.room)
        each = (width + 1) // columns
        row, column = divmod(index, columns)
        left = column * each
        right = width if column == columns - 1 else left + each - 1
        top = row * (drawn.card_lines + drawn.gap)
        return Region(left, top, min(right - left, CARD_MOST), drawn.card_lines)

    def _at(self, x: int, y: int) -> int | None:
        for index in range(len(self._cards)):
            if self.place(index).contains(x, y):
                return index
        return None

    def render_line(self, y: int) -> Strip:
        desk = ink_of(self, "tray.desk")
        if not self._cards:
            return Strip.blank(self.size.width, desk)
        pieces: list[Piece] = []
        for index, card in enumerate(self._cards):
            place = self.place(index)
            if place.y <= y < place.bottom:
                pieces.append((" " * (place.x - measure(pieces)), desk))
                pieces += self._line_of(index, card, y - place.y, place.width)
        return strip(pieces, self.size.width, desk)

    def _line_of(self, index: int, card: CardFace, line: int, width: int) -> list[Piece]:
        face = ink_of(self, f"tray.card-{index % _COLOURS}")
        if self.has_focus and index == self.chosen:
            face = ink_of(self, "tray.chosen")
        if line == 0:
            letter = ink_of(self, "tray.letter")
            title = card.title.say(self.language)
            bold = face + Style(bold=True)
            mark = "▸" if self.has_focus and index == self.chosen else " "
            return [(f"{mark}{card.letter} ", letter), (cut(f" {title}", width - 3), bold)]
        words = shortened(card.masked, width - 2) if line == 1 else card.hint.say(self.language)
        return [(cut(f" {words}", width), face)]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        index = self._at(event.x, event.y)
        if index is not None:
            self.chosen = index
            self._held, self._carried = self._cards[index], False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is not None:
            self._carried = self._carried or self._at(event.x, event.y) != self.chosen
            if self._carried:
                self.post_message(self.Dragged(self._held, event.screen_offset, dropped=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._held is None:
            return
        self.release_mouse()
        card, self._held = self._held, None
        if self._carried:
            self.post_message(self.Dragged(card, event.screen_offset, dropped=True))
        else:
            self.post_message(self.Swiped(card))

    def on_key(self, event: events.Key) -> None:
        """Arrows choose, ENTER swipes; every other key is for somebody else."""
        count = len(self._cards)
        if not count:
            return
        columns = self._columns(self.size.width)
        steps = {"left": -1, "right": 1, "up": -columns, "down": columns}
        if event.key in steps:
            self.chosen = (self.chosen + steps[event.key]) % count
        elif event.key in ("enter", "space"):
            self.post_message(self.Swiped(self._cards[self.chosen]))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def letter(self, char: str) -> CardFace | None:
        """The card with this letter."""
        return next((card for card in self._cards if card.letter == char), None)
