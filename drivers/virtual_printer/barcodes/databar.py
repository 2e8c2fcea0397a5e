"""GS1 DataBar in one row: Omnidirectional, Truncated, Limited and Expanded.

The bars come from zxing-cpp; source of the rules for the data: Epson's ESC/POS reference, GS k.
"""

from __future__ import annotations

from itertools import groupby

from drivers.virtual_printer.barcodes.bars import Bars, NotEncodableError
from drivers.virtual_printer.barcodes.gs1 import element_string
from drivers.virtual_printer.barcodes.retail import check_digit, digits_of
from receipts.modules import NoSuchSymbolError, modules

_ARTICLE_DIGITS = 13


def omnidirectional(content: bytes) -> Bars:
    """An article number (GTIN) of 13 digits, without its check digit."""
    return _article(content, "DataBarOmni")


def limited(content: bytes) -> Bars:
    """The same, of those that begin with 0 or 1."""
    return _article(content, "DataBarLtd")


def expanded(content: bytes) -> Bars:
    """Application identifiers and their fields, as `element_string` reads them."""
    elements, text = element_string(content)
    return Bars(_widths(elements, "DataBarExp"), text)


def _article(content: bytes, kind: str) -> Bars:
    digits = digits_of(content)
    if len(digits) != _ARTICLE_DIGITS:
        raise NotEncodableError(0, f"{_ARTICLE_DIGITS} digits are needed")
    return Bars(_widths(digits, kind), f"(01){digits}{check_digit(digits)}")


def _widths(content: str, kind: str) -> tuple[int, ...]:
    try:
        first_row = modules(content, kind)[0]
    except NoSuchSymbolError as error:
        raise NotEncodableError(0, str(error)) from error
    bars = first_row.strip("0")  # the guard's outer space is as white as the paper beside it
    return tuple(len(list(same)) for _, same in groupby(bars))
