"""A slip as a value: blocks of text, rules and pictures, before any paper, printer or page.

A Document is made once (receipts/slips.py), then shown (text, png), filed (pdf) or printed (the
drivers' escpos). It knows no width: receipts/layout.py breaks it into lines for a given paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wire.bitmap import Bitmap


class Size(Enum):
    """How many cells a character takes: across, down."""

    NORMAL = (1, 1)
    WIDE = (2, 1)
    TALL = (1, 2)
    LARGE = (2, 2)

    def __init__(self, across: int, down: int) -> None:
        self.across = across
        self.down = down


class Align(Enum):
    """Where a line stands on the paper; the values are ESC a's."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


class Copy(Enum):
    """Whose copy a slip is (cup-terminal.md section 3)."""

    MERCHANT = "merchant"
    CARDHOLDER = "cardholder"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; too long for the paper, it is wrapped."""

    text: str
    size: Size = Size.NORMAL
    align: Align = Align.LEFT
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A label at the left edge and its value at the right one; two lines where one is too short."""

    left: str
    right: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A dashed line across the paper."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A black and white picture, one of its dots to one dot of the print head."""

    bitmap: Bitmap
    align: Align = Align.CENTRE


MAX_QR_CHARS = 213
"""What version 10 holds at level M: 57 squares, which 58 mm paper has room for at 6 dots each."""
MAX_MODULE_DOTS = 6


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of `data` (printable ASCII), `module_dots` to the side of one square, centred."""

    data: str
    module_dots: int = MAX_MODULE_DOTS

    def __post_init__(self) -> None:
        assert all(" " <= char <= "~" for char in self.data), "a QR code of printable ASCII"
        assert 0 < len(self.data) <= MAX_QR_CHARS, f"{len(self.data)} characters in a QR code"
        assert 0 < self.module_dots <= MAX_MODULE_DOTS, f"QR squares of {self.module_dots} dots"


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a slip: the paper moves out and is cut."""


Block = Text | Pair | Rule | Feed | Picture | Qr | Cut


@dataclass(frozen=True, slots=True)
class Document:
    """One slip. `title` names it to people (a PDF's title); `copy` is None for a report."""

    blocks: tuple[Block, ...]
    title: str
    copy: Copy | None = None
