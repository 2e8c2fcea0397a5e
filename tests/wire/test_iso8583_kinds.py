"""The five kinds of values: what each takes, and where it finds the first wrong byte."""

import pytest

from wire.iso8583_kinds import AN, ANS, B, FieldValue, Kind, N, Z

KINDS = {"N": N, "Z": Z, "AN": AN, "ANS": ANS, "B": B}


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("N", "0123456789", "0123456789"),
        ("N", "", ""),
        ("Z", "62=3012", "62D3012"),
        ("Z", "1=2=3", "1D2D3"),
        ("AN", " Az09~", " Az09~"),
        ("ANS", "银联 CUP\N{IDEOGRAPHIC SPACE}", "银联 CUP\N{IDEOGRAPHIC SPACE}"),
        ("B", b"\x00\xff", "00ff"),
    ],
)
def test_a_value_is_written_for_the_codec_and_read_again(
    kind: str, value: FieldValue, written: str
) -> None:
    assert KINDS[kind].write(value) == written
    assert KINDS[kind].read(written) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("N", "12a4"),
        ("N", "12 4"),
        ("N", "１２"),
        ("N", "²"),
        ("N", b"12"),
        ("Z", "62D3012"),
        ("Z", "62^"),
        ("Z", "62=\n"),
        ("Z", b"62"),
        ("AN", "\x1f"),
        ("AN", "中"),
        ("AN", "ab\n"),
        ("AN", b"ab"),
        ("ANS", "a\tb"),
        ("ANS", "\x7f"),
        ("ANS", b"ab"),
        ("B", "00ff"),
    ],
)
def test_a_value_of_another_kind_is_not_written(kind: str, value: FieldValue) -> None:
    assert KINDS[kind].write(value) is None


@pytest.mark.parametrize(
    ("kind", "value"), [("N", "12AF"), ("Z", "62E1"), ("AN", "a\x00"), ("ANS", "银\x1b@")]
)
def test_what_the_codec_lets_pass_is_not_read(kind: str, value: str) -> None:
    assert KINDS[kind].read(value) is None


@pytest.mark.parametrize(
    ("kind", "content", "at"),
    [
        (N, b"\x12\x3a", 1),
        (N, b"\x12\xa3", 1),
        (Z, b"\x62\xd1\x1f", 2),
        (AN, b"abc\x1f", 3),
        (ANS, "银联".encode("gbk") + b"\x0a", 4),
    ],
)
def test_the_first_wrong_byte_is_found(kind: Kind, content: bytes, at: int) -> None:
    assert kind.first_wrong_byte(content) == at


def test_a_byte_of_hanzi_is_never_taken_for_a_control_character() -> None:
    every = b"".join(
        bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)
    )
    text = every.decode("gbk", "ignore")
    for character in text:
        assert ANS.read(character) == character or ord(character) < 0x20 or character == "\x7f"


def test_any_byte_is_allowed_in_a_binary_field() -> None:
    with pytest.raises(AssertionError, match="any byte is allowed in B"):
        B.first_wrong_byte(b"\x00")
