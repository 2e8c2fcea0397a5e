"""The QR code a printer draws by itself, as dots."""

from __future__ import annotations

from functools import lru_cache

from wire.bitmap import Bitmap

MAX_KEPT = 32

LEVELS = {48: "L", 49: "M", 50: "Q", 51: "H"}
"""GS ( k cn 49 fn 69: how much of the code may be damaged."""


class CodeTooLongError(ValueError):
    """The content does not fit any QR code."""


@lru_cache(MAX_KEPT)
def qr(content: bytes, level: str, module_dots: int) -> Bitmap:
    """The smallest QR code (model 2, no quiet zone). Errors: CodeTooLongError."""
    import segno  # late: only slips with a link need it, and start-up must not wait for it

    data = content.decode("ascii") if content.isascii() else content
    mode = None if content.isascii() else "byte"
    try:
        code = segno.make_qr(data, error=level, mode=mode, boost_error=False)
    except segno.DataOverflowError as error:
        raise CodeTooLongError(f"{len(content)} bytes fit no QR code of level {level}") from error
    rows = []
    for modules in code.matrix:
        digits = "".join(("1" if module else "0") * module_dots for module in modules)
        stride = (len(digits) + 7) // 8
        rows.append(int(digits.ljust(stride * 8, "0"), 2).to_bytes(stride, "big") * module_dots)
    side = len(code.matrix) * module_dots
    return Bitmap(side, side, b"".join(rows))
