"""Everything a printer has been told and ESC @ sets back."""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.virtual_printer.barcodes.bars import MODULES, Module
from drivers.virtual_printer.barcodes.label import FONT_A, Cell
from drivers.virtual_printer.codes import PLAIN_CODES, Code
from drivers.virtual_printer.dialogue import Dialogue
from drivers.virtual_printer.glyphs import NORMAL, Scale
from receipts.paper import LINE_DOTS
from receipts.slip import Align
from wire.bitmap import Bitmap


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
class Settings:
    """As after power on until a command says otherwise."""

    ascii_scale: Scale = NORMAL
    hanzi_scale: Scale = NORMAL
    bold: bool = False
    align: Align = Align.LEFT
    hanzi: bool = True  # escpos.md 2e: Chinese printers wake up in Hanzi mode
    spacing_dots: int = LINE_DOTS
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
