"""The page of page mode: dots that are laid down in any of four directions, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from drivers.virtual_printer.glyphs import NORMAL, Scale, turned
from drivers.virtual_printer.mode import Drawn
from receipts.dot_file import Rows
from receipts.dots import ANK_DOTS

MAX_ROWS = 1662
"""Epson's reference: the longest page of its 80 mm printers; more dots would need more memory."""

MAX_ITEMS = 4096
"""Texts and pictures that are remembered of a page; what is printed beyond has dots only."""

MAX_PICTURE_BYTES = 1 << 20
"""What these pictures may take: eight pages full of them."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the page that is printed in one direction: left, top, width and height in dots.

    Directions are ESC T's: 0 to the right, 1 upwards, 2 upside down, 3 downwards. Places in the
    area count along its lines and from line to line.
    """

    left: int
    top: int
    width: int
    height: int
    direction: int = 0

    @property
    def sideways(self) -> bool:
        """Whether its lines run along the paper."""
        return self.direction % 2 == 1

    @property
    def along(self) -> int:
        """How long its lines are."""
        return self.height if self.sideways else self.width

    @property
    def across(self) -> int:
        """How far it goes from its first line to its last."""
        return self.width if self.sideways else self.height

    def on_page(self, x: int, y: int, width: int, height: int) -> tuple[int, int, int, int]:
        """A box of the area as a box of the page."""
        right, bottom = self.left + self.width, self.top + self.height
        match self.direction:
            case 0:
                return self.left + x, self.top + y, width, height
            case 1:
                return self.left + y, bottom - x - width, height, width
            case 2:
                return right - x - width, bottom - y - height, width, height
            case _:
                return right - y - height, self.top + x, height, width

    def turn(self, rows: Rows, width: int) -> Rows:
        """Rows `width` dots wide as they lie on the page."""
        match self.direction:
            case 0:
                return rows
            case 1:
                return _upwards(rows, width)
            case 2:
                return tuple(int(f"{row:0{width}b}"[::-1], 2) for row in reversed(rows))
            case _:
                return turned(rows, width)

    def reading_order(self, x: int, y: int) -> tuple[int, int]:
        """Line and place on the whole page, as one reads it in this direction."""
        left, top, _, _ = self.on_page(x, y, 1, 1)
        return ((top, left), (left, -top), (-top, -left), (-left, top))[self.direction]


def _upwards(rows: Rows, width: int) -> Rows:
    """A quarter turn counterclockwise: the right column becomes the highest row."""
    columns = list(zip(*(f"{row:0{width}b}" for row in rows), strict=True))
    return tuple(int("".join(column), 2) for column in reversed(columns))


class Item(NamedTuple):
    """Something on the page: where it is read (direction, line and place), its box, and what it is.

    It begins `indent` dots from the beginning of its line. A text is as `long` in its direction and
    has its characters; anything else is `drawn`.
    """

    direction: int
    line: int
    place: int
    indent: int
    long: int
    box: tuple[int, int, int, int]
    text: str
    scale: Scale = NORMAL
    bold: bool = False
    drawn: Drawn | None = None


class Page:
    """As wide as the paper and as long as the areas used; `rows`, as far as something stands on
    them, are integers with the last dot in bit 0.
    """

    def __init__(self, width_dots: int) -> None:
        self.width_dots = width_dots
        self.rows: list[int] = []
        self.height = 0
        self._items: list[Item] = []
        self._picture_bytes = 0

    @property
    def items(self) -> int:
        """How many texts and pictures are remembered."""
        return len(self._items)

    def lay(self, area: Area, rows: Rows, width: int, x: int, y: int) -> bool:
        """Dots in an area; what is outside of it is lost. False if that is all."""
        self.height = max(self.height, area.top + area.height)
        left, top = max(0, -x), max(0, -y)
        right, bottom = min(width, area.along - x), min(len(rows), area.across - y)
        if left >= right or top >= bottom:
            return False
        edge = (1 << right - left) - 1
        inside = tuple(row >> width - right & edge for row in rows[top:bottom])
        page_left, page_top, wide, high = area.on_page(
            x + left, y + top, right - left, bottom - top
        )
        self._reach(page_top + high)
        shift = self.width_dots - page_left - wide
        for row, dots in enumerate(area.turn(inside, right - left), page_top):
            self.rows[row] |= dots << shift
        return True

    def note(self, item: Item) -> None:
        """Remember what was laid down."""
        size = 0 if item.drawn is None else len(item.drawn.picture.data)
        if len(self._items) < MAX_ITEMS and self._picture_bytes + size <= MAX_PICTURE_BYTES:
            self._picture_bytes += size
            self._items.append(item)

    def clear(self, area: Area) -> None:
        """White again, in this area alone."""
        right = area.left + area.width
        inside = (1 << area.width) - 1 << self.width_dots - right
        for row in range(area.top, min(area.top + area.height, len(self.rows))):
            self.rows[row] &= ~inside
        self._items = [item for item in self._items if not _begins_in(item.box, area)]

    def lines(self) -> Iterator[Item]:
        """What is on it, in the order it is read: pieces of one line of text as one."""
        whole: Item | None = None
        for item in sorted(self._items, key=lambda item: item[:3]):
            if whole is not None and _continues(whole, item):
                whole = _one(whole, item)
                continue
            if whole is not None:
                yield whole
            whole = item
        if whole is not None:
            yield whole

    def _reach(self, height: int) -> None:
        self.rows += [0] * (height - len(self.rows))


def _begins_in(box: tuple[int, int, int, int], area: Area) -> bool:
    across, down = box[0] - area.left, box[1] - area.top
    return 0 <= across < area.width and 0 <= down < area.height


def _continues(before: Item, item: Item) -> bool:
    return (
        before.drawn is None is item.drawn and before[:2] == item[:2] and item.place > before.place
    )


def _one(before: Item, item: Item) -> Item:
    """Two pieces of a line, with blanks for the white between them."""
    gap = item.place - before.place - before.long
    left, top = min(before.box[0], item.box[0]), min(before.box[1], item.box[1])
    right = max(before.box[0] + before.box[2], item.box[0] + item.box[2])
    bottom = max(before.box[1] + before.box[3], item.box[1] + item.box[3])
    return before._replace(
        long=item.place + item.long - before.place,
        box=(left, top, right - left, bottom - top),
        text=before.text + " " * round(gap / ANK_DOTS) + item.text,
        scale=Scale(
            max(before.scale.across, item.scale.across), max(before.scale.down, item.scale.down)
        ),
        bold=before.bold or item.bold,
    )
