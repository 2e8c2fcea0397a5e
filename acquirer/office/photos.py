"""A photo from a stranger made into a picture of ours: decoded within limits, encoded anew.

reliability.md, Web pages: magic bytes and re-encoding, so that nothing of the file that came is
kept, least of all where it was taken.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_FILE_BYTES = 10_000_000
"""What a phone's camera makes of a slip, with room."""
MAX_PIXELS = 50_000_000
"""A phone's largest picture; a small file that claims more is a flood and never decoded."""
LONG_SIDE_PIXELS = 2000
"""Enough to read every line of a slip."""
QUALITY = 80
_MAGIC = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}


class PhotoError(Exception):
    """Theirs: it is no picture we take; `is_too_large` where only its size is wrong."""

    def __init__(self, reason: str, is_too_large: bool = False) -> None:
        super().__init__(reason)
        self.is_too_large = is_too_large


def reencoded(data: bytes) -> bytes:
    """The picture of a JPEG or PNG file as a JPEG of ours. Errors: PhotoError."""
    if len(data) > MAX_FILE_BYTES:
        raise PhotoError("the file is too large", is_too_large=True)
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is None:
        raise PhotoError("neither JPEG nor PNG")
    from PIL import Image, ImageOps  # at once it would cost every start of the bank 30 ms

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is doubtful in the file; its size is ours
            picture = Image.open(io.BytesIO(data), formats=[kind])
            if picture.width * picture.height > MAX_PIXELS:
                raise PhotoError("the picture has too many pixels", is_too_large=True)
            picture.draft("RGB", (LONG_SIDE_PIXELS, LONG_SIDE_PIXELS))
            upright = _on_white_paper(ImageOps.exif_transpose(picture))
    except PhotoError:
        raise
    except Image.DecompressionBombError:
        raise PhotoError("the picture has too many pixels", is_too_large=True) from None
    except Exception as error:  # a decoder of foreign bytes may fail in any way
        raise PhotoError("the picture is not whole") from error
    upright.thumbnail((LONG_SIDE_PIXELS, LONG_SIDE_PIXELS))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=QUALITY, exif=b"")
    return written.getvalue()


def _on_white_paper(picture: Picture) -> Picture:
    """It in RGB: 16-bit grey in its own shades, and white where it is transparent."""
    from PIL import Image

    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda shade: shade * (1 / 256)).convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("RGB")
