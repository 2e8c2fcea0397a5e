"""The code in the corner: readable after damage that a person would forgive, never another code."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipts import watermark
from receipts.signature import PAD_HEIGHT, PAD_WIDTH
from receipts.watermark import ink, read_watermark, stamped, watermark_matches
from wire.bitmap import Bitmap

CODES = st.text("0123456789ABCDEF", min_size=8, max_size=8)
FULL = Bitmap(PAD_WIDTH, PAD_HEIGHT, b"\xff" * (PAD_WIDTH // 8 * PAD_HEIGHT))


def flipped(picture: Bitmap, x: int, y: int) -> Bitmap:
    data = bytearray(picture.data)
    data[y * picture.stride + x // 8] ^= 0x80 >> x % 8
    return Bitmap(picture.width, picture.height, bytes(data))


@given(CODES, st.integers(100, 130), st.integers(18, 40))
def test_a_stamped_code_reads_back_from_any_picture(code: str, width: int, height: int) -> None:
    assert read_watermark(stamped(Bitmap.blank(width, height), code)) == code


def test_the_code_stands_in_a_white_corner_whatever_the_ink() -> None:
    assert read_watermark(stamped(FULL, "475B8226")) == "475B8226"
    below = watermark.BOX_HEIGHT * FULL.stride
    assert stamped(FULL, "475B8226").data[below:] == FULL.data[below:]
    left = (PAD_WIDTH - watermark.BOX_WIDTH) // 8
    assert stamped(FULL, "475B8226").row(0)[:left] == b"\xff" * left


@given(CODES, CODES)
def test_only_its_own_code_matches(code: str, other: str) -> None:
    assert watermark_matches(stamped(FULL, code), other) == (code == other)


@given(CODES, st.lists(st.tuples(st.integers(284, 383), st.integers(0, 17)), max_size=5))
def test_a_few_stray_dots_do_not_change_the_code(code: str, strays: list[tuple[int, int]]) -> None:
    picture = stamped(Bitmap.blank(PAD_WIDTH, PAD_HEIGHT), code)
    for x, y in strays:
        picture = flipped(picture, x, y)
    assert watermark_matches(picture, code)


@pytest.mark.parametrize("picture", [Bitmap.blank(384, 160), FULL, Bitmap.blank(99, 18)])
def test_a_picture_without_a_code_has_none(picture: Bitmap) -> None:
    assert read_watermark(picture) is None


def test_a_code_cut_in_half_is_none() -> None:
    picture = stamped(Bitmap.blank(PAD_WIDTH, PAD_HEIGHT), "475B8226")
    gone = 9 * picture.stride
    assert read_watermark(Bitmap(384, 160, bytes(gone) + picture.data[gone:])) is None


def test_no_two_digits_are_near_enough_to_be_confused() -> None:
    for a, b in combinations(map(watermark._glyph, watermark._SHAPES.values()), 2):
        differing = sum((x ^ y).bit_count() for x, y in zip(a, b, strict=True))
        assert differing > 2 * watermark.MAX_STRAY_DOTS


@pytest.mark.parametrize("code", ["", "475b8226", "475B822", "475B82261", "XXXXXXXX"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="8 upper-case hexadecimal digits"):
        stamped(FULL, code)


def test_a_picture_too_small_for_the_code_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        stamped(Bitmap.blank(99, 18), "475B8226")


def test_the_ink_is_the_same_under_two_codes() -> None:
    assert ink(stamped(FULL, "00000000")) == ink(stamped(FULL, "475B8226"))
    assert ink(stamped(Bitmap.blank(384, 160), "475B8226")).black_count == 0
