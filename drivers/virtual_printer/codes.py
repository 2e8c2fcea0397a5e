"""Two-dimensional codes that a printer draws by itself, as it has been told to make them.

A code is a value: how it looks, without what it says. Sources: Epson's ESC/POS reference, GS ( k,
for the settings and what they are after power on; zxing-cpp for the modules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from drivers.virtual_printer.barcodes.bars import NotEncodableError
from drivers.virtual_printer.barcodes.gs1 import element_string
from receipts.modules import NoSuchSymbolError, modules, resized
from wire.bitmap import Bitmap

MAX_KEPT = 32
"""Codes kept as modules and as dots; a day's slips repeat few of them."""

MAXICODE_DOTS = (225, 215)
"""A MaxiCode has one size, 28.14 by 26.91 mm (ISO/IEC 16023)."""


class Grid(NamedTuple):
    """Rows of modules as digits, 1 is black; each module is so many dots wide and high."""

    rows: tuple[str, ...]
    across_dots: int
    down_dots: int

    @property
    def size_dots(self) -> tuple[int, int]:
        """Width and height."""
        return len(self.rows[0]) * self.across_dots, len(self.rows) * self.down_dots


class Code(Protocol):
    """One kind of code, with its settings. `symbology` is its name on a slip in text."""

    @property
    def symbology(self) -> str: ...

    @property
    def module_dots(self) -> int:
        """The side of its squares; 0 where it is not made of squares."""

    def __hash__(self) -> int: ...

    def grid(self, content: bytes) -> Grid:
        """The code for this content, without quiet zone. Errors: NoSuchSymbolError."""


@dataclass(frozen=True, slots=True)
class Qr:
    """QR code; `micro` is a Micro QR, with levels up to Q."""

    module_dots: int = 3
    level: str = "L"
    micro: bool = False

    @property
    def symbology(self) -> str:
        return "MICRO QR" if self.micro else "QR"

    def grid(self, content: bytes) -> Grid:
        """The smallest version that holds the content."""
        text = content.decode("ascii") if content.isascii() else content
        kind = "MicroQRCode" if self.micro else "QRCode"
        rows = modules(text, kind, ec_level=self.level)
        return Grid(rows, self.module_dots, self.module_dots)


@dataclass(frozen=True, slots=True)
class Pdf417:
    """`columns` and `rows` 0 are chosen by the printer; a row is `row_modules` modules high.

    `level` is the error correction, 0 to 8; None takes `ratio` tenths of the data instead.
    """

    module_dots: int = 3
    row_modules: int = 3
    columns: int = 0
    rows: int = 0
    level: int | None = None
    ratio: int = 1
    truncated: bool = False

    @property
    def symbology(self) -> str:
        return "PDF417"

    def grid(self, content: bytes) -> Grid:
        """What is not given is chosen so that the code is about as wide as it is high."""
        options = {
            **({"columns": self.columns} if self.columns else {}),
            **({"rows": self.rows} if self.rows else {}),
            "ec_level": str(self._level(content)),
        }
        kind = "CompactPDF417" if self.truncated else "PDF417"
        rows = modules(content, kind, **options)[::_DRAWN_ROWS]
        return Grid(rows, self.module_dots, self.module_dots * self.row_modules)

    def _level(self, content: bytes) -> int:
        """Level n has 2 ** (n + 1) codewords; a codeword holds about a byte and a fifth."""
        if self.level is not None:
            return self.level
        wanted = max(1, len(content) * 5 // 6 * self.ratio // 10)
        return min(8, max(0, (wanted - 1).bit_length() - 1))


@dataclass(frozen=True, slots=True)
class Aztec:
    """`compact` is the small form; `layers` 0 are chosen by the printer; `level` is in percent."""

    module_dots: int = 3
    compact: bool = False
    layers: int = 0
    level: int = 23

    @property
    def symbology(self) -> str:
        return "AZTEC"

    def grid(self, content: bytes) -> Grid:
        """With layers given the correction is all that they leave room for.

        zxing-cpp numbers the sizes 1 to 4 (compact), then 5 to 36 for 1 to 32 layers; it knows
        levels of 10, 23, 36 and 50 percent and takes the nearest.
        """
        if self.layers:
            version = self.layers if self.compact else self.layers + 4
            rows = modules(content, "AztecCode", version=version)
        else:
            rows = modules(content, "AztecCode", ec_level=f"{self.level}%")
            is_compact = len(rows) <= _COMPACT_AZTEC_MODULES
            if self.compact and not is_compact:
                raise NoSuchSymbolError(f"{len(content)} bytes fit no compact Aztec code")
            if is_compact and not self.compact:
                rows = modules(content, "AztecCode", version=_SMALLEST_FULL_AZTEC)
        return Grid(rows, self.module_dots, self.module_dots)


@dataclass(frozen=True, slots=True)
class DataMatrix:
    """`rows` and `columns` 0 are chosen by the printer; `square` says what it may choose."""

    module_dots: int = 3
    square: bool = True
    rows: int = 0
    columns: int = 0

    @property
    def symbology(self) -> str:
        return "DATAMATRIX"

    def grid(self, content: bytes) -> Grid:
        """ECC 200."""
        if self.rows:
            size = (self.rows, self.columns or self.rows)
            if size not in DATA_MATRIX_SIZES:
                raise NoSuchSymbolError(f"no DataMatrix has {size[0]} x {size[1]} modules")
            rows = modules(content, "DataMatrix", version=DATA_MATRIX_SIZES.index(size) + 1)
        elif self.square:
            rows = modules(content, "DataMatrix", force_square=True)
        else:
            rows = _smallest_rectangle(content)
        return Grid(rows, self.module_dots, self.module_dots)


@dataclass(frozen=True, slots=True)
class MaxiCode:
    """`mode` 2 to 6; 2 and 3 want a carrier's message first, which is drawn as data of mode 4."""

    mode: int = 2
    module_dots: int = 0

    @property
    def symbology(self) -> str:
        return "MAXICODE"

    def grid(self, content: bytes) -> Grid:
        """One size for all contents: hexagons, drawn as well as dots can."""
        mode = max(4, self.mode)
        width, height = MAXICODE_DOTS
        rows = resized(modules(content, "MaxiCode", ec_level=str(mode)), width, height)
        return Grid(rows, 1, 1)


@dataclass(frozen=True, slots=True)
class StackedDataBar:
    """GS1 DataBar in rows; a stacked one holds a GTIN, an expanded one any elements.

    `max_width_dots` 0 does not limit the expanded one.
    """

    module_dots: int = 2
    max_width_dots: int = 0

    @property
    def symbology(self) -> str:
        return "DATABAR"

    def grid(self, content: bytes) -> Grid:
        """The content begins with its kind: H stacked, I stacked omnidirectional, L expanded."""
        kind, data = content[:1], content[1:]
        if kind in _STACKED and len(data) == 13 and data.isdigit():
            rows = modules(data.decode(), _STACKED[kind])
        elif kind == b"L":
            rows = self._expanded(data)
        else:
            raise NoSuchSymbolError(f"no DataBar of kind {kind!r} for {len(data)} bytes")
        return Grid(rows, self.module_dots, self.module_dots)

    def _expanded(self, data: bytes) -> tuple[str, ...]:
        try:
            elements, _ = element_string(data)
        except NotEncodableError as error:
            raise NoSuchSymbolError(str(error)) from error
        # A row of n segments is 2 guards of 2 modules and n times 24.5 modules wide.
        room = self.max_width_dots // self.module_dots - 4
        segments = min(22, max(2, room * 2 // 49 // 2 * 2)) if self.max_width_dots else 0
        columns = {"columns": segments // 2} if segments else {}
        return modules(elements, "DataBarExpStk", **columns)


@dataclass(frozen=True, slots=True)
class Composite:
    """A bar code with a two-dimensional one on it: taken in, and never printed."""

    module_dots: int = 2
    max_width_dots: int = 0

    @property
    def symbology(self) -> str:
        return "COMPOSITE"

    def grid(self, content: bytes) -> Grid:
        """None, whatever the content."""
        raise NoSuchSymbolError(f"no composite code for {len(content)} bytes: it is not drawn")


@lru_cache(MAX_KEPT)
def grid(code: Code, content: bytes) -> Grid:
    """`code.grid(content)`, kept. Errors: NoSuchSymbolError."""
    return code.grid(content)


@lru_cache(MAX_KEPT)
def dots(grid: Grid) -> Bitmap:
    """The code as a picture."""
    width, height = grid.size_dots
    stride = (width + 7) // 8
    rows = []
    for modules_of_row in grid.rows:
        digits = "".join(module * grid.across_dots for module in modules_of_row)
        packed = int(digits.ljust(stride * 8, "0"), 2).to_bytes(stride, "big")
        rows.append(packed * grid.down_dots)
    return Bitmap(width, height, b"".join(rows))


def _smallest_rectangle(content: bytes) -> tuple[str, ...]:
    for version in range(_FIRST_RECTANGLE, len(DATA_MATRIX_SIZES)):
        try:
            return modules(content, "DataMatrix", version=version + 1)
        except NoSuchSymbolError:
            continue
    raise NoSuchSymbolError(f"{len(content)} bytes fit no rectangular DataMatrix")


_DRAWN_ROWS = 3  # zxing-cpp draws each row of PDF417 so many modules high
_COMPACT_AZTEC_MODULES, _SMALLEST_FULL_AZTEC = 27, 8
_STACKED = {b"H": "DataBarStk", b"I": "DataBarStkOmni"}
_FIRST_RECTANGLE = 24

DATA_MATRIX_SIZES = (
    *((side, side) for side in (*range(10, 28, 2), 32, 36, 40, 44, 48, 52)),
    *((side, side) for side in (64, 72, 80, 88, 96, 104, 120, 132, 144)),
    *((8, 18), (8, 32), (12, 26), (12, 36), (16, 36), (16, 48)),
)
"""Rows and columns; zxing-cpp numbers them from 1 in this order."""

PLAIN_CODES: dict[int, Code] = {
    48: Pdf417(),
    49: Qr(),
    50: MaxiCode(),
    51: StackedDataBar(),
    52: Composite(),
    53: Aztec(),
    54: DataMatrix(),
}
"""By the cn of GS ( k, as they look after power on."""
