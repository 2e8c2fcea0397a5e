"""A bar code as widths of bars and spaces, and those widths as dots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from wire.bitmap import Bitmap

MAX_KEPT = 64
"""Drawn codes kept: a day's slips repeat few of them."""

NARROW, WIDE = 1, 2
"""The only widths of a code with two widths; how wide WIDE is, is the printer's business."""


class NotEncodableError(ValueError):
    """The kind of bar code has no bars for this content; byte `at` is the first that is wrong."""

    def __init__(self, at: int, why: str) -> None:
        super().__init__(f"byte {at}: {why}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Bars:
    """`widths` are bar, space, bar ... in modules; `text` is what a person reads beside them.

    With `two_widths` they are NARROW and WIDE instead of modules.
    """

    widths: tuple[int, ...]
    text: str
    two_widths: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """Dots across of one module, and of a wide element of a code with two widths."""

    narrow_dots: int
    wide_dots: int


_WIDE_DOTS = {2: 5, 3: 8, 4: 10, 5: 13, 6: 16}
"""GS w 2 to 6, by the millimetres of Epson's reference (0.282 and 0.706 for 2, and so on)."""

MODULES: dict[int, Module] = {
    **{n: Module(n, wide) for n, wide in _WIDE_DOTS.items()},
    # In half steps, which this head does not have: 68 is 2, 69 is 2.5, and so on to 76.
    **{n: Module((n - 64) // 2, _WIDE_DOTS[(n - 64) // 2]) for n in range(68, 77)},
}
"""By the n of GS w."""


@lru_cache(MAX_KEPT)
def drawn(bars: Bars, module: Module, height_dots: int) -> Bitmap:
    """The bars as dots, with no white around them."""
    row = _row(bars, module)
    width = len(row)
    stride = (width + 7) // 8
    packed = int(row.ljust(stride * 8, "0"), 2).to_bytes(stride, "big")
    return Bitmap(width, height_dots, packed * height_dots)


def width_dots(bars: Bars, module: Module) -> int:
    """How wide the bars get."""
    if not bars.two_widths:
        return sum(bars.widths) * module.narrow_dots
    wide = bars.widths.count(WIDE)
    return wide * module.wide_dots + (len(bars.widths) - wide) * module.narrow_dots


def _row(bars: Bars, module: Module) -> str:
    """One row of dots, written as 0 and 1."""
    wide = module.wide_dots if bars.two_widths else WIDE * module.narrow_dots
    return "".join(
        "10"[place & 1] * (wide if width == WIDE else width * module.narrow_dots)
        for place, width in enumerate(bars.widths)
    )


def widths(digits: str) -> tuple[int, ...]:
    """Widths written as digits, as tables have them."""
    return tuple(map(int, digits))
