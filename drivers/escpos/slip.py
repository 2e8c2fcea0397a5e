"""A slip as ESC/POS bytes for a Chinese receipt printer.

Every byte comes from the command table; where cheap printers differ is said at the command. The
bytes of one document are complete: they start with ESC @ and leave nothing set that the next
document's ESC @ would not undo.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import assert_never

from drivers.escpos.dialect import STANDARD, Dialect
from drivers.escpos.encoder import command, opening
from receipts.layout import Line, lines
from receipts.paper import TALL_LINE_DOTS, Paper
from receipts.slip import Align, Cut, Document, Feed, Picture, Qr, Size
from wire.bitmap import Bitmap

BAND_ROWS = 24
"""Rows a raster command: the head starts long before the whole picture has come down the line, and
the printer can be asked how it is between two of them. At most 1.7 KB, a line of text high."""

TEAR_OFF_LINES = 4
"""From the print head to the tear bar of a printer without a knife, 15 mm."""

INITIALISE = command("ESC @")
LINE_FEED = command("LF").decode("ascii")
HANZI_ON = command("FS &")  # the power-on default of Chinese printers, but not of Japanese ones
BOLD = {False: command("ESC E", bold="off"), True: command("ESC E", bold="on")}
ALIGN = {align: command("ESC a", place=align.name.lower()) for align in Align}
DEFAULT_SPACING = command("ESC 2")
TALL_SPACING = command("ESC 3", spacing_units=TALL_LINE_DOTS)
CUT = command("GS V", cut="feed and partial", feed_units=0)  # feed to the knife first
TEAR_OFF = command("ESC d", feed_lines=TEAR_OFF_LINES)

# Looked up once: half of what encoding a line would take.
_gbk = codecs.getencoder("gbk")

_QR_MODEL = command("GS ( k 49 65", model="2")
_QR_LEVEL = command("GS ( k 49 69", level="M")
_QR_PRINT = command("GS ( k 49 81")

# 10 04, 10 05, 10 14; 18 is the same dots and the next one, and no command.
_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")


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
            out.append(_gbk(text + LINE_FEED)[0])
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
        out.append(_raster_head(stride, rows) + _REAL_TIME.sub(b"\x18", band))
    return out


@lru_cache(maxsize=64)
def _raster_head(stride: int, rows: int) -> bytes:
    """The pictures of a slip have few widths, and their bands two heights each."""
    return opening("GS v 0", mode="normal", x_bytes=stride, y_dots=rows)


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


def end_of_slip(dialect: Dialect) -> bytes:
    """What brings the paper out: the cut, or a feed to the tear bar."""
    return CUT if dialect.cutter else TEAR_OFF


def _commands(item: Feed | Picture | Qr | Cut, dialect: Dialect) -> list[bytes]:
    match item:
        case Feed():
            return [_feed(item.lines)]
        case Picture():
            return raster(item.bitmap)
        case Qr():
            return [_qr(item)]
        case Cut():
            return [end_of_slip(dialect)]
        case _:
            assert_never(item)


@lru_cache(maxsize=256)
def _feed(lines: int) -> bytes:
    return command("ESC d", feed_lines=lines)


def _qr(code: Qr) -> bytes:
    """Model 2, the size of a module, level M, the contents stored, printed."""
    contents = command("GS ( k 49 80", contents=code.data.encode("ascii"))
    return _QR_MODEL + _qr_module(code.module_dots) + _QR_LEVEL + contents + _QR_PRINT


@lru_cache(maxsize=16)
def _qr_module(dots: int) -> bytes:
    return command("GS ( k 49 67", module_dots=dots)


def _size(size: Size, hanzi: bool) -> bytes:
    """ESC ! and GS ! for ASCII (clones obey one or the other), FS ! for Hanzi, the line spacing."""
    doubled = (("double width", size.across), ("double height", size.down))
    style = tuple(word for word, times in doubled if times == 2)
    commands = command("ESC !", style=style) + command("GS !", size=f"{size.across}x{size.down}")
    if hanzi:
        commands += command("FS !", style=style)
    return commands + (TALL_SPACING if size.down == 2 else DEFAULT_SPACING)


_SIZES = {hanzi: {size: _size(size, hanzi) for size in Size} for hanzi in (False, True)}
