"""Slips encoded to ESC/POS, beside python-escpos printing the same lines and the same picture.

python-escpos has no layout: it is handed our lines, laid out before the clock starts, while our
own time includes laying them out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from escpos.printer import Dummy
from PIL import Image

from benchmarks.side_by_side import in_turns
from receipts import escpos
from receipts.layout import Item, Line, lines
from receipts.paper import MM58
from receipts.slip import Align, Copy, Cut, Document, Feed, Picture, Size
from receipts.slips import sale_slip
from tests.receipts.facts import SIGNED

SLIPS = 20
ROUNDS = 15
AT_MOST = 1 / 3  # three times as fast

_PLACES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


def main() -> None:
    """Print slips per second and the ratio for a slip with its signature and for text alone."""
    english = replace(SIGNED, merchant_name="Test merchant", remarks=("CUP",))
    for what, document in (
        ("merchant copy with signature", sale_slip(SIGNED, Copy.MERCHANT, "both")),
        ("cardholder copy, text in both languages", sale_slip(SIGNED, Copy.CARDHOLDER, "both")),
        ("cardholder copy, English text", sale_slip(english, Copy.CARDHOLDER, "en")),
    ):
        _compare(what, document)


def _compare(what: str, document: Document) -> None:
    laid_out = lines(document, MM58)
    pictures = [_image(item) for item in laid_out if isinstance(item, Picture)]
    comparison = in_turns(
        f"{SLIPS} x {what}",
        _timed(lambda: escpos.encode(document, MM58)),
        _timed(lambda: _foreign(laid_out, pictures)),
        rounds=ROUNDS,
        at_most=AT_MOST,
    )
    print(comparison.line)
    print(
        f"    {SLIPS / comparison.ours_s:8,.0f} slips/s, python-escpos"
        f" {SLIPS / comparison.yardstick_s:8,.0f} slips/s: {1 / comparison.ratio:.1f} times as fast"
    )


def _timed(encode: Callable[[], object]) -> Callable[[], float]:
    def seconds() -> float:
        start = perf_counter()
        for _ in range(SLIPS):
            encode()
        return perf_counter() - start

    return seconds


def _foreign(items: list[Item], pictures: list[Image.Image]) -> bytes:
    """The same slip by python-escpos: a style is set where it changes."""
    printer, waiting, style = Dummy(profile="TM-T88V"), iter(pictures), None
    for item in items:
        if isinstance(item, Line):
            if style != (item.size, item.align, item.bold):
                style = (item.size, item.align, item.bold)
                _style(printer, item)
            printer.text(item.text + "\n")
        elif isinstance(item, Picture):
            printer.image(next(waiting))
        elif isinstance(item, Feed):
            printer.ln(item.lines)
        elif isinstance(item, Cut):
            printer.cut()
    output: bytes = printer.output
    return output


def _style(printer: Dummy, line: Line) -> None:
    place = _PLACES[line.align]
    if line.size is Size.NORMAL:
        printer.set(align=place, bold=line.bold, normal_textsize=True)
    else:
        wide, tall = line.size.across == 2, line.size.down == 2
        printer.set(align=place, bold=line.bold, double_width=wide, double_height=tall)


def _image(picture: Picture) -> Image.Image:
    bitmap = picture.bitmap
    white = bytes(byte ^ 0xFF for byte in bitmap.data)
    return Image.frombytes("1", (bitmap.width, bitmap.height), white)


if __name__ == "__main__":
    main()
