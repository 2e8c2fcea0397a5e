"""Everything a printer has been told and ESC @ sets back."""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.barcodes.bars import MODULES, Module
from drivers.virtual_printer.barcodes.label import FONT_A, Cell
from drivers.virtual_printer.code_pages import DEFAULT_PAGE
from drivers.virtual_printer.codes import PLAIN_CODES, Code
from drivers.virtual_printer.counter import Counter
from drivers.virtual_printer.dialogue import Dialogue
from drivers.virtual_printer.look import Look
from drivers.virtual_printer.own_characters import OwnCharacters
from receipts.dots import ANK_DOTS
from receipts.paper import DOTS_PER_INCH, LINE_DOTS
from receipts.slip import Align
from wire.bitmap import Bitmap

TAB_CELLS = 8
MAX_TABS = 32
"""ESC D in Epson's reference: more stops are ignored."""


@dataclass(slots=True)
class BarCodeSettings:
    """What GS h, GS w, GS H and GS f set. `text_places` are those of barcodes.label."""

    height_dots: int = 162
    module: Module = MODULES[3]
    text_places: int = 0
    text_font: Cell = FONT_A


@dataclass(slots=True)
class CodeSettings:
    """How one kind of two-dimensional code looks, and what GS ( k fn 80 has stored for it."""

    look: Code
    content: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class PageSettings:
    """Page mode's area (ESC W: left, top, width, height in dots), which is all of the `largest`
    (GS ( P) where it is None, and direction.
    """

    area: tuple[int, int, int, int] | None = None
    largest: tuple[int, int] | None = None
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
    turned: bool = False
    """ESC V, which stands waiting while the printer is in page mode."""
    margin_dots: int = 0
    area_dots: int = 1 << 16
    spacing_dots: int = LINE_DOTS
    units_per_inch: tuple[int, int] = (0, 0)
    tabs: tuple[int, ...] | None = None
    page: PageSettings = field(default_factory=PageSettings)
    counter: Counter = field(default_factory=Counter)
    bar_code: BarCodeSettings = field(default_factory=BarCodeSettings)
    downloaded: Bitmap | None = None
    """The picture of GS *."""
    buffered: Bitmap | None = None
    """The picture that GS ( L fn 112 or 113 has put up for fn 50 to print."""
    logos_off: set[int] = field(default_factory=set)
    """Those of commands.logos that FS ( E fn 65 has switched off."""
    codes: dict[int, CodeSettings] = field(
        default_factory=lambda: {cn: CodeSettings(look) for cn, look in PLAIN_CODES.items()}
    )
    """By the cn of GS ( k."""
    dialogue: Dialogue = field(default_factory=Dialogue)

    @property
    def waits_for_line_end(self) -> bool:
        """Whether something changes by itself with the next line."""
        return self.hanzi_next is not None or self.wide_hanzi_line is not None

    def across(self, units: int) -> int:
        """Dots along the head, of so many units."""
        return _dots(units, self.units_per_inch[0])

    def down(self, units: int) -> int:
        """Dots along the paper, of so many units."""
        return _dots(units, self.units_per_inch[1])


def _dots(units: int, per_inch: int) -> int:
    return units * DOTS_PER_INCH // per_inch if per_inch else units


def factory_settings(profile: PrinterProfile) -> Settings:
    """As such a printer leaves the factory."""
    return Settings(profile.hanzi_at_power_on, profile.code_pages.get(0, DEFAULT_PAGE))


def next_tab(tabs: tuple[int, ...] | None, x_dots: int, line_dots: int) -> int:
    """Where HT goes from `x_dots`: stays where there is no stop left on the line."""
    if tabs is None:
        every = TAB_CELLS * ANK_DOTS
        target = (x_dots // every + 1) * every
    else:
        target = next((stop for stop in tabs if stop > x_dots), line_dots)
    return target if target < line_dots else x_dots
