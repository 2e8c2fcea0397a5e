"""A slip as ESC/POS bytes for a Chinese receipt printer.

What each command means is in Epson's ESC/POS reference; where cheap printers differ is said at the
command. The bytes of one document are complete: they start with ESC @ and leave nothing set that
the next document's ESC @ would not undo.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from receipts.layout import Line, lines
from receipts.paper import TALL_LINE_DOTS, Paper
from receipts.slip import Align, Cut, Document, Feed, Picture, Qr, Size
from wire.bitmap import Bitmap

INITIALISE = b"\x1b@"
HANZI_ON = b"\x1c&"  # the power-on default of Chinese printers, but not of Japanese ones
LINE_FEED = b"\n"
BOLD = {False: b"\x1bE\x00", True: b"\x1bE\x01"}
ALIGN = {align: b"\x1ba" + bytes((align.value,)) for align in Align}
DEFAULT_SPACING = b"\x1b2"
TALL_SPACING = b"\x1b3" + bytes((TALL_LINE_DOTS,))
RASTER = b"\x1dv0\x00"  # then how many bytes a row, how many rows, the dots
CUT = b"\x1dVB\x00"  # GS V 66 0: feed to the knife, then cut

BAND_ROWS = 24
"""Rows a raster command: the head starts long before the whole picture has come down the line, and
the printer can be asked how it is between two of them. At most 1.7 KB, a line of text high."""

TEAR_OFF_LINES = 4
"""From the print head to the tear bar of a printer without a knife, 15 mm."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a printer model understands besides the common commands.

    `hanzi_sizes`: Hanzi change their size by FS ! alone (cheap printers; the others take both).
    `cutter`: there is a knife; without one the slip is fed to the tear bar.
    """

    hanzi_sizes: bool = True
    cutter: bool = True


STANDARD = Dialect()


def encode(document: Document, paper: Paper, dialect: Dialect = STANDARD) -> bytes:
    """The bytes that print `document` on `paper`, from ESC @ to the cut."""
    return b"".join(steps(document, paper, dialect))


def steps(document: Document, paper: Paper, dialect: Dialect = STANDARD) -> list[bytes]:
    """The same in steps: a line of text with its end, or whole commands."""
    sizes = _SIZES[dialect.hanzi_sizes]
    size, align, bold = Size.NORMAL, Align.LEFT, False
    out = [INITIALISE, HANZI_ON]
    for item in lines(document, paper):
        # Feeds, pictures and codes come at normal size: ESC d counts in lines of the spacing set.
        style = item if isinstance(item, Line) else Line("", align=_place(item, align))
        text, new_size, new_align, new_bold = style
        if new_size is not size:
            size, bold = new_size, new_bold
            out += (sizes[size], BOLD[bold])  # ESC ! clears bold, on some printers only
        if new_bold is not bold:
            bold = new_bold
            out.append(BOLD[bold])
        if new_align is not align:
            align = new_align
            out.append(ALIGN[align])
        if isinstance(item, Line):
            out.append(text.encode("gbk") + LINE_FEED)
        else:
            out += _commands(item, dialect)
    return out


def raster(bitmap: Bitmap) -> list[bytes]:
    """A picture as GS v 0 commands of at most BAND_ROWS rows.

    Printers obey DLE EOT, DLE ENQ and DLE DC4 on reception, in the middle of a picture too
    (Epson's reference; escpos.md 2d): where the dots spell one, the first byte gets one dot more.
    """
    stride, out = bitmap.stride, []
    for top in range(0, bitmap.height, BAND_ROWS):
        rows = min(BAND_ROWS, bitmap.height - top)
        band = bitmap.data[top * stride : (top + rows) * stride]
        head = RASTER + stride.to_bytes(2, "little") + rows.to_bytes(2, "little")
        out.append(head + _REAL_TIME.sub(b"\x18", band))
    return out


# 10 04, 10 05, 10 14; 18 is the same dots and the next one, and no command.
_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")


def _place(item: Feed | Picture | Qr | Cut, current: Align) -> Align:
    """Where on the line an item without text stands; a feed and the cut stand nowhere."""
    match item:
        case Picture():
            return item.align
        case Qr():
            return Align.CENTRE
        case Feed() | Cut():
            return current
        case _:
            assert_never(item)


def _commands(item: Feed | Picture | Qr | Cut, dialect: Dialect) -> list[bytes]:
    match item:
        case Feed():
            return [b"\x1bd" + bytes((item.lines,))]
        case Picture():
            return raster(item.bitmap)
        case Qr():
            return [_qr(item)]
        case Cut():
            return [CUT if dialect.cutter else b"\x1bd" + bytes((TEAR_OFF_LINES,))]
        case _:
            assert_never(item)


def _qr(code: Qr) -> bytes:
    """GS ( k for cn 49: model 2, module size, level M, store, print."""
    return b"".join(
        b"\x1d(k" + (len(parameters) + 1).to_bytes(2, "little") + b"1" + parameters
        for parameters in (
            b"A2\x00",
            b"C" + bytes((code.module_dots,)),
            b"E1",
            b"P0" + code.data.encode("ascii"),
            b"Q0",
        )
    )


def _size(size: Size, hanzi: bool) -> bytes:
    """ESC ! and GS ! for ASCII (clones obey one or the other), FS ! for Hanzi, the line spacing."""
    wide, tall = size.across == 2, size.down == 2
    command = b"\x1b!" + bytes((0x20 * wide | 0x10 * tall,))
    command += b"\x1d!" + bytes((0x10 * wide | 0x01 * tall,))
    if hanzi:
        command += b"\x1c!" + bytes((0x04 * wide | 0x08 * tall,))
    return command + (TALL_SPACING if tall else DEFAULT_SPACING)


_SIZES = {hanzi: {size: _size(size, hanzi) for size in Size} for hanzi in (False, True)}
