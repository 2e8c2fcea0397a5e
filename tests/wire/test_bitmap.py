"""The black and white picture: its dots, its PBM form and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.bitmap import Bitmap
from wire.errors import MalformedError


@st.composite
def bitmaps(draw: st.DrawFn) -> Bitmap:
    width = draw(st.integers(0, 40))
    height = draw(st.integers(0, 12))
    dots = draw(st.lists(st.integers(0, (1 << width) - 1), min_size=height, max_size=height))
    stride = (width + 7) // 8
    rows = [(row << -width % 8).to_bytes(stride, "big") for row in dots]
    return Bitmap(width, height, b"".join(rows))


def test_a_dot_is_found_where_it_was_set() -> None:
    image = Bitmap(10, 2, bytes([0b10000001, 0b01000000, 0, 0b10000000]))
    black = [(x, y) for y in range(2) for x in range(10) if image.pixel(x, y)]
    assert black == [(0, 0), (7, 0), (9, 0), (8, 1)]
    assert image.black_count == 4
    assert image.stride == 2
    assert image.row(1) == bytes([0, 0x80])


def test_a_blank_picture_is_white() -> None:
    image = Bitmap.blank(384, 128)
    assert (image.width, image.height, image.black_count) == (384, 128, 0)


@pytest.mark.parametrize(("x", "y"), [(10, 0), (-1, 0), (0, 2), (0, -1)])
def test_a_dot_outside_the_picture_is_refused(x: int, y: int) -> None:
    with pytest.raises(IndexError):
        Bitmap.blank(10, 2).pixel(x, y)


@pytest.mark.parametrize("data", [b"", bytes(3), bytes(5)])
def test_a_wrong_number_of_bytes_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="10 x 2 dots need 4 bytes"):
        Bitmap(10, 2, data)


def test_a_negative_size_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 x 2"):
        Bitmap(-1, 2, b"")


def test_a_black_dot_in_the_padding_is_refused() -> None:
    with pytest.raises(ValueError, match="edge"):
        Bitmap(10, 1, bytes([0, 0b00100000]))


@given(bitmaps())
def test_a_picture_survives_its_pbm_file(image: Bitmap) -> None:
    assert Bitmap.from_pbm(image.to_pbm()) == image


def test_pbm_comments_and_padding_of_other_writers_are_accepted() -> None:
    image = Bitmap.from_pbm(b"P4\n# made elsewhere\n10\t1\n" + bytes([0xFF, 0xFF]))
    assert image == Bitmap(10, 1, bytes([0xFF, 0xC0]))


@pytest.mark.parametrize(
    ("pbm", "where"),
    [
        (b"", "PBM at byte 0"),
        (b"P1\n2 1\n0 1\n", "PBM at byte 0"),
        (b"P4\n2\n", "PBM at byte 0"),
        (b"P4\n9 2\n123", "PBM.pixels at byte 7"),
        (b"P4\n9 2\n12345", "PBM.pixels at byte 7"),
        (b"P4\n999999999 999999999\n", "PBM.pixels at byte 23"),
    ],
)
def test_a_file_that_is_no_raw_pbm_is_refused_with_its_place(pbm: bytes, where: str) -> None:
    with pytest.raises(MalformedError, match=where):
        Bitmap.from_pbm(pbm)
