"""Page mode: everything is laid on a page first, and the page is printed as a whole."""

from __future__ import annotations

from dataclasses import replace

from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.page import MAX_ROWS, Area, Item, Page
from drivers.virtual_printer.paper import Mark, MarkKind
from drivers.virtual_printer.run import Run, burnt
from drivers.virtual_printer.settings import Settings, next_tab
from drivers.virtual_printer.toil import ITEM_STEPS
from receipts.dot_file import Rows
from receipts.dots import CELL_ROWS
from receipts.paper import Paper
from receipts.slip import Align
from wire.bitmap import Bitmap

BASE_ROWS = 21
"""Of a cell of 24 rows, those down to the base line, on which the print position is: receiptio
places lines so on Epson's printers. A picture stands on the print position with its last row."""


class PageMode:
    """A `Mode` (see mode.py): the print position is `x`, `y` in the area, whichever way it runs."""

    def __init__(self, paper: Paper, mechanics: Mechanics, settings: Settings) -> None:
        self.lines = 0
        self._paper = paper
        self._mechanics = mechanics
        self._settings = settings
        self._page = Page(paper.width_dots)
        self.begin_area()

    @property
    def spacing_dots(self) -> int:
        """From one line to the next (ESC 3), apart from standard mode's."""
        return self._settings.page.spacing_dots

    @spacing_dots.setter
    def spacing_dots(self, dots: int) -> None:
        self._settings.page.spacing_dots = dots

    @property
    def at_line_start(self) -> bool:
        """Always: what is written is laid down at once, and nothing waits to be printed."""
        return True

    @property
    def width_dots(self) -> int:
        """How long the area's lines are."""
        return self._area.along

    @property
    def sideways(self) -> bool:
        """Whether lines run along the paper: then they count in its units (GS P)."""
        return self._area.sideways

    def begin_area(self) -> None:
        """Go to the beginning of the area and direction that are set now (ESC W, ESC T)."""
        settings = self._settings.page
        whole = settings.largest or (self._paper.width_dots, MAX_ROWS)
        left, top, width, height = settings.area or (0, 0, *whole)
        self._area = Area(left, top, width, height, settings.direction)
        self._x, self._y = 0, BASE_ROWS - 1
        self._high = 0

    def begin_line(self) -> None:
        """Back to the beginning of the line."""
        self._x = 0

    def write(self, run: Run) -> None:
        """Characters at the print position; a full line is ended."""
        first = 0
        while first < len(run.glyphs):
            room = min(self._area.along - self._x, self._paper.width_dots)
            end = run.fitting(first, room)
            if end == first and self._x:
                self.end_line()
                continue
            part = run.part(first, max(end, first + 1))
            self._lay_run(part)
            first += len(part.glyphs)

    def tab(self) -> None:
        """Move to the next tab stop, if there is one left."""
        self._x = next_tab(self._settings.tabs, self._x, self._area.along)

    def move_to(self, x_dots: int) -> None:
        """Go to a place of the line, left or right; outside the area it is ignored."""
        if 0 <= x_dots <= self._area.along:
            self._x = x_dots

    def move_by(self, x_dots: int) -> None:
        """Go right, or left where negative; outside the area it is ignored."""
        self.move_to(self._x + x_dots)

    def move_down_to(self, y_dots: int) -> None:
        """Go up or down to a line; outside the area it is ignored (GS $)."""
        if 0 <= y_dots < self._area.across:
            self._y, self._high = y_dots, 0

    def move_down_by(self, y_dots: int) -> None:
        """Go down, or up where negative; outside the area it is ignored (GS \\)."""
        self.move_down_to(self._y + y_dots)

    def end_line(self, feed_dots: int | None = None) -> None:
        """To the beginning of the next line; nothing is printed yet."""
        feed = self.spacing_dots if feed_dots is None else feed_dots
        self._y = min(self._y + max(feed, self._high), MAX_ROWS + self._area.across)
        self._x = self._high = 0
        self.lines += 1

    def insert(self, picture: Bitmap) -> None:
        """A picture at the print position, as if it were a character."""
        self.put(Drawn(picture))

    def put(self, drawn: Drawn) -> None:
        """A picture or code that stands on the print position, which moves to its right."""
        picture, area = drawn.picture, self._area
        self._mechanics.toil.drew(picture)
        stride, spare = picture.stride, picture.stride * 8 - picture.width
        rows = tuple(
            int.from_bytes(picture.data[at : at + stride], "big") >> spare
            for at in range(0, len(picture.data), stride)
        )
        x, y = self._x, self._y + 1 - picture.height + drawn.below_dots
        if self._page.lay(area, rows, picture.width, x, y):
            order = area.reading_order(x, self._y)
            box = area.on_page(x, y, picture.width, picture.height)
            lying = replace(drawn, picture=_bitmap(area.turn(rows, picture.width), box[2]))
            self._page.note(
                Item(area.direction, *order, x, picture.width, box, drawn.text, drawn=lying)
            )
        self._x = min(x + picture.width, area.along)

    def rule_along(self, x: int, y: int, length: int, pattern: str) -> None:
        """A row of dots along the line, black where the pattern, again and again, has a 1."""
        width = min(length, self._area.along)
        dots = (pattern * width)[:width] or "0"
        self._page.lay(self._area, (int(dots, 2),), width, x, y)

    def rule_down(self, x: int, y: int, length: int, pattern: str) -> None:
        """The same from line to line."""
        height = min(length, self._area.across)
        dots = (pattern * height)[:height]
        self._page.lay(self._area, tuple(map(int, dots)), 1, x, y)

    def cancel(self) -> None:
        """Forget what is in the area (CAN)."""
        self._mechanics.toil.steps += self._page.items // ITEM_STEPS
        self._page.clear(self._area)

    def print(self) -> None:
        """Print the page as it is, and keep it."""
        page, stride = self._page, self._paper.width_dots // 8
        self._mechanics.toil.steps += page.items * ITEM_STEPS
        rows = page.rows + [0] * (page.height - len(page.rows))
        top, done = self._mechanics.next_row, 0
        for item in page.lines():
            end = min(max(done, item.box[1] + item.box[3]), len(rows))
            dots = b"".join([row.to_bytes(stride, "big") for row in rows[done:end]])
            self._mechanics.print_rows(dots, self._mark(item, top))
            done = end
        if done < len(rows):
            rest = b"".join([row.to_bytes(stride, "big") for row in rows[done:]])
            self._mechanics.print_rows(rest)

    def _lay_run(self, run: Run) -> None:
        area, x = self._area, self._x
        above = run.height * BASE_ROWS // CELL_ROWS - 1
        rows, width = _rows(run)
        if self._page.lay(area, rows, width, x, self._y - above):
            order = area.reading_order(x, self._y)
            box = area.on_page(x, self._y - above, run.width, run.height)
            self._page.note(
                Item(area.direction, *order, x, run.width, box, run.text, run.scale, run.bold)
            )
        self._x = x + run.width
        self._high = max(self._high, run.height)

    def _mark(self, item: Item, top: int) -> Mark:
        x, y, width, height = item.box
        drawn, left = item.drawn, max(0, x)
        return Mark(
            MarkKind.TEXT if drawn is None else drawn.kind,
            item.text,
            Align.LEFT,
            left,
            top + max(0, y),
            min(x + width, self._paper.width_dots) - left,
            y + height - max(0, y),
            item.scale.across,
            item.scale.down,
            item.bold,
            None if drawn is None else drawn.picture,
            0 if drawn is None else drawn.module_dots,
            "" if drawn is None else drawn.symbology,
            item.indent if item.direction else None,
        )


def _rows(run: Run) -> tuple[Rows, int]:
    """A run's rows and their width; a bold one is a dot wider."""
    paper_dots, stride = run.paper_dots, run.paper_dots // 8
    plain, bold = (0, run.dots) if run.bold else (run.dots, 0)
    data = burnt(plain, bold, paper_dots, run.height)
    width = min(run.width + run.bold, paper_dots)
    rows = tuple(
        int.from_bytes(data[at : at + stride], "big") >> paper_dots - width
        for at in range(0, len(data), stride)
    )
    return rows, width


def _bitmap(rows: Rows, width: int) -> Bitmap:
    stride = (width + 7) // 8
    spare = stride * 8 - width
    data = b"".join([(row << spare).to_bytes(stride, "big") for row in rows])
    return Bitmap(width, len(rows), data)
