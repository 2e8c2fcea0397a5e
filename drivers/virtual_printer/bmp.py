"""A Windows BMP file as a picture for the print head."""

from __future__ import annotations

import struct
from io import BytesIO

from drivers.virtual_printer.pictures import from_rows
from wire.bitmap import Bitmap

_SIZE = struct.Struct("<ii")
_SIZE_AT = 18
"""Where width and height stand in a BITMAPINFOHEADER; a negative height is counted from the top."""


class BadBmpError(ValueError):
    """This is no BMP file that can be read, or a larger one than is allowed."""


def from_bmp(file: bytes, max_width: int, max_height: int) -> Bitmap:
    """The picture: what is darker than half grey is black. Errors: BadBmpError."""
    from PIL import Image  # late: hardly any slip has such a picture

    if not file.startswith(b"BM") or len(file) < _SIZE_AT + _SIZE.size:
        raise BadBmpError("no BMP file")
    width, height = _SIZE.unpack_from(file, _SIZE_AT)
    if not (0 < width <= max_width and 0 < abs(height) <= max_height):
        raise BadBmpError(f"a BMP file of {width} x {height} dots")
    try:
        image = Image.open(BytesIO(file), formats=["BMP"]).convert("L")
    except (OSError, ValueError, LookupError, struct.error) as error:
        raise BadBmpError(f"a BMP file that cannot be read: {error}") from error
    if image.size != (width, abs(height)):
        raise BadBmpError("a BMP file that says two sizes")
    white = image.convert("1", dither=Image.Dither.NONE).tobytes()
    return from_rows(bytes(byte ^ 0xFF for byte in white), width)
