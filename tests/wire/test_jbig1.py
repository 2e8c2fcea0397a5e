"""JBIG1 against pbmtojbg and jbgtopbm, against itself, and against whatever bytes may come."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.programs import need
from tests.wire.pictures import PERIODIC, PICTURES, drawn, signature
from tests.wire.test_bitmap import bitmaps
from wire.bitmap import Bitmap
from wire.errors import MalformedError
from wire.jbig1 import FACSIMILE, Options, decode, encode
from wire.jbig1_entity import MAX_DOTS, MAX_SIDE_DOTS, Flag

ATMOVE = b"\xff\x06"
WITHOUT_MOVES = Options(max_adaptive_x=0)  # pbmtojbg -m 0

# pbmtojbg's arguments and our options for the same thing.
SAME = {
    "as it comes": ((), Options()),
    "no adaptive pixel": (("-m", "0"), WITHOUT_MOVES),
    "two-line template": (("-p", "72"), Options(Flag.LRLTWO | Flag.TPBON)),
    "two lines, every line coded": (("-p", "64"), Options(Flag.LRLTWO)),
    "every line coded, stripes of 7": (("-p", "0", "-s", "7"), Options(Flag(0), 7)),
    "a single stripe": (("-s", "1000", "-m", "0"), Options(stripe_lines=1000, max_adaptive_x=0)),
    "a stripe a line": (("-s", "1", "-p", "72"), Options(Flag.LRLTWO | Flag.TPBON, 1)),
    "facsimile profile": (("-f",), FACSIMILE),
}

# More of pbmtojbg's variations, which we only read.
READ = {
    "moves": ("-m", "127"),
    "moves at stripes": ("-m", "127", "-c", "-s", "40"),
    "moves, facsimile": ("-f",),
    "moves, two lines": ("-m", "100", "-p", "64", "-s", "60"),
    "moves and resets": ("-m", "127", "-r", "-s", "50"),
    "resets": ("-r",),
    "height corrected": ("-Y", "2000"),
    "height corrected, one stripe": ("-Y", "2000", "-s", "1000"),
    "comment": ("-C", "signed at the counter"),
    "order": ("-o", "6"),
}
AT_A_DESK = ("moves", "resets")
"""Read at once; the other variations of every picture are in the long suite."""


def judge_encodes(image: Bitmap, folder: Path, *arguments: str) -> bytes:
    picture = folder / "picture.pbm"
    picture.write_bytes(image.to_pbm())
    command = [need("pbmtojbg"), "-q", *arguments, str(picture)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def judge_decodes(data: bytes, folder: Path) -> Bitmap:
    file = folder / "picture.jbg"
    file.write_bytes(data)
    done = subprocess.run([need("jbgtopbm"), str(file)], capture_output=True, check=True)
    return Bitmap.from_pbm(done.stdout)


@pytest.mark.parametrize("same", SAME)
@pytest.mark.parametrize("name", PICTURES)
def test_our_file_is_the_judges_to_the_byte(name: str, same: str, tmp_path: Path) -> None:
    arguments, options = SAME[same]
    theirs = judge_encodes(PICTURES[name], tmp_path, *arguments)
    assert encode(PICTURES[name], options) == theirs


@pytest.mark.parametrize("options", [WITHOUT_MOVES, Options(Flag(0x48), max_adaptive_x=0)])
@pytest.mark.parametrize("name", PERIODIC)
def test_periodic_pictures_agree_when_the_adaptive_pixel_may_not_move(
    name: str, options: Options, tmp_path: Path
) -> None:
    arguments = ("-m", "0", "-p", str(int(options.flags)))
    assert encode(PERIODIC[name], options) == judge_encodes(PERIODIC[name], tmp_path, *arguments)


# The last one is ours alone: with a stripe a line pbmtojbg -s 1 mislays the line two above, and
# jbgtopbm cannot read its file.
@pytest.mark.parametrize(
    "options", [Options(), FACSIMILE, Options(Flag.LRLTWO), Options(stripe_lines=1)]
)
@pytest.mark.parametrize("name", PICTURES | PERIODIC)
def test_the_judge_sees_our_picture(name: str, options: Options, tmp_path: Path) -> None:
    image = (PICTURES | PERIODIC)[name]
    assert judge_decodes(encode(image, options), tmp_path) == image


@pytest.mark.parametrize(
    "variation",
    [pytest.param(v, marks=[] if v in AT_A_DESK else [pytest.mark.slow]) for v in READ],
)
@pytest.mark.parametrize("name", PICTURES | PERIODIC)
def test_we_see_the_judges_picture(name: str, variation: str, tmp_path: Path) -> None:
    image = (PICTURES | PERIODIC)[name]
    assert decode(judge_encodes(image, tmp_path, *READ[variation])) == image


def test_the_judges_moves_are_really_there_to_be_read(tmp_path: Path) -> None:
    moving = [v for v in READ if v.startswith("moves")]
    files = [judge_encodes(PERIODIC["weave"], tmp_path, *READ[v]) for v in moving]
    assert all(ATMOVE in file for file in files)


@given(
    bitmaps().filter(lambda image: image.width and image.height),
    st.sampled_from(
        [Options(options.flags, lines) for _, options in SAME.values() for lines in (1, 3)]
    ),
)
def test_every_picture_survives_every_way_of_coding(image: Bitmap, options: Options) -> None:
    assert decode(encode(image, options)) == image


def test_equal_pictures_are_equal_files() -> None:
    assert encode(signature(384, 200, 2)) == encode(signature(384, 200, 2))


def test_blank_paper_costs_little_more_than_its_header() -> None:
    assert len(encode(Bitmap.blank(384, 200), FACSIMILE)) < 30


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (MAX_SIDE_DOTS + 1, 1), (1, MAX_SIDE_DOTS + 1)])
def test_a_picture_no_file_may_hold_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=f"a picture of {size[0]} x {size[1]} dots"):
        encode(Bitmap.blank(*size))


def test_a_picture_of_too_many_dots_is_refused() -> None:
    with pytest.raises(ValueError, match="4096 x 2048 dots are over"):
        encode(Bitmap.blank(4096, 2048))


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (Options(Flag.VLENGTH), "not an option of this encoder"),
        (Options(Flag.DPON | Flag.DPPRIV), "not an option of this encoder"),
        (Options(stripe_lines=0), "stripes of 0 lines"),
        (Options(max_adaptive_x=128), "MX 128"),
        (Options(order=7), "order 7"),
    ],
)
def test_an_impossible_option_is_refused(options: Options, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        encode(Bitmap.blank(8, 8), options)


def read_or_refused(data: bytes) -> None:
    """Anything else that `decode` might raise fails the test."""
    try:
        image, offset = decode(data), 0
    except MalformedError as malformed:
        image, offset = Bitmap.blank(0, 0), malformed.offset
    assert 0 <= offset <= len(data)
    assert image.width * image.height <= MAX_DOTS


def test_code_left_over_after_a_stripe_is_refused_with_its_place() -> None:
    file = encode(PICTURES["noise, 7 wide"], FACSIMILE)
    with pytest.raises(MalformedError, match=rf"stripe\[0\] at byte {len(file) + 3}: code is left"):
        decode(file[:-2] + b"\0\0\0\0\x01" + file[-2:])


def test_zeros_at_the_end_of_a_stripe_are_no_fault() -> None:
    image = PICTURES["noise, 7 wide"]
    file = encode(image, FACSIMILE)
    assert decode(file[:-2] + b"\0\0" + file[-2:]) == image


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data)


HEADER = encode(drawn(40, 10, lambda x, y: x == y))[:20]


@given(
    st.integers(0, 0x7F).filter(lambda flags: flags & 7 != 6),
    st.lists(
        st.one_of(
            st.binary(max_size=12),
            st.integers(0, 8).map(lambda marker: bytes([0xFF, marker])),
            st.just(b"\xff\x02" * 5),
            st.tuples(st.integers(0, 3), st.integers(0, 8)).map(
                lambda move: ATMOVE + bytes([0, 0, 0, *move, 0])
            ),
        ),
        max_size=12,
    ),
)
def test_any_body_behind_a_sound_header_is_read_or_refused(flags: int, pieces: list[bytes]) -> None:
    read_or_refused(HEADER[:19] + bytes([flags]) + b"".join(pieces))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_a_signature_with_a_flipped_byte_is_read_or_refused(data: st.DataObject) -> None:
    file = bytearray(encode(PICTURES["signature 211x77"]))
    file[data.draw(st.integers(0, len(file) - 1))] ^= data.draw(st.integers(1, 255))
    read_or_refused(bytes(file))


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(MAX_SIDE_DOTS, 256), (256, MAX_SIDE_DOTS)])
def test_a_tiny_file_that_claims_the_largest_picture_is_still_read(width: int, height: int) -> None:
    sides = width.to_bytes(4, "big") + height.to_bytes(4, "big") * 2
    image = decode(HEADER[:4] + sides + HEADER[16:19] + b"\0" + b"\xff\x02")
    assert (image.width, image.height) == (width, height)
