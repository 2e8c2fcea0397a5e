"""A QR code as dots, the way a printer draws the one it was told to print."""

from __future__ import annotations

from wire.bitmap import Bitmap


def symbol(data: str, module_dots: int) -> Bitmap:
    """The smallest QR code (model 2, level M, no quiet zone) with squares of `module_dots` dots."""
    import segno  # late: only slips with a link need it, and start-up must not wait for it

    code = segno.make_qr(data, error="m", boost_error=False)
    rows = []
    for modules in code.matrix:
        digits = "".join(("1" if module else "0") * module_dots for module in modules)
        rows.append(_packed(digits) * module_dots)
    side = len(code.matrix) * module_dots
    return Bitmap(side, side, b"".join(rows))


def _packed(digits: str) -> bytes:
    """A row of dots written as 0 and 1, in bytes, filled up with white."""
    stride = (len(digits) + 7) // 8
    return int(digits.ljust(stride * 8, "0"), 2).to_bytes(stride, "big")
