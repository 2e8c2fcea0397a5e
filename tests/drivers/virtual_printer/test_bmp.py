"""A BMP file becomes black and white dots; what is none is refused and breaks nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.virtual_printer.bmp import BadBmpError, from_bmp
from wire.bitmap import Bitmap

LARGEST = 100


def bmp(mode: str, width: int = 10, height: int = 2) -> bytes:
    """A white picture with one black dot in its corner."""
    image = Image.new("1", (width, height), 1)
    image.putpixel((0, 0), 0)
    file = BytesIO()
    image.convert(mode).save(file, "BMP")
    return file.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_black_is_black_in_every_depth(mode: str) -> None:
    wanted = Bitmap(10, 2, b"\x80\x00\x00\x00")
    assert from_bmp(bmp(mode), LARGEST, LARGEST) == wanted


@pytest.mark.parametrize(
    "file",
    [b"", b"BM", b"PNG" + bytes(60), bmp("1", 200, 1), bmp("1", 1, 200), bmp("RGB")[:60]],
)
def test_what_is_no_picture_of_this_size_is_refused(file: bytes) -> None:
    with pytest.raises(BadBmpError):
        from_bmp(file, LARGEST, LARGEST)


@given(st.integers(0, 60), st.binary(max_size=8), st.sampled_from(["1", "L", "RGB", "P"]))
def test_no_bytes_break_it(at: int, bytes_: bytes, mode: str) -> None:
    file = bmp(mode)
    broken = file[:at] + bytes_ + file[at + len(bytes_) :]
    try:
        picture = from_bmp(broken, LARGEST, LARGEST)
    except BadBmpError:
        return
    assert picture.width <= LARGEST
    assert picture.height <= LARGEST
