"""Photos from strangers: only JPEG and PNG, never whole, never with where they were taken."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from acquirer.office.photos import (
    LONG_SIDE_PIXELS,
    MAX_FILE_BYTES,
    PhotoError,
    reencoded,
)


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (300, 400), mode: str = "RGB") -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, "white").save(written, kind)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photo_becomes_a_jpeg_of_ours(kind: str, mode: str) -> None:
    data = a_photo(kind, mode=mode)
    made = opened(reencoded(data))
    assert (made.format, made.size) == ("JPEG", (300, 400))
    assert reencoded(data) != data


def test_a_picture_with_holes_is_taken_too() -> None:
    assert opened(reencoded(a_photo("PNG", mode="RGBA"))).mode == "RGB"


def a_half_inked(mode: str) -> Image.Image:
    """Black ink on the left, nothing at all on the right."""
    if mode == "P":
        ink = Image.new("P", (40, 40), 0)
        ink.putpalette([0, 0, 0, 0, 0, 0])
        ink.paste(1, (0, 0, 20, 40))
        ink.info["transparency"] = 0
        return ink
    ink = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), (0, 0, 20, 40))
    return ink.convert(mode)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_lies_on_white_paper(mode: str) -> None:
    written = io.BytesIO()
    a_half_inked(mode).save(written, "PNG")
    made = opened(reencoded(written.getvalue()))
    assert (made.getpixel((5, 20)), made.getpixel((35, 20))) == ((0, 0, 0), (255, 255, 255))


def test_sixteen_bit_grey_keeps_its_shades() -> None:
    grey = Image.new("I;16", (30, 10), 0x8000)
    written = io.BytesIO()
    grey.save(written, "PNG")
    made = opened(reencoded(written.getvalue()))
    assert made.getpixel((15, 5)) == (128, 128, 128)


def test_a_large_photo_is_made_smaller() -> None:
    made = opened(reencoded(a_photo(size=(4000, 3000))))
    assert made.size == (LONG_SIDE_PIXELS, 1500)


def test_where_it_was_taken_is_not_kept_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x8825] = {1: "N"}
    written = io.BytesIO()
    Image.new("RGB", (300, 400)).save(written, "JPEG", exif=exif)
    made = opened(reencoded(written.getvalue()))
    assert made.size == (400, 300)
    assert not made.getexif()


_PNG = b"\x89PNG\r\n\x1a\n"


def a_flood() -> bytes:
    """A PNG of a few bytes that says it is 60,000 dots wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("data", [a_flood(), a_photo() + bytes(MAX_FILE_BYTES)])
def test_a_flood_of_dots_or_bytes_is_too_large(data: bytes) -> None:
    with pytest.raises(PhotoError) as refused:
        reencoded(data)
    assert refused.value.is_too_large


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"<svg/>", b"%PDF-1.7", a_photo()[:200], a_photo("PNG")[:60], a_photo("GIF")],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(PhotoError) as refused:
        reencoded(data)
    assert not refused.value.is_too_large


@given(st.binary(max_size=64), st.integers(0, 200))
def test_a_photo_with_any_damage_is_a_photo_or_refused(junk: bytes, at: int) -> None:
    data = a_photo(size=(16, 16))
    try:
        made = reencoded(data[:at] + junk + data[at + len(junk) :])
    except PhotoError:
        made = b"\xff\xd8\xff"
    assert made.startswith(b"\xff\xd8\xff")


def damaged(kind: str) -> st.SearchStrategy[bytes]:
    """A small file of this kind, cut, with bytes changed, put in or taken out."""
    whole = a_photo(kind, size=(16, 16))
    place = st.integers(0, len(whole))
    return st.builds(
        lambda at, gone, junk, end: (whole[:at] + junk + whole[at + gone :])[:end],
        place,
        st.integers(0, 40),
        st.binary(max_size=40),
        st.integers(0, len(whole) + 40),
    )


@given(damaged("PNG") | damaged("JPEG") | st.binary(max_size=400).map(lambda b: _PNG + b))
def test_whatever_comes_is_encoded_anew_within_its_limits_or_refused(data: bytes) -> None:
    try:
        made = reencoded(data)
    except PhotoError:
        return
    with Image.open(io.BytesIO(made)) as picture:
        picture.load()
        assert (picture.format, max(picture.size) <= LONG_SIDE_PIXELS) == ("JPEG", True)
        assert not picture.getexif()


def test_text_that_swells_when_it_is_unpacked_is_refused_or_dropped() -> None:
    swollen = b"Comment\0\0" + zlib.compress(bytes(80_000_000), 9)
    text = struct.pack(">I", len(swollen)) + b"zTXt" + swollen
    chunk = text + struct.pack(">I", zlib.crc32(b"zTXt" + swollen))
    photo = a_photo("PNG", size=(16, 16))
    data = photo[:33] + chunk + photo[33:]  # behind IHDR
    assert len(data) < MAX_FILE_BYTES
    with pytest.raises(PhotoError):
        reencoded(data)
