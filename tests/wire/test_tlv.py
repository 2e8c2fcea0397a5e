"""BER-TLV lists: order and duplicates kept, every torn byte refused in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire import tlv
from wire.errors import MalformedError
from wire.tlv import Tlv

ONE_BYTE_TAGS = st.integers(1, 0xFE).filter(lambda tag: tag & 0x1F != 0x1F)
TWO_BYTE_TAGS = st.builds(
    lambda lead, second: (lead << 5 | 0x1F) << 8 | second, st.integers(0, 6), st.integers(0, 0x7F)
)
SLIP_TAGS = st.integers(0xFF00, 0xFFFF)
THREE_BYTE_TAGS = st.builds(
    lambda lead, second, third: (lead << 5 | 0x1F) << 16 | (0x80 | second) << 8 | third,
    st.integers(0, 6),
    st.integers(0, 0x7F),
    st.integers(0, 0x7F),
)
TAGS = st.one_of(ONE_BYTE_TAGS, TWO_BYTE_TAGS, SLIP_TAGS, THREE_BYTE_TAGS)
ITEMS = st.builds(Tlv, TAGS, st.one_of(st.binary(max_size=12), st.binary(max_size=300)))


@given(st.lists(ITEMS, max_size=8))
def test_a_list_survives_the_wire_in_its_order(items: list[Tlv]) -> None:
    assert tlv.decode(tlv.encode(items)) == tuple(items)


@given(ITEMS, st.binary(max_size=5))
def test_a_repeated_tag_is_kept_and_the_first_one_found(item: Tlv, other: bytes) -> None:
    twice = (item, Tlv(item.tag, other), item)
    assert tlv.decode(tlv.encode(twice)) == twice
    assert tlv.first(twice, item.tag) == item.value


def test_a_tag_that_is_not_there_is_none() -> None:
    assert tlv.first((Tlv(0x9F26, b"\1"),), 0x9F27) is None
    assert tlv.first((), 0x57) is None


@given(st.binary(max_size=80))
def test_any_bytes_are_a_list_or_malformed(data: bytes) -> None:
    try:
        items = tlv.decode(data, "F55")
    except MalformedError as error:
        trouble = error
    else:
        assert tlv.decode(tlv.encode(items)) == items
        return
    assert trouble.path.startswith("F55")
    assert 0 <= trouble.offset <= len(data)


@given(st.lists(ITEMS, min_size=1, max_size=5))
def test_a_list_cut_anywhere_but_between_elements_is_refused(items: list[Tlv]) -> None:
    data = tlv.encode(items)
    ends = {len(tlv.encode(items[:count])) for count in range(len(items) + 1)}
    for size in set(range(len(data))) - ends:
        with pytest.raises(MalformedError):
            tlv.decode(data[:size])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("FF8001AA", (Tlv(0xFF80, b"\xaa"),)),
        ("9F2608" + "11" * 8, (Tlv(0x9F26, b"\x11" * 8),)),
        ("DF810100", (Tlv(0xDF8101, b""),)),
        ("57020304950100", (Tlv(0x57, b"\3\4"), Tlv(0x95, b"\0"))),
        ("5A810100", (Tlv(0x5A, b"\0"),)),
        ("5A82000100", (Tlv(0x5A, b"\0"),)),
    ],
)
def test_tags_and_lengths_are_read_as_the_books_say(data: str, expected: tuple[Tlv, ...]) -> None:
    assert tlv.decode(bytes.fromhex(data)) == expected


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ("9F", "F55 at byte 0: a tag is cut off"),
        ("FF", "F55 at byte 0: a tag is cut off"),
        ("DF81", "F55 at byte 0: a tag is cut off"),
        ("DF818101", "F55 at byte 0: a tag of more than 3 bytes"),
        ("DF81818181", "F55 at byte 0: a tag of more than 3 bytes"),
        ("5700DF818101", "F55 at byte 2: a tag of more than 3 bytes"),
        ("5700DF81", "F55 at byte 2: a tag is cut off"),
        ("0001AA", "F55 at byte 0: tag 00"),
        ("570000", "F55 at byte 2: tag 00"),
        ("FF06", "F55.FF06 at byte 2: the length is missing"),
        ("FF0609AA", "F55.FF06 at byte 3: length 9 runs past the end"),
        ("FF0680", "F55.FF06 at byte 2: length form 80"),
        ("FF0683000001AA", "F55.FF06 at byte 2: length form 83"),
        ("FF06FF", "F55.FF06 at byte 2: length form FF"),
        ("FF0681", "F55.FF06 at byte 2: the length is cut off"),
        ("FF068201", "F55.FF06 at byte 2: the length is cut off"),
        ("5701AAFF0602AA", "F55.FF06 at byte 6: length 2 runs past the end"),
    ],
)
def test_a_torn_list_is_refused_with_tag_and_byte(data: str, where: str) -> None:
    with pytest.raises(MalformedError) as caught:
        tlv.decode(bytes.fromhex(data), "F55")
    assert str(caught.value).startswith(where)


@pytest.mark.parametrize(
    ("size", "head"),
    [(0, "5700"), (127, "577F"), (128, "578180"), (255, "5781FF"), (256, "57820100")],
)
def test_a_length_is_written_in_its_shortest_form(size: int, head: str) -> None:
    written = tlv.encode([Tlv(0x57, b"\xaa" * size)])
    assert written == bytes.fromhex(head) + b"\xaa" * size
    assert tlv.decode(written) == (Tlv(0x57, b"\xaa" * size),)


@given(SLIP_TAGS, st.integers(0, 0xFF))
def test_a_slip_tag_is_always_two_bytes(tag: int, length: int) -> None:
    written = tlv.encode([Tlv(tag, bytes(length))])
    assert written[:2] == tag.to_bytes(2, "big")
    assert len(written) == 2 + (1 if length < 0x80 else 2) + length


@pytest.mark.parametrize("tag", [0, 0x1F, 0x9F, 0xFF, 0x9F8101FF, 0x5A00, 0x9F81, 0xFF0601, -1])
def test_what_is_no_tag_is_not_written(tag: int) -> None:
    with pytest.raises(MalformedError):
        tlv.encode([Tlv(tag, b"")])


def test_a_list_over_the_limit_is_neither_written_nor_read() -> None:
    biggest = tlv.encode([Tlv(0x57, bytes(tlv.MAX_LIST_BYTES - 4))])
    assert len(biggest) == tlv.MAX_LIST_BYTES
    assert len(tlv.decode(biggest)) == 1
    with pytest.raises(MalformedError, match="over 4096"):
        tlv.encode([Tlv(0x57, bytes(tlv.MAX_LIST_BYTES - 3))])
    with pytest.raises(MalformedError, match="over 4096"):
        tlv.encode([Tlv(0x57, bytes(70_000))])
    with pytest.raises(MalformedError, match="over 4096"):
        tlv.decode(biggest + b"\x57")


def test_an_element_shows_its_tag_and_size_but_not_its_value() -> None:
    assert repr(Tlv(0x5A, b"\x62\x22")) == "Tlv(5A, 2 bytes)"
    assert repr(Tlv(0xFF06, b"")) == "Tlv(FF06, 0 bytes)"


@pytest.mark.parametrize(("tag", "name"), [(0x57, "57"), (0x9F26, "9F26"), (0xDF8101, "DF8101")])
def test_a_tag_is_named_in_whole_bytes(tag: int, name: str) -> None:
    assert tlv.tag_name(tag) == name
