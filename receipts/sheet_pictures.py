"""A slip upon a larger page: as on its own paper (receipts/pdf.py), framed and a little smaller."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from receipts.layout import lines
from receipts.paper import MM58
from receipts.pdf import POINTS_PER_DOT, draw_items, rows
from receipts.slip import Document

SLIP_SCALE = 0.86
"""With it even a slip with a signature and long remarks keeps to one A4 page."""
MARGIN_DOTS = 24


def slip_rows(slip: Document) -> float:
    """Its height there, in points."""
    return _dots(slip) * POINTS_PER_DOT * SLIP_SCALE


def draw_slip(canvas: Canvas, slip: Document, x: float, top: float) -> None:
    """Draw it with its upper left corner there."""
    dots, width = _dots(slip), MM58.width_mm * 8
    scale = POINTS_PER_DOT * SLIP_SCALE
    canvas.saveState()
    canvas.translate(x, top - dots * scale)
    canvas.scale(scale, scale)
    canvas.setStrokeGray(0.42)
    canvas.setLineWidth(1.5)
    canvas.rect(0, 0, width, dots, stroke=1, fill=0)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    draw_items(canvas, lines(slip, MM58), MM58, dots - MARGIN_DOTS)
    canvas.restoreState()


def _dots(slip: Document) -> int:
    return sum(map(rows, lines(slip, MM58))) + 2 * MARGIN_DOTS
