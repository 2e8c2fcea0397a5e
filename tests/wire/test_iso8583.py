"""ISO 8583 in this dialect: both ways, byte by byte, and what is refused where."""

import copy
from collections.abc import Callable

import iso8583 as codec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.messages import SALE, messages
from wire import iso8583
from wire.errors import MalformedError
from wire.iso8583 import Message
from wire.iso8583_fields import CODEC_SPEC, FIELDS

ENCODED = iso8583.encode(SALE)


@given(messages())
def test_a_message_survives_the_wire(message: Message) -> None:
    assert iso8583.decode(iso8583.encode(message)) == message


def test_a_sale_is_laid_out_as_the_dialect_says() -> None:
    assert ENCODED.hex() == "".join(
        (
            "0200" "702406c030c09a13",
            "19" "62222222222222333230",  # an odd number of digits, padded behind
            "000000" "000000001200" "000123" "3012",
            "0210",  # F22 stands left
            "0001",  # F23 stands right
            "00" "12",
            "37" "6222222222222233323d301220100000123450",
            "0037" "996222222222222233323d1561560000000d20",
            b"10000001".hex(),
            b"123456789012345".hex(),
            b"156".hex(),
            "793ae1fcd3064968",
            "2600000000000000",
            "0011" "9f2608a1a2a3a4a5a6a7a8",
            "0014" "22000007000600",
            "0012" "435550" "d2f8c1aa" "20" "b8bdd1d4",  # GBK, counted in bytes
            b"52E68643".hex(),
        )
    )  # fmt: skip


def test_decoding_keeps_nothing_from_the_message_before() -> None:
    assert iso8583.decode(ENCODED) == SALE
    echo = Message("0820", {11: "000124", 60: "00000007301"})
    assert iso8583.decode(iso8583.encode(echo)) == echo
    assert iso8583.decode(ENCODED) == SALE


@given(st.binary(max_size=120))
def test_any_bytes_are_a_message_or_malformed(data: bytes) -> None:
    _message_or_malformed(data)


@given(st.binary(min_size=8, max_size=8), st.binary(max_size=300))
def test_any_bytes_behind_a_known_bitmap_are_a_message_or_malformed(
    bits: bytes, rest: bytes
) -> None:
    known = int.from_bytes(iso8583.encode(Message("0200", {}))[2:10], "big")
    known |= sum(1 << 64 - number for number in FIELDS) & int.from_bytes(bits, "big")
    _message_or_malformed(b"\x02\x00" + known.to_bytes(8, "big") + rest)


@given(messages().map(iso8583.encode), st.data())
def test_a_flipped_bit_gives_another_message_or_malformed(
    encoded: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(encoded) * 8 - 1))
    flipped = bytearray(encoded)
    flipped[at // 8] ^= 0x80 >> at % 8
    _message_or_malformed(bytes(flipped))


def test_every_flipped_bit_of_a_sale_gives_another_message_or_malformed() -> None:
    for at in range(len(ENCODED) * 8):
        flipped = bytearray(ENCODED)
        flipped[at // 8] ^= 0x80 >> at % 8
        assert _message_or_malformed(bytes(flipped)) != SALE


def _message_or_malformed(data: bytes) -> Message | None:
    """What `data` is; the only error is MalformedError, with a place inside."""
    try:
        message = iso8583.decode(data)
    except MalformedError as error:
        trouble = error
    else:
        assert iso8583.encode(message) == data
        return message
    assert trouble.path in {"MTI", "bitmap"} or trouble.path[1:].isdigit()
    assert 0 <= trouble.offset <= len(data)
    return None


def test_a_sale_cut_off_anywhere_is_refused_in_the_field_that_was_cut() -> None:
    starts = {"MTI": 0, "bitmap": 2} | {
        f"F{n}": len(iso8583.encode(Message("0200", _before(n)))) for n in SALE.fields
    }
    for size in range(len(ENCODED)):
        with pytest.raises(MalformedError) as caught:
            iso8583.decode(ENCODED[:size])
        cut = [path for path, start in starts.items() if start <= size][-1]
        assert (caught.value.path, caught.value.offset >= starts[cut]) == (cut, True)


def _before(number: int) -> dict[int, iso8583.FieldValue]:
    return {n: value for n, value in SALE.fields.items() if n < number}


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ("", "MTI at byte 0: the message is cut off"),
        ("020000", "bitmap at byte 3: the message is cut off"),
        ("0A00" + "0000000000000000", "MTI at byte 0: not four decimal digits"),
        ("0200" + "8000000000000000" + "00" * 8, "F1 at byte 2: not a field of this dialect"),
        ("0200" + "0200000000000000" + "00" * 8, "F7 at byte 2: not a field of this dialect"),
        ("0200" + "0000000000001000", "F52 at byte 10: Field data is 0 bytes, expecting 8"),
        ("0200" + "0000000000000001" + "00" * 9, "F64 at byte 18: Extra data after last field"),
        ("0200" + "0000000000000000" + "00", "bitmap at byte 10: Extra data"),
        ("0200" + "2000000000000000" + "00A000", "F3 at byte 11: not a decimal digit"),
        ("0200" + "4000000000000000" + "20" + "00" * 10, "F2 at byte 10: .*larger than maximum 19"),
        ("0200" + "4000000000000000" + "1A", "F2 at byte 10: .*invalid BCD"),
        ("0200" + "4000000000000000" + "13622222222222233F", "F2 at byte 11: .*nibbles"),
        ("0200" + "4000000000000000" + "03" + "123F", "F2 at byte 11: Field data is 4 nibbles"),
        ("0200" + "0000040000000000" + "0211", "F22 at byte 10: Field data is 4 nibbles"),
        ("0200" + "0000020000000000" + "1001", "F23 at byte 10: Field data is 4 nibbles"),
        ("0200" + "0000020000000000" + "0B01", "F23 at byte 10: not a decimal digit"),
        ("0200" + "0000000020000000" + "04" + "62E1", "F35 at byte 12: not a track digit"),
        ("0200" + "0000000002000000" + "30ff", "F39 at byte 10: .*invalid data"),
        ("0200" + "0000000002000000" + "3007", "F39 at byte 11: not printable ASCII"),
        ("0200" + "0000000000100000" + "01D2", "F44 at byte 11: .*invalid data"),
        ("0200" + "0000000000000002" + "0003D2F8C1", "F63 at byte 12: .*invalid data"),
        ("0200" + "0000000000000002" + "0003D2F807", "F63 at byte 14: a control character"),
        ("0200" + "0000000000000002" + "0164", "F63 at byte 10: .*larger than maximum 163"),
        ("0200" + "2000000000000010" + "000000" + "000A", "F60 at byte 13: .*invalid BCD"),
    ],
)
def test_malformed_bytes_are_refused_with_field_and_byte(data: str, where: str) -> None:
    with pytest.raises(MalformedError, match=f"^{where}"):
        iso8583.decode(bytes.fromhex(data))


@pytest.mark.parametrize(
    ("message", "where"),
    [
        (Message("200", {}), "MTI at byte 0: not four"),
        (Message("02x0", {}), "MTI at byte 0: not four"),
        (Message("０200", {}), "MTI at byte 0: not four"),
        (Message("0200", {1: bytes(8)}), "F1 at byte 10: not a field"),
        (Message("0200", {3: "000000", 7: "1"}), "F7 at byte 13: not a field"),
        (Message("0200", {65: "1"}), "F65 at byte 10: not a field"),
        (Message("0200", {-3: "1"}), "F-3 at byte 10: not a field"),
        (Message("0200", {3: "00000"}), "F3 at byte 10: Field data is 5 nibbles, expecting 6"),
        (Message("0200", {3: ""}), "F3 at byte 10: Field data is 0 nibbles"),
        (Message("0200", {3: "00000a"}), "F3 at byte 10: not a decimal digit"),
        (Message("0200", {3: "00000２"}), "F3 at byte 10: not a decimal digit"),
        (Message("0200", {3: "00000²"}), "F3 at byte 10: not a decimal digit"),
        (Message("0200", {3: "000000", 2: "6" * 20}), "F2 at byte 10: .*larger than maximum 19"),
        (Message("0200", {3: "000000", 35: "62D1"}), "F35 at byte 13: not a track digit"),
        (Message("0200", {3: "000000", 39: "0\x07"}), "F39 at byte 13: not printable"),
        (Message("0200", {41: "10000001", 39: "中"}), "F39 at byte 10: not printable"),
        (Message("0200", {41: "1000001"}), "F41 at byte 10: Field data is 7 bytes"),
        (Message("0200", {63: "a\nb"}), "F63 at byte 10: a control character"),
        (Message("0200", {63: "\N{GRINNING FACE}"}), "F63 at byte 10: .*invalid data"),
        (Message("0200", {63: "银" * 82}), "F63 at byte 10: .*164 bytes.*maximum 163"),
        (Message("0200", {3: "000000", 52: bytes(7)}), "F52 at byte 13: Field data is 7 bytes"),
        (Message("0200", {62: bytes(1000)}), "F62 at byte 10: .*larger than maximum 999"),
        (Message("0200", {64: bytes(8), 2: "x", 3: ""}), "F2 at byte 10: not a decimal"),
        (Message("0200", {64: bytes(8), 3: "", 11: "x"}), "F3 at byte 10: .*expecting 6"),
    ],
)
def test_values_that_do_not_fit_are_refused_with_field_and_byte(
    message: Message, where: str
) -> None:
    with pytest.raises(MalformedError, match=f"^{where}"):
        iso8583.encode(message)


@pytest.mark.parametrize("fields", [{60: b"00"}, {62: "00"}])
def test_text_for_bytes_or_bytes_for_text_is_our_own_mistake(
    fields: dict[int, iso8583.FieldValue],
) -> None:
    with pytest.raises(AssertionError, match=r"F6[02]: (N|B)"):
        iso8583.encode(Message("0200", fields))


def test_no_error_holds_what_the_message_held() -> None:
    for number, value in SALE.fields.items():
        torn = value + "\x07" if isinstance(value, str) else value + bytes(999)
        with pytest.raises(MalformedError) as caught:
            iso8583.encode(SALE.with_fields({number: torn}))
        assert "222222" not in str(caught.value)
        assert caught.value.__context__ is None


@pytest.mark.parametrize("at", [10, 15, 39, 50])
def test_no_error_holds_what_the_bytes_held(at: int) -> None:
    with pytest.raises(MalformedError) as caught:
        iso8583.decode(ENCODED[:at] + b"\xff" + ENCODED[at + 1 :])
    assert "222222" not in str(caught.value)
    assert caught.value.__context__ is None


def test_the_mac_is_made_over_everything_before_it() -> None:
    assert iso8583.mac_input(ENCODED) == ENCODED[:-8]


def test_a_message_of_a_mac_alone_has_its_head_as_mac_input() -> None:
    sealed = iso8583.encode(Message("0820", {64: b"52E68643"}))
    assert iso8583.mac_input(sealed) == sealed[:10]


@pytest.mark.parametrize(
    "data", [b"", ENCODED[:17], iso8583.encode(Message("0810", {11: "000001", 62: bytes(40)}))]
)
def test_a_message_without_mac_has_no_mac_input(data: bytes) -> None:
    with pytest.raises(MalformedError, match="F64 at byte 9: the message has no MAC"):
        iso8583.mac_input(data)


def test_a_message_cannot_be_changed_from_outside() -> None:
    fields: dict[int, iso8583.FieldValue] = {11: "000001"}
    message = Message("0820", fields)
    fields[11] = "999999"
    assert message.text(11) == "000001"
    change: Callable[[int, str], None] | None = getattr(message.fields, "__setitem__", None)
    assert change is None


def test_fields_can_be_added_to_a_copy() -> None:
    message = Message("0820", {11: "000001"})
    sealed = message.with_fields({64: bytes(8), 11: "000002"})
    assert dict(sealed.fields) == {11: "000002", 64: bytes(8)}
    assert dict(message.fields) == {11: "000001"}
    assert sealed.mti == "0820"


def test_a_missing_field_is_none_or_malformed() -> None:
    message = Message("0820", {62: b"\1"})
    assert message.get(11) is None
    assert message.binary(62) == b"\1"
    with pytest.raises(MalformedError, match="F11 at byte 2: the field is missing"):
        message.text(11)
    with pytest.raises(MalformedError, match="F52 at byte 2: the field is missing"):
        message.binary(52)
    with pytest.raises(AssertionError, match="F62 is bytes"):
        message.text(62)
    with pytest.raises(AssertionError, match="F11 is text"):
        Message("0820", {11: "000001"}).binary(11)


def test_a_message_shows_no_secret() -> None:
    shown = repr(SALE)
    assert shown == str(SALE) == f"{SALE}"
    assert "2: 622222*********3323" in shown
    for secret in (SALE.text(2), SALE.text(35), SALE.text(36), "22222233323", "793AE1", "793ae1"):
        assert secret not in shown
    assert "11: 000123" in shown
    assert repr(copy.copy(SALE.with_fields({62: b"KEY" * 8}))).count("24 bytes") == 1


def test_our_codec_agrees_with_the_one_it_stands_on() -> None:
    values, _ = codec.decode(ENCODED, CODEC_SPEC)
    assert codec.encode(values, CODEC_SPEC)[0] == ENCODED


def test_described_fields_come_in_their_order_with_their_parts() -> None:
    lines = iso8583.describe(SALE, "zh")
    numbers = [line.number for line in lines]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(SALE.fields)
    assert [line.path for line in lines if line.number == 60][:2] == ["F60", "F60.kind"]
