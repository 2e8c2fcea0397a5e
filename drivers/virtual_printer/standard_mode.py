"""Standard mode: a line is gathered from characters and printed when it is full or ended."""

from __future__ import annotations

from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer import pictures
from drivers.virtual_printer.glyphs import glyph_case
from drivers.virtual_printer.line import PrintLine
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.paper import Mark, MarkKind
from drivers.virtual_printer.settings import Settings
from receipts.slip import Align
from wire.bitmap import Bitmap


class StandardMode:
    """A `Mode` (see mode.py): everything goes to the head as soon as it is whole."""

    def __init__(self, profile: PrinterProfile, mechanics: Mechanics, settings: Settings) -> None:
        self._paper = profile.paper
        self._mechanics = mechanics
        self._settings = settings
        self.forget()

    @property
    def at_line_start(self) -> bool:
        """Whether nothing is gathered for the line."""
        return not self._line.used_dots

    @property
    def width_dots(self) -> int:
        """How wide the area is that may be printed on."""
        return self._paper.width_dots

    def forget(self) -> None:
        """Drop what is gathered and not printed."""
        self._line = PrintLine(self._paper.width_dots)

    def write(self, text: str) -> None:
        """Characters at the end of the line; a full line is printed."""
        style = self._settings
        case = glyph_case(self._paper.width_dots, style.ascii_scale, style.hanzi_scale)
        while text:
            self._line.bold |= style.bold
            self._line.scale = max(self._line.scale, style.ascii_scale, style.hanzi_scale)
            text = self._line.write(text, case, style.bold)
            if text:
                self.end_line()

    def tab(self) -> None:
        """Move to the next tab stop, if there is one left."""
        self._line.tab()

    def end_line(self, feed_dots: int | None = None) -> None:
        """Print the line and feed: from its top `feed_dots` or the spacing set, or its height."""
        line = self._line
        height = max(self._settings.spacing_dots if feed_dots is None else feed_dots, line.height)
        shift = self._shift(line.used_dots)
        rows = line.rows(shift, height)
        mark = Mark(
            MarkKind.PICTURE if line.is_picture else MarkKind.TEXT,
            "".join(line.text),
            self._settings.align,
            shift,
            self._mechanics.next_row,
            line.used_dots,
            line.height or height,
            line.scale.across,
            line.scale.down,
            line.bold,
            line.picture if line.is_picture else None,
        )
        self._mechanics.print_rows(rows, mark)
        self.forget()

    def insert(self, picture: Bitmap) -> None:
        """A picture at the end of the line, its last row on the base line."""
        self._line.insert(picture)

    def put(self, drawn: Drawn) -> None:
        """A picture or code on rows of its own; what juts out of the paper is lost."""
        if not self.at_line_start:
            self.end_line()
        picture, paper_dots = drawn.picture, self._paper.width_dots
        width = min(picture.width, paper_dots)
        shift = self._shift(width)
        mark = Mark(
            drawn.kind,
            drawn.text,
            self._settings.align,
            shift,
            self._mechanics.next_row,
            width,
            picture.height,
            picture=picture,
            module_dots=drawn.module_dots,
            symbology=drawn.symbology,
        )
        self._mechanics.print_rows(pictures.placed(picture, shift, paper_dots), mark)

    def _shift(self, width_dots: int) -> int:
        align = self._settings.align
        if align is Align.LEFT:
            return 0
        spare = self._paper.width_dots - width_dots
        return spare if align is Align.RIGHT else spare // 2
