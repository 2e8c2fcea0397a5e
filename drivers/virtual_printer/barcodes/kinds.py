"""The bar codes of GS k: which letter selects which, and what becomes of data that is not right.

Source: Epson's ESC/POS reference, GS k. Data that cannot be drawn is normal data again: text.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import lru_cache

from drivers.virtual_printer.barcodes import code93, code128, databar, gs1, retail, two_widths
from drivers.virtual_printer.barcodes.bars import Bars, NotEncodableError

FIRST_COUNTED = 65
"""From here on the data is counted; below it ends with NUL."""

MAX_KEPT = 64
"""Codes kept as bars; a day's slips repeat few of them."""

MAX_COUNTED = 255


@dataclass(frozen=True, slots=True)
class Kind:
    """A bar code system: what it is called, and how many bytes of data it takes."""

    name: str
    encode: Callable[[bytes], Bars]
    sizes: Container[int] = range(1, MAX_COUNTED + 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the data of GS k is: a code to draw, if it is one, and what is left of it as text."""

    kind: Kind
    bars: Bars | None
    rest: bytes


_OLD = (
    Kind("UPC-A", retail.upc_a, range(11, 13)),
    Kind("UPC-E", retail.upc_e, (6, 7, 8, 11, 12)),
    Kind("EAN13", retail.ean13, range(12, 14)),
    Kind("EAN8", retail.ean8, range(7, 9)),
    Kind("CODE39", two_widths.code39),
    Kind("ITF", two_widths.itf, range(2, MAX_COUNTED, 2)),
    Kind("CODABAR", two_widths.codabar, range(2, MAX_COUNTED + 1)),
)
_NEW = (
    Kind("CODE93", code93.code93),
    Kind("CODE128", code128.code128, range(2, MAX_COUNTED + 1)),
    Kind("GS1-128", gs1.gs1_128, range(2, MAX_COUNTED + 1)),
    Kind("DATABAR", databar.omnidirectional, (13,)),
    Kind("DATABAR TRUNCATED", databar.omnidirectional, (13,)),
    Kind("DATABAR LIMITED", databar.limited, (13,)),
    Kind("DATABAR EXPANDED", databar.expanded, range(2, MAX_COUNTED + 1)),
    Kind("CODE128", code128.code128_auto),
)

KINDS: dict[int, Kind] = {
    **dict(enumerate(_OLD)),
    **dict(enumerate(_OLD + _NEW, start=FIRST_COUNTED)),
}
"""By the m of GS k."""

_RETAIL_DIGITS = {"UPC-A": 12, "UPC-E": 12, "EAN13": 13, "EAN8": 8}


@lru_cache(MAX_KEPT)
def read(m: int, content: bytes) -> Reading:
    """The data of a GS k whose m is one of KINDS."""
    kind = KINDS[m]
    rest = b""
    if m < FIRST_COUNTED:
        content, rest = _before_nul(kind, content)
        if len(content) not in kind.sizes:
            return Reading(kind, None, rest)  # too few to be one: the command is ignored
    elif len(content) not in kind.sizes:
        return Reading(kind, None, content)
    if kind.name == "CODE39":
        content, after = _before_star(content)
        rest = after + rest
    try:
        return Reading(kind, kind.encode(content), rest)
    except NotEncodableError as error:
        return Reading(kind, None, content[error.at :] + rest)


def _before_nul(kind: Kind, content: bytes) -> tuple[bytes, bytes]:
    """What of the data belongs to the code: a retail code has all its digits and no more."""
    if kind.name in _RETAIL_DIGITS:
        size = _RETAIL_DIGITS[kind.name]
        return content[:size], content[size:]
    if kind.name == "ITF":
        return content[: len(content) // 2 * 2], b""  # an odd digit at the end is ignored
    return content[:MAX_COUNTED], content[MAX_COUNTED:]


def _before_star(content: bytes) -> tuple[bytes, bytes]:
    """A second `*` stops a CODE39; what comes after it is no part of the code."""
    stop = content.find(b"*", 1)
    return (content, b"") if stop < 0 else (content[: stop + 1], content[stop + 1 :])
