"""PNG: a foreign reader sees our dots, and what it says is no picture is an error of theirs."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from receipts import png
from tests.wire.pictures import noise
from wire.bitmap import Bitmap
from wire.errors import MalformedError


def test_an_odd_width_keeps_its_last_dot() -> None:
    picture = Bitmap(9, 2, b"\x00\x80\xff\x80")
    image = Image.open(io.BytesIO(png.encode(picture)))
    assert [image.getpixel((8, y)) for y in range(2)] == [0, 0]
    assert [image.getpixel((0, y)) for y in range(2)] == [255, 0]


def test_the_same_picture_is_the_same_file() -> None:
    assert png.encode(noise(100, 90, 0.5)) == png.encode(noise(100, 90, 0.5))


@given(st.builds(noise, st.integers(1, 70), st.integers(1, 40), st.floats(0, 1)))
def test_a_picture_comes_back(picture: Bitmap) -> None:
    assert png.decode(png.encode(picture)) == picture


@given(st.data())
def test_a_file_cut_or_changed_anywhere_is_a_picture_or_malformed(data: st.DataObject) -> None:
    file = bytearray(png.encode(noise(40, 30, 0.2)))
    at = data.draw(st.integers(0, len(file) - 1))
    file[at] ^= data.draw(st.integers(1, 255))
    for broken in (bytes(file), bytes(file[:at])):
        with suppress(MalformedError):
            png.decode(broken)


def test_a_picture_above_the_limit_is_not_unpacked() -> None:
    with pytest.raises(MalformedError, match="more than"):
        png.decode(png.encode(Bitmap.blank(4096, 1025)))
