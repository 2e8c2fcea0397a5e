"""A QR code as dots, the way a printer draws the one it was told to print."""

from __future__ import annotations

from receipts.modules import modules
from wire.bitmap import Bitmap


def symbol(data: str, module_dots: int) -> Bitmap:
    """The smallest QR code (model 2, level M, no quiet zone) with squares of `module_dots` dots."""
    squares = modules(data, "QRCode", ec_level="M")
    rows = []
    for row in squares:
        digits = "".join(digit * module_dots for digit in row)
        rows.append(_packed(digits) * module_dots)
    side = len(squares) * module_dots
    return Bitmap(side, side, b"".join(rows))


def _packed(digits: str) -> bytes:
    """A row of dots written as 0 and 1, in bytes, filled up with white."""
    stride = (len(digits) + 7) // 8
    return int(digits.ljust(stride * 8, "0"), 2).to_bytes(stride, "big")
