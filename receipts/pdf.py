"""A slip as a PDF page of the paper's width: the embedded slip font, selectable Chinese text.

Whoever imports this module pays for reportlab and Pillow; the rest of the package does not need
them. The page carries no claim to PDF/A: reportlab writes neither tags nor XMP.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import assert_never

from PIL import Image
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from receipts.charset import columns
from receipts.dots import ANK_DOTS, CELL_ROWS
from receipts.layout import Item, Line, lines
from receipts.paper import DOTS_PER_INCH, LINE_DOTS, TALL_LINE_DOTS, Paper
from receipts.paper_picture import MARGIN_ROWS
from receipts.qr import symbol
from receipts.slip import Align, Cut, Document, Feed, Picture, Qr
from wire.bitmap import Bitmap

FONT = "CountersignSlip"
_FONT_FILE = Path(__file__).with_name("fonts") / "slip.ttf"

POINTS_PER_DOT = 72 / DOTS_PER_INCH
BASELINE_ROWS = 20
"""Rows of a cell above the baseline: between the 21 of the dot font's Hanzi and the 19 of ASCII."""
BOLD_STROKE_DOTS = 0.8
"""Bold is the outline drawn with a pen, as the print head burns a dot more."""
_UNSEEN = 3
"""PDF's text render mode for text that is there and not painted."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it stands on a printed paper: its box in dots from the upper left of the print."""

    text: str
    x_dots: int
    y_dots: int
    width_dots: int
    height_dots: int


def render(document: Document, paper: Paper) -> bytes:
    """One page, as wide as the paper and as long as the slip; the same bytes for the same slip."""
    items = lines(document, paper)
    height_dots = sum(map(rows, items)) + 2 * MARGIN_ROWS
    out = io.BytesIO()
    canvas = _canvas(out, paper, height_dots, document.title)
    draw_items(canvas, items, paper, height_dots - MARGIN_ROWS)
    return _finished(canvas, out)


def draw_items(canvas: Canvas, items: Iterable[Item], paper: Paper, top: int) -> None:
    """Draw a slip's items from `top` down on a canvas that counts in dots."""
    for item in items:
        _draw(canvas, item, paper, top)
        top -= rows(item)


def facsimile(printed: Bitmap, words: Iterable[Words], paper: Paper, title: str) -> bytes:
    """One page with the dots that were printed, and unseen above them the text that they show.

    What is seen is the paper, whatever drew it; what is searched, marked and copied is text.
    """
    height_dots = printed.height + 2 * MARGIN_ROWS
    out = io.BytesIO()
    canvas = _canvas(out, paper, height_dots, title)
    top = height_dots - MARGIN_ROWS
    if printed.height:
        _draw_bitmap(canvas, printed, Align.LEFT, paper, top)
    for each in words:
        _lay(canvas, each, paper, top)
    return _finished(canvas, out)


def _canvas(out: io.BytesIO, paper: Paper, height_dots: int, title: str) -> Canvas:
    """A page of the paper's size that counts in dots from its lower left corner."""
    size = (paper.width_mm * 8 * POINTS_PER_DOT, height_dots * POINTS_PER_DOT)
    canvas = page_canvas(out, size, title)
    canvas.scale(POINTS_PER_DOT, POINTS_PER_DOT)
    return canvas


def page_canvas(out: io.BytesIO, size_points: tuple[float, float], title: str) -> Canvas:
    """Pages of this size in our font alone; the same calls give the same bytes."""
    canvas = Canvas(
        out,
        pagesize=size_points,
        invariant=1,
        pageCompression=1,
        initialFontName=font(),  # or reportlab adds Helvetica, not embedded
        lang="en" if title.isascii() else "zh-CN",
    )
    canvas.setTitle(title)
    canvas.setSubject(title)
    canvas.setAuthor("Countersign")
    canvas.setCreator("Countersign")
    return canvas


def _finished(canvas: Canvas, out: io.BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lay(canvas: Canvas, words: Words, paper: Paper, top: int) -> None:
    """Unseen text that fills its box, whatever size it was printed in."""
    natural = canvas.stringWidth(words.text, FONT, words.height_dots)
    if not words.text.strip() or not natural:
        return
    baseline = top - words.y_dots - words.height_dots * BASELINE_ROWS // CELL_ROWS
    text: PDFTextObject = canvas.beginText()
    text.setFont(FONT, words.height_dots)
    text.setTextRenderMode(_UNSEEN)
    text.setHorizScale(100 * words.width_dots / natural)
    text.setTextOrigin(paper.margin_dots + words.x_dots, baseline)
    text.textOut(words.text)
    canvas.saveState()  # mode and scale would outlive their text object
    canvas.drawText(text)
    canvas.restoreState()


@cache
def font() -> str:
    """Read the font (3 MB, once a process) and make it known to reportlab."""
    registerFont(TTFont(FONT, str(_FONT_FILE)))
    return FONT


def rows(item: Item) -> int:
    """How many dots of paper an item takes, as in receipts/strip.py."""
    match item:
        case Line():
            return TALL_LINE_DOTS if item.size.down == 2 else LINE_DOTS
        case Feed():
            return item.lines * LINE_DOTS
        case Picture():
            return item.bitmap.height
        case Qr():
            return symbol(item.data, item.module_dots).height
        case Cut():
            return 0
        case _:
            assert_never(item)


def _draw(canvas: Canvas, item: Item, paper: Paper, top: int) -> None:
    """Draw an item; the canvas counts in dots from the lower left corner of the page."""
    match item:
        case Line():
            _draw_line(canvas, item, paper, top)
        case Picture():
            _draw_bitmap(canvas, item.bitmap, item.align, paper, top)
        case Qr():
            code = symbol(item.data, item.module_dots)
            _draw_bitmap(canvas, code, Align.CENTRE, paper, top)
        case Feed() | Cut():
            pass
        case _:
            assert_never(item)


def _draw_line(canvas: Canvas, line: Line, paper: Paper, top: int) -> None:
    if not line.text.strip():
        return
    width = columns(line.text) * ANK_DOTS * line.size.across
    x = _left(width, line.align, paper)
    y = top - BASELINE_ROWS * line.size.down
    text: PDFTextObject = canvas.beginText()
    text.setFont(FONT, CELL_ROWS)
    text.setTextTransform(line.size.across, 0, 0, line.size.down, x, y)
    text.setTextRenderMode(2 if line.bold else 0)
    text.textOut(line.text)
    canvas.saveState()  # the render mode would outlive its text object
    canvas.setLineWidth(BOLD_STROKE_DOTS)
    canvas.drawText(text)
    canvas.restoreState()


def _draw_bitmap(canvas: Canvas, bitmap: Bitmap, align: Align, paper: Paper, top: int) -> None:
    x = _left(bitmap.width, align, paper)
    draw_picture(canvas, bitmap, x, top - bitmap.height, bitmap.width, bitmap.height)


def draw_picture(
    canvas: Canvas, bitmap: Bitmap, x: float, y: float, width: float, height: float
) -> None:
    """A picture 1 bit deep with its lower left corner there; PDF's 1 is white."""
    white = bytes(byte ^ 0xFF for byte in bitmap.data)
    image = Image.frombytes("1", (bitmap.width, bitmap.height), white)
    canvas.drawInlineImage(image, x, y, width, height)


def _left(width: int, align: Align, paper: Paper) -> int:
    """Where something `width` dots wide starts, from the left edge of the page."""
    spare = paper.width_dots - width
    return paper.margin_dots + {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[align]
