"""Slips encoded to ESC/POS, beside python-escpos printing the same lines, picture and QR code.

python-escpos has no layout: it is handed our lines, laid out before the clock starts, while our
own time includes laying them out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import perf_counter
from typing import TypeVar

from escpos.constants import QR_ECLEVEL_M
from escpos.printer import Dummy
from PIL import Image

from benchmarks.side_by_side import in_turns
from drivers.escpos.slip import encode
from receipts.layout import Item, Line, lines
from receipts.paper import MM58
from receipts.slip import Align, Copy, Cut, Document, Feed, Picture, Qr, Size
from receipts.slips import SaleSlip, sale_slip
from receipts.wording import Language
from tests.receipts.facts import SIGNED

T = TypeVar("T")

SLIPS = 50
ROUNDS = 15
AT_MOST = 1 / 5  # five times as fast
LINK = Qr("https://example.test/s/8f3A9c")

_PLACES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


def main() -> None:
    """Print slips per second and the ratio for full slips and for text alone."""
    english = replace(SIGNED, merchant_name="Test merchant", remarks=("CUP",))
    full = [_with_link(_slip(SIGNED, number, Copy.MERCHANT, "both")) for number in range(SLIPS)]
    both = [_slip(SIGNED, number, Copy.CARDHOLDER, "both") for number in range(SLIPS)]
    latin = [_slip(english, number, Copy.CARDHOLDER, "en") for number in range(SLIPS)]
    _compare("full slips: text, signature, QR code", full)
    _compare("text in both languages", both)
    _compare("English text", latin)


def _compare(what: str, documents: list[Document]) -> None:
    laid_out = [lines(document, MM58) for document in documents]
    pictures = [_image(item) for item in laid_out[0] if isinstance(item, Picture)]
    comparison = in_turns(
        f"{SLIPS} x {what}",
        _timed(documents, lambda document: encode(document, MM58)),
        _timed(laid_out, lambda items: _foreign(items, pictures)),
        rounds=ROUNDS,
        at_most=AT_MOST,
    )
    print(comparison.line)
    print(
        f"    {SLIPS / comparison.ours_s:8,.0f} slips/s, python-escpos"
        f" {SLIPS / comparison.yardstick_s:8,.0f} slips/s: {1 / comparison.ratio:.1f} times as fast"
    )


def _slip(facts: SaleSlip, number: int, copy: Copy, language: Language) -> Document:
    """The slip of the same merchant's next sale."""
    another = replace(
        facts,
        voucher=f"{number:06d}",
        reference=f"{123456789012 + number}",
        auth_code=f"{654321 + number}",
        amount_minor=1200 + 345 * number,
        at=facts.at + timedelta(seconds=97 * number),
        card_masked=f"621234******{5678 + number}",
    )
    return sale_slip(another, copy, language)


def _with_link(slip: Document) -> Document:
    *blocks, cut = slip.blocks
    return Document((*blocks, LINK, cut), slip.title)


def _timed(slips: list[T], print_one: Callable[[T], object]) -> Callable[[], float]:
    def seconds() -> float:
        start = perf_counter()
        for slip in slips:
            print_one(slip)
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
        elif isinstance(item, Qr):
            printer.qr(item.data, ec=QR_ECLEVEL_M, size=item.module_dots, native=True)
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
