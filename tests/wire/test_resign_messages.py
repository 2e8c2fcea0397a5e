"""Our own messages: what is written is read back equal, and anything else is refused by name."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire import resign_messages, tlv
from wire.errors import MalformedError
from wire.iso8583_fields import FIELDS
from wire.resign_messages import (
    LIMITS,
    MAX_ASKED,
    MAX_POINTS,
    CodeAnswer,
    CodeQuestion,
    Fetched,
    LinkAnswer,
    LinkQuestion,
    Original,
    Parameters,
    PollAnswer,
    PollQuestion,
    Status,
    StatusAnswer,
    StatusQuery,
    decode,
    encode,
)

six = st.integers(0, 999_999)
ascii_text = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=64)
moment = st.datetimes(datetime(1000, 1, 1), datetime(9999, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)
digest = st.binary(min_size=32, max_size=32).map(bytes.hex)
point = st.tuples(st.integers(0, 511), st.integers(0, 255), st.booleans())
byte, two_bytes = st.integers(0, 255), st.integers(0, 65535)
twelve = st.integers(0, 10**12 - 1)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


originals = st.builds(Original, six, six, maybe(ascii_text))
statuses = st.builds(
    Status,
    batch=six,
    trace=six,
    payment=ascii_text,
    signature=maybe(ascii_text),
    at=maybe(moment),
    route=maybe(ascii_text),
    image_digest=maybe(digest),
    amount_minor=maybe(twelve),
)
messages = st.one_of(
    st.builds(StatusQuery, st.lists(originals, max_size=MAX_ASKED).map(tuple)),
    st.builds(StatusAnswer, st.lists(statuses, max_size=3).map(tuple)),
    st.builds(LinkQuestion, six, six),
    st.builds(LinkAnswer, ascii_text, ascii_text, moment),
    st.builds(PollQuestion, ascii_text, byte, two_bytes),
    st.builds(
        PollAnswer,
        ascii_text,
        byte,
        two_bytes,
        st.lists(point, max_size=40).map(tuple),
        maybe(moment),
        maybe(digest),
    ),
    st.builds(Fetched, ascii_text, six, six, ascii_text, moment),
    st.builds(CodeQuestion, six, six, maybe(ascii_text), maybe(ascii_text)),
    st.builds(CodeAnswer, maybe(ascii_text), maybe(byte), maybe(moment)),
    st.builds(
        Parameters,
        push=maybe(st.integers(0, 2**32 - 1)),
        within_s=maybe(two_bytes),
        redos=maybe(byte),
        auto_limit_minor=maybe(twelve),
    ),
)


@given(messages)
def test_what_is_written_is_read_back_equal(message: Any) -> None:
    assert decode(type(message), encode(message)) == message


@given(st.binary(max_size=200))
@pytest.mark.parametrize("kind", [StatusQuery, PollAnswer, Fetched, CodeQuestion, Parameters])
def test_any_bytes_are_a_message_or_refused_by_name(kind: type[Any], data: bytes) -> None:
    try:
        message = decode(kind, data)
    except MalformedError as error:
        named = error.path.startswith("F62")
    else:
        named = decode(kind, encode(message)) == message
    assert named


@given(messages, st.integers(0, 400), st.integers(0, 8), st.binary(max_size=8))
def test_a_message_with_any_damage_says_what_it_says_or_is_refused_by_name(
    message: Any, at: int, gone: int, junk: bytes
) -> None:
    whole = encode(message)
    at = min(at, len(whole))
    damaged = whole[:at] + junk + whole[at + gone :]
    try:
        read = decode(type(message), damaged)
    except MalformedError as error:
        holds = error.path.startswith("F62")
    else:
        said = {(each.tag, each.value) for each in tlv.decode(encode(read))}
        there = {(each.tag, each.value) for each in tlv.decode(damaged)}
        holds = said <= there or isinstance(message, StatusQuery | StatusAnswer)
    assert holds


@given(messages, st.integers(0, 30))
def test_an_element_that_stands_there_twice_is_not_chosen_from(message: Any, which: int) -> None:
    elements = list(tlv.decode(encode(message), path="F62"))
    if not elements or isinstance(message, StatusQuery | StatusAnswer):
        return  # lists repeat what they list
    twice = elements[which % len(elements)]
    with pytest.raises(MalformedError):
        decode(type(message), tlv.encode([*elements, twice]))


def test_an_element_that_is_missing_is_named() -> None:
    with pytest.raises(MalformedError, match=r"F62.trace"):
        decode(LinkQuestion, tlv.encode([tlv.Tlv(0xFFA1, bytes(3))]))


@pytest.mark.parametrize(
    ("message", "named"),
    [
        (LinkQuestion(1_000_000, 1), "batch"),
        (PollQuestion("t", 256, 0), "version"),
        (PollAnswer("OPEN", 0, 0, ((512, 0, True),)), "points"),
        (CodeAnswer(challenge="签"), "challenge"),
    ],
)
def test_what_cannot_be_written_is_named(message: Any, named: str) -> None:
    with pytest.raises(MalformedError, match=f"F62.{named}"):
        encode(message)


@pytest.mark.parametrize(
    ("tag", "value"),
    [(0xFFA1, b"\x0a\x00\x01"), (0xFFA1, b"\x01"), (0xFFA2, b"\xff\xff\xff")],
)
def test_what_is_written_otherwise_is_named(tag: int, value: bytes) -> None:
    good = {0xFFA1: bytes(3), 0xFFA2: bytes(3), tag: value}
    with pytest.raises(MalformedError, match=r"F62.(batch|trace)"):
        decode(LinkQuestion, tlv.encode(tlv.Tlv(t, v) for t, v in good.items()))


@pytest.mark.parametrize(
    ("kind", "tag", "value"),
    [
        (PollAnswer, 0xFFB3, b"\x00"),
        (PollAnswer, 0xFFB6, b"\x00\x00"),
        (PollAnswer, 0xFFB6, b"\xff\x00\x00"),
        (Fetched, 0xFFA7, bytes(7)),
        (Fetched, 0xFFA7, b"\xaa" * 7),
        (PollAnswer, 0xFFA8, bytes(31)),
    ],
)
def test_points_moments_and_digests_are_looked_at(kind: type[Any], tag: int, value: bytes) -> None:
    with pytest.raises(MalformedError, match="not as it is written here"):
        decode(kind, tlv.encode([tlv.Tlv(tag, value)]))


def test_the_longest_answers_fit_their_field() -> None:
    at = datetime.fromisoformat("2026-03-02T12:00:00")
    longest = Status(
        *(999_999, 999_999, "TOMBSTONE", "NOT_REQUIRED", at, "TERMINAL_SELECTED", "ab" * 32),
        *("00", "603061200001", "007919", "0302", 10**12 - 1),
    )
    points = ((383, 159, True),) * MAX_POINTS
    room = FIELDS[62].limit
    assert len(encode(StatusAnswer((longest,) * MAX_ASKED))) <= room
    assert len(encode(PollAnswer("REVOKED", 255, 8192, points, at, "ab" * 32))) <= room


def _is_message(value: object) -> bool:
    return is_dataclass(value) and getattr(value, "__module__", "") == resign_messages.__name__


def test_every_field_has_its_own_tag() -> None:
    elements = resign_messages._ELEMENTS
    assert len({element.tag for element in elements.values()}) == len(elements)
    kinds = [v for v in vars(resign_messages).values() if _is_message(v)]
    assert {field.name for kind in kinds for field in fields(kind)} == set(elements)


def test_every_parameter_has_its_limits() -> None:
    assert set(LIMITS) == {field.name for field in fields(Parameters)} - {"push"}
