"""The JBIG1 file around the picture: each rule of header and markers, kept or refused."""

import struct
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.errors import MalformedError
from wire.jbig1_entity import MAX_DOTS, Flag, Header, Move, Stripe, decode, encode

SDNORM, SDRST, ABORT = b"\xff\x02", b"\xff\x03", b"\xff\x04"
STRIPED = Header(40, 10, 5, 8, 2, 3, Flag.TPBON)  # two stripes


class Bad(NamedTuple):
    data: bytes
    where: str
    why: str


def with_byte(offset: int, value: int) -> bytes:
    data = bytearray(encode(STRIPED, [b"\x01", b"\x02"]))
    data[offset] = value
    return bytes(data)


def with_size(width: int, height: int) -> bytes:
    data = encode(STRIPED, [b"\x01", b"\x02"])
    return data[:4] + struct.pack(">2I", width, height) + data[12:]


def with_body(body: bytes, flags: Flag = Flag.TPBON) -> bytes:
    return Header(40, 10, 5, 8, 2, 3, flags).encode() + body


def newlen(height: int) -> bytes:
    return b"\xff\x05" + struct.pack(">I", height)


def atmove(line: int, left: int, up: int) -> bytes:
    return b"\xff\x06" + struct.pack(">IbB", line, left, up)


def comment(text: bytes) -> bytes:
    return b"\xff\x07" + struct.pack(">I", len(text)) + text


@given(st.lists(st.binary(max_size=30), min_size=2, max_size=2))
def test_code_strings_survive_their_stuffing(codes: list[bytes]) -> None:
    header, stripes = decode(encode(STRIPED, codes))
    assert header == STRIPED
    assert [stripe.code for stripe in stripes] == codes


def test_a_stripe_tells_whether_the_next_starts_afresh() -> None:
    _, stripes = decode(with_body(b"\x01" + SDRST + b"\x02" + SDNORM))
    assert stripes == (Stripe(21, b"\x01", resets=True), Stripe(24, b"\x02"))


def test_comments_are_skipped_wherever_they_may_stand() -> None:
    note = comment(b"\xff\x02\xff\x04")
    _, stripes = decode(with_body(note + SDNORM + note + note + SDNORM + note))
    assert [stripe.code for stripe in stripes] == [b"", b""]


def test_a_move_belongs_to_the_stripe_after_it() -> None:
    _, stripes = decode(with_body(b"\x01" + SDNORM + atmove(3, -8, 2) + b"\x02" + SDNORM))
    assert stripes == (Stripe(21, b"\x01"), Stripe(32, b"\x02", (Move(3, -8, 2),)))


@pytest.mark.parametrize("after", [b"", SDNORM], ids=["at once", "with an empty stripe"])
def test_newlen_shortens_the_picture(after: bytes) -> None:
    body = b"\x01" + SDNORM + newlen(5) + after
    header, stripes = decode(with_body(body, Flag.VLENGTH))
    assert header.height == 5
    assert stripes == (Stripe(21, b"\x01"),)


def test_newlen_may_correct_a_height_that_nobody_could_draw() -> None:
    data = Header(40, 0xFFFFFFFF, 5, 8, 2, 3, Flag.VLENGTH).encode() + SDNORM + newlen(5)
    assert decode(data)[0].height == 5


HEADERS = [
    Bad(b"", "JBIG1.header at byte 0", "ends before byte 20"),
    Bad(with_byte(0, 0)[:19], "JBIG1.header at byte 19", "ends before byte 20"),
    Bad(with_byte(0, 1), "layers at byte 0", "starts at layer 1"),
    Bad(with_byte(1, 3), "layers at byte 1", "3 differential layers .D.; only D = 0"),
    Bad(with_byte(2, 0), "planes at byte 2", "0 bit planes .P.; only P = 1"),
    Bad(with_byte(2, 8), "planes at byte 2", "8 bit planes .P.; only P = 1"),
    Bad(with_byte(3, 1), "fill at byte 3", "must be 0"),
    Bad(with_byte(15, 0), "stripe at byte 12", "stripes of 0 lines"),
    Bad(with_byte(16, 128), "adaptive at byte 16", "MX 128 is over 127"),
    Bad(with_byte(18, 0x10), "order at byte 18", "0x10 is none of the orders"),
    Bad(with_byte(18, 0x07), "order at byte 18", "0x07 is none of the orders"),
    Bad(with_byte(19, 0x80), "options at byte 19", "unknown bits in 0x80"),
    Bad(with_byte(19, 0x06), "options at byte 19", "private prediction table"),
    Bad(with_size(0, 10), "width at byte 4", "is 0"),
    Bad(with_size(40, 0), "height at byte 8", "is 0"),
    Bad(with_size(1 << 20, 1), "width at byte 4", "1048576 dots are more than"),
    Bad(with_size(1, 1 << 20), "height at byte 8", "1048576 dots are more than"),
    Bad(with_size(4096, 4096), "width at byte 4", f"4096 x 4096 dots are more than the {MAX_DOTS}"),
]

BODIES = [
    Bad(with_body(b""), "JBIG1 at byte 20", "ends after stripe 0 of 2"),
    Bad(with_body(SDNORM), "JBIG1 at byte 22", "ends after stripe 1 of 2"),
    Bad(with_body(b"\x01"), r"stripe\[0\] at byte 21", "ends before its SDNORM"),
    Bad(with_body(b"\x01\xff"), r"stripe\[0\] at byte 22", "ends before its SDNORM"),
    Bad(with_body(SDNORM + b"\xff\x00"), r"stripe\[1\] at byte 24", "ends before its SDNORM"),
    Bad(with_body(SDNORM * 2 + b"\x01" + SDNORM), "JBIG1 at byte 27", "stripes past the picture's"),
    Bad(with_body(b"\x01" + ABORT), r"stripe\[0\] at byte 21", "ABORT"),
    Bad(with_body(ABORT), r"stripe\[0\] at byte 20", "ABORT"),
    Bad(with_body(b"\x01\xff\x01"), r"stripe\[0\] at byte 21", "marker FF 01 has no meaning"),
    Bad(with_body(b"\xff\x08"), r"stripe\[0\] at byte 20", "marker FF 08 has no meaning"),
    Bad(with_body(b"\x01" + newlen(5)), r"stripe\[0\] at byte 21", "marker FF 05 has no meaning"),
    Bad(with_body(newlen(5)), "NEWLEN at byte 20", "does not announce"),
    Bad(with_body(newlen(5)[:-1], Flag.VLENGTH), "NEWLEN at byte 22", "4 bytes run past the end"),
    Bad(with_body(newlen(11), Flag.VLENGTH), "NEWLEN at byte 20", "11 lines do not lie within"),
    Bad(with_body(newlen(0), Flag.VLENGTH), "NEWLEN at byte 20", "0 lines do not lie within"),
    Bad(with_body(comment(b"note")[:-1]), "COMMENT at byte 26", "4 bytes run past the end"),
    Bad(with_body(b"\xff\x07\xff\xff\xff\xff"), "COMMENT at byte 26", "4294967295 bytes run past"),
    Bad(with_body(atmove(5, 0, 0)), "ATMOVE at byte 20", "line 5 of a stripe of 5"),
    Bad(with_body(atmove(0, 9, 0)), "ATMOVE at byte 20", "9 dots aside, MX is 8"),
    Bad(with_body(atmove(0, -9, 1)), "ATMOVE at byte 20", "-9 dots aside, MX is 8"),
    Bad(with_body(atmove(0, 1, 3)), "ATMOVE at byte 20", "3 lines up, MY is 2"),
    Bad(with_body(atmove(0, -1, 0)), "ATMOVE at byte 20", "1 dots to the right are not yet known"),
    Bad(with_body(atmove(0, 2, 0)), "ATMOVE at byte 20", "2 dots to the left are in the template"),
    Bad(with_body(atmove(0, 4, 0), Flag.LRLTWO), "ATMOVE at byte 20", "4 dots to the left are in"),
    Bad(with_body(atmove(0, 3, 0) * 17), "ATMOVE at byte 148", "more than 16 in a row"),
    Bad(with_body(SDNORM * 2 + atmove(0, 3, 0)), "ATMOVE at byte 32", "no stripe follows"),
]


@pytest.mark.parametrize("bad", HEADERS + BODIES, ids=lambda bad: f"{bad.where}: {bad.why}")
def test_a_broken_file_is_refused_with_place_and_reason(bad: Bad) -> None:
    with pytest.raises(MalformedError, match=f"{bad.where}: .*{bad.why}"):
        decode(bad.data)


def test_no_prefix_of_a_file_is_a_file() -> None:
    data = encode(STRIPED, [b"\xff\x01", b"\x02"])
    for length in range(len(data)):
        with pytest.raises(MalformedError):
            decode(data[:length])
