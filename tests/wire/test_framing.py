"""The envelope of a message and the parser that takes any split of the bytes."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.vectors import cases
from wire.errors import MalformedError
from wire.framing import (
    MAX_MESSAGE_BYTES,
    MIN_MESSAGE_BYTES,
    Frame,
    FrameParser,
    Header,
    Processing,
)
from wire.iso8583_fields import FIELDS

DIGITS = "0123456789"
HEADERS = st.builds(
    Header,
    application=st.text(DIGITS, min_size=2, max_size=2),
    version=st.text(DIGITS, min_size=2, max_size=2),
    state=st.integers(0, 9),
    request=st.integers(0, 15),
    reserved=st.text(DIGITS, min_size=6, max_size=6),
)
FRAMES = st.builds(
    Frame,
    tpdu=st.binary(min_size=4, max_size=4).map(lambda addresses: b"\x60" + addresses),
    header=HEADERS.map(Header.encode),
    message=st.binary(min_size=MIN_MESSAGE_BYTES, max_size=40),
)
FRAME = Frame(bytes.fromhex("6000030000"), bytes.fromhex("603100310000"), bytes(range(20)))


def _heard(parser: FrameParser, pieces: list[bytes]) -> tuple[list[Frame], str]:
    """All frames, and the error that ended them: "" where there was none."""
    frames: list[Frame] = []
    try:
        for piece in pieces:
            frames += parser.feed(piece)
        frames += parser.feed(b"")
        parser.finish()
    except MalformedError as error:
        return frames, str(error)
    return frames, ""


@st.composite
def splits(draw: st.DrawFn, data: bytes) -> list[bytes]:
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]


@given(st.lists(FRAMES, max_size=4), st.data())
def test_frames_survive_any_split_of_their_bytes(frames: list[Frame], data: st.DataObject) -> None:
    pieces = data.draw(splits(b"".join(frame.encode() for frame in frames)))
    assert _heard(FrameParser(), pieces) == (frames, "")


@given(st.lists(FRAMES, min_size=1, max_size=3))
def test_frames_survive_byte_by_byte(frames: list[Frame]) -> None:
    parser, heard = FrameParser(), []
    for frame in frames:
        encoded = frame.encode()
        for at, byte in enumerate(encoded):
            given_now = parser.feed(bytes([byte]))
            assert bool(given_now) == (at == len(encoded) - 1)
            heard += given_now
    assert heard == frames
    assert parser.pending == 0


@given(FRAMES.map(Frame.encode), st.binary(max_size=60), st.data())
def test_any_bytes_mean_the_same_however_they_are_split(
    good: bytes, bad: bytes, data: st.DataObject
) -> None:
    stream = good + bad
    whole = _heard(FrameParser(), [stream])
    assert _heard(FrameParser(), data.draw(splits(stream))) == whole
    assert whole[0][0].encode() == good
    assert whole[1] or len(whole[0]) > 1 or not bad


@given(FRAMES)
def test_a_connection_that_ends_inside_a_frame_is_noticed(frame: Frame) -> None:
    encoded = frame.encode()
    for size in range(1, len(encoded)):
        parser = FrameParser()
        assert parser.feed(encoded[:size]) == []
        assert parser.pending == size
        with pytest.raises(MalformedError, match=f"frame at byte {size}: the connection ended"):
            parser.finish()


@pytest.mark.parametrize(
    ("stream", "where"),
    [
        ("0000", "LEN at byte 0: length 0, not 21 to 4107"),
        ("0014", "LEN at byte 0: length 20"),
        ("100C", "LEN at byte 0: length 4108"),
        ("FFFF", "LEN at byte 0: length 65535"),
        ("001568", "TPDU at byte 2: must begin with 60"),
        ("48545450", "LEN at byte 0: length 18516"),
    ],
)
def test_bytes_that_are_no_frame_are_refused_at_once(stream: str, where: str) -> None:
    with pytest.raises(MalformedError) as caught:
        FrameParser().feed(bytes.fromhex(stream))
    assert str(caught.value).startswith(where)


def test_frames_before_the_trouble_are_given_first() -> None:
    parser = FrameParser()
    assert parser.feed(FRAME.encode() + b"\xff\xff" + FRAME.encode()) == [FRAME]
    where = f"LEN at byte {len(FRAME.encode())}:"
    for call in (lambda: parser.feed(b""), lambda: parser.feed(FRAME.encode()), parser.finish):
        with pytest.raises(MalformedError, match=where):
            call()


def test_a_broken_parser_holds_nothing() -> None:
    parser = FrameParser()
    with pytest.raises(MalformedError):
        parser.feed(b"\xff" * 5000)
    with pytest.raises(MalformedError):
        parser.feed(b"\xff" * 5000)
    assert parser.pending == 0


def test_an_answer_swaps_the_addresses_and_asks_for_a_sign_on() -> None:
    answer = FRAME.answered(b"\x02\x10" + bytes(8), Processing.SIGN_ON_AGAIN)
    assert answer.tpdu.hex() == "6000000003"
    assert answer.header.hex() == "603103310000"
    assert Header.decode(answer.header).request == Processing.SIGN_ON_AGAIN
    assert answer.message == b"\x02\x10" + bytes(8)


@given(FRAMES, st.integers(0, 15))
def test_an_answer_echoes_the_header_but_for_the_request(frame: Frame, request: int) -> None:
    asked = Header.decode(frame.header)
    answered = Header.decode(frame.answered(frame.message, request).header)
    assert answered == replace(asked, request=request)


@given(FRAMES)
def test_the_answer_to_an_answer_goes_where_the_first_one_went(frame: Frame) -> None:
    assert frame.answered(frame.message).answered(frame.message).tpdu == frame.tpdu


def test_the_processing_requests_have_the_digits_of_the_dialect() -> None:
    assert {request.name: f"{request:x}" for request in Processing} == {
        "NONE": "0",
        "DOWNLOAD_MAGSTRIPE_PARAMETERS": "1",
        "UPLOAD_STATUS": "2",
        "SIGN_ON_AGAIN": "3",
        "UPDATE_CA_KEYS": "4",
        "DOWNLOAD_CHIP_PARAMETERS": "5",
        "REMOTE_MANAGEMENT": "6",
        "BLACKLIST": "7",
        "CURRENCY": "8",
        "CONTACTLESS_PARAMETERS": "9",
        "NO_PIN_BINS": "b",
        "BIN_BLACKLIST": "c",
    }


@given(HEADERS)
def test_a_header_survives_the_wire(header: Header) -> None:
    assert Header.decode(header.encode()) == header


@pytest.mark.parametrize("case", [c for c in cases("cup_terminal") if c["what"] == "header"])
def test_observed_headers_are_read_and_written(case: dict[str, Any]) -> None:
    parts = {part: case[part] for part in Header.__dataclass_fields__}
    assert Header.decode(bytes.fromhex(case["bytes"])) == Header(**parts)
    assert Header(**parts).encode().hex() == case["bytes"]


@given(st.binary(max_size=8))
def test_any_bytes_are_a_header_or_malformed(data: bytes) -> None:
    try:
        header = Header.decode(data)
    except MalformedError as error:
        trouble = error
    else:
        assert header.encode() == data
        return
    assert trouble.path == "HEADER"


@pytest.mark.parametrize(
    ("header", "offset"), [("a03100310000", 0), ("60310031000f", 5), ("6031f0310000", 2)]
)
def test_a_digit_that_is_none_is_refused_at_its_byte(header: str, offset: int) -> None:
    with pytest.raises(MalformedError, match=f"HEADER at byte {offset}: not a decimal digit"):
        Header.decode(bytes.fromhex(header))


@pytest.mark.parametrize(
    ("header", "path"),
    [
        (Header(application="6"), "HEADER.application"),
        (Header(application="6a"), "HEADER.application"),
        (Header(version="３1"), "HEADER.version"),
        (Header(reserved="00000"), "HEADER.reserved"),
        (Header(state=10), "HEADER"),
        (Header(request=16), "HEADER"),
        (Header(request=-1), "HEADER"),
    ],
)
def test_a_header_that_does_not_fit_is_not_written(header: Header, path: str) -> None:
    with pytest.raises(MalformedError) as caught:
        header.encode()
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("tpdu", "header", "size", "path"),
    [
        (b"\x60\0\0\0", bytes(6), 10, "TPDU"),
        (b"\x68\0\0\0\0", bytes(6), 10, "TPDU"),
        (b"\x60\0\0\0\0", bytes(5), 10, "HEADER"),
        (b"\x60\0\0\0\0", bytes(6), 9, "message"),
        (b"\x60\0\0\0\0", bytes(6), MAX_MESSAGE_BYTES + 1, "message"),
    ],
)
def test_parts_of_the_wrong_size_make_no_frame(
    tpdu: bytes, header: bytes, size: int, path: str
) -> None:
    with pytest.raises(MalformedError) as caught:
        Frame(tpdu, header, bytes(size))
    assert caught.value.path == path


def test_the_limit_holds_every_message_the_dialect_can_make() -> None:
    longest = MIN_MESSAGE_BYTES + sum(row.max_bytes for row in FIELDS.values())
    assert longest <= MAX_MESSAGE_BYTES < 2 * longest


def test_a_frame_of_the_largest_size_goes_through() -> None:
    largest = Frame(FRAME.tpdu, FRAME.header, bytes(MAX_MESSAGE_BYTES))
    assert FrameParser().feed(largest.encode()) == [largest]


def test_a_frame_shows_its_envelope_but_not_its_message() -> None:
    assert repr(FRAME) == "Frame(tpdu=6000030000, header=603100310000, message=20 bytes)"
