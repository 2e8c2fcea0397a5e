"""Everything a printer has been told and ESC @ sets back."""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.virtual_printer.counter import Counter
from drivers.virtual_printer.look import Look
from drivers.virtual_printer.own_characters import OwnCharacters
from receipts.dots import ANK_DOTS
from receipts.paper import DOTS_PER_INCH, LINE_DOTS
from receipts.slip import Align

TAB_CELLS = 8
MAX_TABS = 32
"""ESC D in Epson's reference: more stops are ignored."""


@dataclass(slots=True)
class QrSettings:
    """What GS ( k cn 49 sets and stores."""

    module_dots: int = 3
    level: str = "L"
    content: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class PageSettings:
    """Page mode's area (ESC W: left, top, width, height in dots; None is all) and direction."""

    area: tuple[int, int, int, int] | None = None
    direction: int = 0
    spacing_dots: int = LINE_DOTS


@dataclass(slots=True)
class Settings:
    """As after power on until a command says otherwise; `hanzi` is the profile's.

    `units_per_inch` (GS P) are 0 for dots. `hanzi_next` is what `hanzi` becomes when the line
    `hanzi_since` has ended; `wide_hanzi_line` is the line that FS SO is for.
    """

    hanzi: bool
    codec: str
    national: int = 0
    utf8: bool = False
    hanzi_next: bool | None = None
    hanzi_since: int = 0
    wide_hanzi_line: int | None = None
    look: Look = field(default_factory=Look)
    own: OwnCharacters = field(default_factory=OwnCharacters)
    align: Align = Align.LEFT
    upside_down: bool = False
    margin_dots: int = 0
    area_dots: int = 1 << 16
    units_per_inch: tuple[int, int] = (0, 0)
    tabs: tuple[int, ...] | None = None
    page: PageSettings = field(default_factory=PageSettings)
    counter: Counter = field(default_factory=Counter)
    qr: QrSettings = field(default_factory=QrSettings)

    def across(self, units: int) -> int:
        """Dots along the head, of so many units."""
        return _dots(units, self.units_per_inch[0])

    def down(self, units: int) -> int:
        """Dots along the paper, of so many units."""
        return _dots(units, self.units_per_inch[1])


def _dots(units: int, per_inch: int) -> int:
    return units * DOTS_PER_INCH // per_inch if per_inch else units


def next_tab(tabs: tuple[int, ...] | None, x_dots: int, line_dots: int) -> int:
    """Where HT goes from `x_dots`: stays where there is no stop left on the line."""
    if tabs is None:
        every = TAB_CELLS * ANK_DOTS
        target = (x_dots // every + 1) * every
    else:
        target = next((stop for stop in tabs if stop > x_dots), line_dots)
    return target if target < line_dots else x_dots
