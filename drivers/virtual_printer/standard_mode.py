"""Standard mode: a line is gathered from characters and printed when it is full or ended."""

from __future__ import annotations

from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer import pictures
from drivers.virtual_printer.line import PrintLine, Strip, aligned
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.paper import Mark, MarkKind
from drivers.virtual_printer.run import Run, picture_run
from drivers.virtual_printer.settings import Settings, next_tab
from wire.bitmap import Bitmap


class StandardMode:
    """A `Mode` (see mode.py): everything goes to the head as soon as it is whole."""

    sideways = False

    def __init__(self, profile: PrinterProfile, mechanics: Mechanics, settings: Settings) -> None:
        self.lines = 0
        self._paper_dots = profile.paper.width_dots
        self._mechanics = mechanics
        self._settings = settings
        self.begin_line()

    @property
    def spacing_dots(self) -> int:
        """From one line to the next (ESC 3), apart from page mode's."""
        return self._settings.spacing_dots

    @spacing_dots.setter
    def spacing_dots(self, dots: int) -> None:
        self._settings.spacing_dots = dots

    @property
    def at_line_start(self) -> bool:
        """Whether nothing is gathered for the line."""
        return self._line.is_empty and not self._line.x_dots

    @property
    def width_dots(self) -> int:
        """How wide the area is that may be printed on."""
        return self._line.area_dots

    def begin_line(self) -> None:
        """Forget what is gathered, if anything, and begin at the margin that is set now."""
        settings = self._settings
        self._widened = False
        self._left = min(settings.margin_dots, self._paper_dots)
        self._line = PrintLine(
            self._paper_dots, min(settings.area_dots, self._paper_dots - self._left)
        )

    def write(self, run: Run) -> None:
        """Characters at the print position; a full line is printed."""
        if not self._line.add(run):
            self._write_parts(run)

    def tab(self) -> None:
        """Move to the next tab stop, if there is one left."""
        line = self._line
        line.x_dots = next_tab(self._settings.tabs, line.x_dots, line.area_dots)

    def move_to(self, x_dots: int) -> None:
        """Go to a place of the line, left or right; outside the line it is ignored."""
        if 0 <= x_dots <= self._line.area_dots:
            self._line.x_dots = x_dots

    def move_by(self, x_dots: int) -> None:
        """Go right, or left where negative; outside the line it is ignored."""
        self.move_to(self._line.x_dots + x_dots)

    def end_line(self, feed_dots: int | None = None) -> None:
        """Print the line and feed: from its top `feed_dots` or the spacing set, or its height."""
        settings = self._settings
        feed = settings.spacing_dots if feed_dots is None else feed_dots
        strip = self._line.strip(self._left, settings.align, feed)
        if settings.upside_down and strip.height:
            strip = self._turned_round(strip)
        mark = Mark(
            MarkKind.TEXT if strip.picture is None else MarkKind.PICTURE,
            strip.text,
            settings.align,
            strip.x_dots,
            self._mechanics.next_row,
            strip.width,
            strip.height or feed,
            strip.scale.across,
            strip.scale.down,
            strip.bold,
            strip.picture,
        )
        self._mechanics.print_rows(strip.rows, mark)
        self.lines += 1
        if self._widened:
            self.begin_line()
        else:
            self._line.clear()

    def insert(self, picture: Bitmap) -> None:
        """A picture at the print position, its last row on the base line; what juts out is lost."""
        self._mechanics.toil.drew(picture)
        room = self._line.area_dots - self._line.x_dots
        if room > 0:
            self._line.add(picture_run(picture, min(room, picture.width), self._paper_dots))

    def put(self, drawn: Drawn) -> None:
        """A picture or code on rows of its own; what juts out of the area is lost."""
        if not self.at_line_start:
            self.end_line()
        picture, align = drawn.picture, self._settings.align
        self._mechanics.toil.drew(picture)
        width = min(picture.width, self._line.area_dots)
        if width < picture.width:
            picture = pictures.left_columns(picture, width)
        shift = self._left + aligned(align, self._line.area_dots - width)
        mark = Mark(
            drawn.kind,
            drawn.text,
            align,
            shift,
            self._mechanics.next_row,
            width,
            picture.height,
            picture=picture,
            module_dots=drawn.module_dots,
            symbology=drawn.symbology,
        )
        rows = pictures.placed(picture, shift, self._paper_dots)
        self._mechanics.print_rows(rows, mark)

    def _write_parts(self, run: Run) -> None:
        """Break a run where the line is full; a character wider than the line widens it."""
        first = 0
        while first < len(run.glyphs):
            line = self._line
            end = run.fitting(first, line.area_dots - line.x_dots)
            if end == first and line.x_dots == 0:
                self._widen(run.glyphs[first].width)
                end = first + 1
            self._line.add(run.part(first, end))
            first = end
            if first < len(run.glyphs):
                self.end_line()

    def _widen(self, width_dots: int) -> None:
        """Epson's reference: an area narrower than a character grows to the right, then left."""
        self._left = min(self._left, self._paper_dots - width_dots)
        self._line.area_dots = width_dots
        self._widened = True

    def _turned_round(self, strip: Strip) -> Strip:
        """Upside down, from the right end of the area to the left."""
        stride, area = self._paper_dots // 8, self._line.area_dots
        size = strip.height * stride
        dots = int.from_bytes(strip.rows[:size].translate(pictures.REVERSED)[::-1], "big")
        right = 2 * self._left + area - self._paper_dots
        dots = dots >> right if right >= 0 else dots << -right
        picture = strip.picture
        if picture is not None:
            picture = pictures.turned_round(picture)
        return strip._replace(
            rows=dots.to_bytes(size, "big") + strip.rows[size:],
            x_dots=2 * self._left + area - strip.x_dots - strip.width,
            picture=picture,
        )
