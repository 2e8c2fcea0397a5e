"""Pictures in black and white as PNG files, and back. Source: PNG specification (ISO 15948)."""

from __future__ import annotations

import io
import zlib
from struct import pack

from receipts.paper import DOTS_PER_INCH
from wire.bitmap import Bitmap
from wire.errors import MalformedError

MAX_DOTS = 1 << 22
"""Of a picture that is read: more than a roll's slip has, and half a megabyte."""

COMPRESSION = 4
"""zlib's usual one takes three times as long for ten bytes in a hundred, its best forty times."""
LEAST_WINDOW_BITS, MOST_WINDOW_BITS = 9, 15
"""How far back zlib looks for the same bytes, RFC 1950."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""What a PNG file begins with."""
_WHITE = bytes(byte ^ 0xFF for byte in range(256))
_DOTS_PER_METRE = round(DOTS_PER_INCH / 0.0254)


def encode(picture: Bitmap) -> bytes:
    """Any picture as a PNG file: 1 bit grey, 203 dpi."""
    # A 0 before each row names its filter: none. PNG's 1 is white.
    dots, stride = picture.data.translate(_WHITE), picture.stride
    rows = b"\0" + b"\0".join([dots[at : at + stride] for at in range(0, len(dots), stride)])
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", pack(">2I5B", picture.width, picture.height, 1, 0, 0, 0, 0)),
            _chunk(b"pHYs", pack(">2IB", _DOTS_PER_METRE, _DOTS_PER_METRE, 1)),
            _chunk(b"IDAT", _compressed(rows)),
            _chunk(b"IEND", b""),
        )
    )


def decode(file: bytes) -> Bitmap:
    """The picture in a PNG file; what is darker than its middle grey is black.

    Errors: MalformedError for what is no whole PNG file and for pictures above MAX_DOTS.
    """
    from PIL import Image  # late: whoever only writes does not wait for it

    try:
        picture = Image.open(io.BytesIO(file), formats=["PNG"])
        width, height = picture.size
        if width * height > MAX_DOTS:
            raise MalformedError("PNG", 16, f"{width} x {height} dots are more than {MAX_DOTS}")
        dots = picture.convert("L").point(lambda grey: 255 * (grey < 128), "1")
    except MalformedError:
        raise
    except Exception as error:  # a decoder of foreign bytes may fail in any way
        raise MalformedError("PNG", 0, "no whole PNG file") from error
    return Bitmap(width, height, dots.tobytes())


def _compressed(rows: bytes) -> bytes:
    """With a window no larger than the picture: to make room for one takes longest of all."""
    window_bits = min(max(len(rows).bit_length(), LEAST_WINDOW_BITS), MOST_WINDOW_BITS)
    deflate = zlib.compressobj(COMPRESSION, zlib.DEFLATED, window_bits)
    return deflate.compress(rows) + deflate.flush()


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))
