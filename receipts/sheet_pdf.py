"""A sheet as an A4 PDF: the embedded slip font, selectable Chinese text, pages that are numbered.

Each part becomes strips, which are never torn; strips fill pages from the top. The font counts in
columns, so everything is wrapped as on a slip (receipts/layout.py) and nothing runs over its edge.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import assert_never

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from receipts.charset import measured, printable
from receipts.layout import wrap
from receipts.paper import MM58
from receipts.pdf import draw_picture, font, page_canvas
from receipts.sheet import (
    Exhibits,
    Figure,
    Finding,
    Heading,
    Paragraph,
    Part,
    Sheet,
    Table,
    Verbatim,
    Verdict,
)
from receipts.sheet_pictures import SLIP_SCALE, draw_slip, slip_rows
from receipts.slip import Document
from receipts.wording import Wording
from wire.bitmap import Bitmap

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
"""A4 in points."""
LEFT, TOP, BOTTOM = 50.0, 62.0, 56.0
WIDTH = PAGE_WIDTH - 2 * LEFT
BODY, SMALL, HEAD = 8.4, 7.0, 11.0
"""Sizes of text in points."""
LEADING = 1.36
PADDING = 3.2
GAP = 8.0
FIGURE_WIDTH = 250.0
FIGURE_HEIGHT = 500.0
"""A photo of a long slip still leaves room for what is said under it."""
"""A signature as wide as a hand wrote it, and a little more: 384 dots."""
FIGURE_GAP = 14.0
INK, GREY, PALE = 0.0, 0.42, 0.93
MARKS = {Verdict.SO: (0.0, 0.42, 0.16), Verdict.NOT_SO: (0.72, 0.05, 0.05)}
"""Green and red; the mark says the same in black and white."""

Draw = Callable[[Canvas, float], None]


@dataclass(frozen=True, slots=True)
class _Pen:
    """How text is written; bold is the outline drawn with a pen, as on a slip."""

    size: float
    grey: float = INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Strip:
    """So many points of a page; `draw` is called with the y of its upper edge."""

    height: float
    draw: Draw
    keeps_next: bool = False
    repeated: tuple[_Strip, ...] = ()
    """What stands above it once more where it begins a page: the headings of its table."""


def render(sheet: Sheet) -> bytes:
    """All pages; the same bytes for the same sheet."""
    pages = list(_pages([strip for part in sheet.parts for strip in _strips(part)]))
    out = io.BytesIO()
    title = f"{sheet.title.zh} {sheet.title.en}"
    canvas = page_canvas(out, (PAGE_WIDTH, PAGE_HEIGHT), title)
    for number, strips in enumerate(pages, 1):
        _frame(canvas, sheet, number, len(pages))
        y = PAGE_HEIGHT - TOP
        for strip in strips:
            strip.draw(canvas, y)
            y -= strip.height
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pages(strips: list[_Strip]) -> Iterator[list[_Strip]]:
    """Fill pages; what keeps its next goes to the new page with it."""
    room = PAGE_HEIGHT - TOP - BOTTOM
    page: list[_Strip] = []
    used, at, last = 0.0, 0, len(strips) - 1
    while at < len(strips):
        together = next((end for end in range(at, last) if not strips[end].keeps_next), last) + 1
        block = strips[at:together]
        needed = sum(strip.height for strip in block)
        if page and used + needed > room:
            yield page
            page = list(block[0].repeated)
            used = sum(strip.height for strip in page)
        page += block
        used += needed
        at = together
    if page:
        yield page


def _frame(canvas: Canvas, sheet: Sheet, number: int, pages: int) -> None:
    """Head and foot of a page; the first one's head is large."""
    y = PAGE_HEIGHT - 40
    if number == 1:
        _text(canvas, (LEFT, y), sheet.title.zh, _Pen(15, bold=True))
        across = measured(sheet.title.zh)[1] * 15 / 2
        _text(canvas, (LEFT + across + 10, y), sheet.title.en, _Pen(9.5, GREY))
    else:
        _text(canvas, (LEFT, y), f"{sheet.title.zh} {sheet.title.en}", _Pen(SMALL, GREY))
    _rule(canvas, y - 8, 0.9 if number == 1 else 0.4)
    _rule(canvas, BOTTOM - 12, 0.4)
    _text(canvas, (LEFT, BOTTOM - 24), sheet.foot, _Pen(SMALL, GREY))
    place = f"第 {number} 页 共 {pages} 页  {number} / {pages}"
    across = measured(place)[1] * SMALL / 2
    _text(canvas, (LEFT + WIDTH - across, BOTTOM - 24), place, _Pen(SMALL, GREY))


def _strips(part: Part) -> Iterator[_Strip]:
    match part:
        case Heading():
            yield _heading(part.words)
        case Paragraph():
            yield from _paragraph(part.words)
        case Finding():
            yield _finding(part)
        case Table():
            yield from _table(part)
        case Verbatim():
            yield from _verbatim(part.text)
        case Exhibits():
            yield from _exhibits(part.slip, part.figures)
        case _:
            assert_never(part)


def _heading(words: Wording) -> _Strip:
    def draw(canvas: Canvas, top: float) -> None:
        y = top - GAP - HEAD
        _text(canvas, (LEFT, y), words.zh, _Pen(HEAD, bold=True))
        across = measured(words.zh)[1] * HEAD / 2
        _text(canvas, (LEFT + across + 8, y), words.en, _Pen(BODY, GREY))
        _rule(canvas, y - 5, 0.4)

    return _Strip(GAP + HEAD + 11, draw, keeps_next=True)


def _paragraph(words: Wording) -> Iterator[_Strip]:
    for text, grey in ((words.zh, INK), (words.en, GREY)):
        lines = _wrapped(text, WIDTH, BODY)
        yield _Strip(_height(lines, BODY) + 3, _lines(LEFT, lines, BODY, grey))


def _finding(finding: Finding) -> _Strip:
    indent = 16.0
    zh = _wrapped(finding.words.zh, WIDTH - indent, BODY)
    rest = _wrapped(finding.words.en, WIDTH - indent, SMALL)
    if finding.detail:
        rest += _wrapped(finding.detail, WIDTH - indent, SMALL)

    def draw(canvas: Canvas, top: float) -> None:
        colour = MARKS.get(finding.verdict, (GREY, GREY, GREY))
        canvas.setFillColorRGB(*colour)
        canvas.setFont(font(), HEAD)
        canvas.drawString(LEFT, top - HEAD, finding.verdict.value)
        _lines(LEFT + indent, zh, BODY, INK)(canvas, top)
        _lines(LEFT + indent, rest, SMALL, GREY)(canvas, top - _height(zh, BODY))

    return _Strip(_height(zh, BODY) + _height(rest, SMALL) + 5, draw)


def _table(table: Table) -> Iterator[_Strip]:
    whole = sum(table.shares)
    widths = [WIDTH * share / whole for share in table.shares]
    heads = tuple(f"{head.zh}\n{head.en}" if head.en else head.zh for head in table.heads)
    head = _row(heads, widths, SMALL, is_head=True)
    yield head
    for row in table.rows:
        strip = _row(row, widths, BODY if len(widths) < 4 else SMALL)
        yield _Strip(strip.height, strip.draw, repeated=(head,))
    yield _Strip(GAP, _nothing)


def _row(cells: tuple[str, ...], widths: list[float], size: float, is_head: bool = False) -> _Strip:
    wrapped = [
        _wrapped(cell, width - 2 * PADDING, size) for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(_height(lines, size) for lines in wrapped) + 2 * PADDING

    def draw(canvas: Canvas, top: float) -> None:
        if is_head:
            canvas.setFillGray(PALE)
            canvas.rect(LEFT, top - height, WIDTH, height, stroke=0, fill=1)
        x = LEFT
        for at, (lines, width) in enumerate(zip(wrapped, widths, strict=True)):
            is_label = is_head or (at == 0 and len(widths) < 4)
            grey = GREY if is_label else INK
            _lines(x + PADDING, lines, size, grey)(canvas, top - PADDING)
            x += width
        _rule(canvas, top - height, 0.25)

    return _Strip(height, draw, keeps_next=is_head)


def _verbatim(text: str) -> Iterator[_Strip]:
    """A line that is too long goes on below, indented: where it breaks is no byte of it."""
    for at, line in enumerate(text.splitlines()):
        wrapped = _wrapped(line, WIDTH - 30, SMALL)
        lines = [wrapped[0], *(f"    {more}" for more in wrapped[1:])]
        yield _Strip(_height(lines, SMALL), _lines(LEFT + 10, lines, SMALL, INK), at == 0)
    yield _Strip(GAP, _nothing)


def _exhibits(slip: Document | None, figures: tuple[Figure, ...]) -> Iterator[_Strip]:
    """The slip at the left and the pictures below one another at its right."""
    across = MM58.width_mm * 72 / 25.4 * SLIP_SCALE + FIGURE_GAP if slip else 0.0
    drawn = [_figure(figure, LEFT + across) for figure in figures]
    slip_height = slip_rows(slip) if slip else 0.0
    beside: list[_Strip] = []
    while drawn and sum(f.height for f in beside) + drawn[0].height <= max(slip_height, 1.0):
        beside.append(drawn.pop(0))

    def draw(canvas: Canvas, top: float) -> None:
        if slip:
            draw_slip(canvas, slip, LEFT, top)
        for figure in beside:
            figure.draw(canvas, top)
            top -= figure.height

    if slip:
        yield _Strip(slip_height + GAP, draw)
    yield from (_figure(figure, LEFT) for figure in figures[len(beside) :])


def _figure(figure: Figure, x: float) -> _Strip:
    shown = figure.picture
    across, down = (shown.width, shown.height) if isinstance(shown, Bitmap) else _size(shown)
    scale = min(FIGURE_WIDTH / across, FIGURE_HEIGHT / down)
    across, height = across * scale, down * scale
    width = LEFT + WIDTH - x
    lines = [line for text in figure.caption for line in _wrapped(text, width, SMALL)]

    def draw(canvas: Canvas, top: float) -> None:
        if isinstance(shown, Bitmap):
            draw_picture(canvas, shown, x, top - height, across, height)
        else:
            canvas.drawImage(ImageReader(io.BytesIO(shown)), x, top - height, across, height)
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(GREY)
        canvas.rect(x, top - height, across, height, stroke=1, fill=0)
        _lines(x, lines, SMALL, GREY)(canvas, top - height - 3)

    return _Strip(height + _height(lines, SMALL) + 3 + GAP, draw)


def _size(jpeg: bytes) -> tuple[float, float]:
    width, height = ImageReader(io.BytesIO(jpeg)).getSize()
    return width, height


def _wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than that; what is no character of the font is spelled out or marked."""
    columns = max(int(width / (size / 2)), 2)
    return [line for part in text.split("\n") for line in wrap(printable(part), columns)]


def _height(lines: list[str], size: float) -> float:
    return len(lines) * size * LEADING


def _lines(x: float, lines: list[str], size: float, grey: float) -> Draw:
    def draw(canvas: Canvas, top: float) -> None:
        for at, line in enumerate(lines):
            _text(canvas, (x, top - size * (at * LEADING + 1)), line, _Pen(size, grey))

    return draw


def _text(canvas: Canvas, at: tuple[float, float], text: str, pen: _Pen) -> None:
    canvas.setFillGray(pen.grey)
    written = canvas.beginText(*at)
    written.setFont(font(), pen.size)
    if pen.bold:
        written.setTextRenderMode(2)
        canvas.setStrokeGray(pen.grey)
        canvas.setLineWidth(pen.size / 30)
    written.textOut(text)
    canvas.saveState()  # the render mode would outlive its text object
    canvas.drawText(written)
    canvas.restoreState()


def _rule(canvas: Canvas, y: float, width: float) -> None:
    canvas.setStrokeGray(GREY)
    canvas.setLineWidth(width)
    canvas.line(LEFT, y, LEFT + WIDTH, y)


def _nothing(_canvas: Canvas, _top: float) -> None:
    """Room between two parts."""
