"""Everything a printer has been told and ESC @ sets back."""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.virtual_printer.dialogue import Dialogue
from drivers.virtual_printer.glyphs import NORMAL, Scale
from receipts.paper import LINE_DOTS
from receipts.slip import Align


@dataclass(slots=True)
class QrSettings:
    """What GS ( k cn 49 sets and stores."""

    module_dots: int = 3
    level: str = "L"
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
    qr: QrSettings = field(default_factory=QrSettings)
    dialogue: Dialogue = field(default_factory=Dialogue)
