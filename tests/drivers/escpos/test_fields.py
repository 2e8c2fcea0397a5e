"""Each kind of argument reads any bytes, and writes what fits it and nothing else."""

from __future__ import annotations

import pytest

from drivers.escpos.fields import (
    Characters,
    Choice,
    Constant,
    Field,
    Fixed,
    Flags,
    Number,
    UnfitError,
    Value,
    digits,
    on_off,
    signed_word,
    word,
)

STYLE = Flags("style", {1: "font B", 8: "bold"})


@pytest.mark.parametrize(
    ("field", "chunk", "value"),
    [
        (Number("feed", "dots"), b"\x18", 24),
        (Number("on", "ms", each=2), b"\x19", 50),
        (word("x", "dots"), b"\x10\x02", 0x210),
        (signed_word("move", "units"), b"\xff\xff", -1),
        (Choice("place", digits("left", "centre")), b"\x01", "centre"),
        (on_off("bold"), b"\x01", "on"),
        (Choice("page", {16: "WPC1252"}, open=True), b"\x63", 0x63),
        (STYLE, b"\x09", ("font B", "bold")),
        (STYLE, b"\x00", ()),
        (Characters("key", 2), b"A1", "A1"),
        (Fixed("dots", 3), b"\x00\x01\x02", b"\x00\x01\x02"),
    ],
)
def test_a_value_and_its_bytes_mean_each_other(field: Field, chunk: bytes, value: Value) -> None:
    assert field.read(chunk, {}) == value
    assert field.write(value, {}) == chunk
    assert (field.fixed, field.end(chunk, 0, {})) == (len(chunk), len(chunk))


@pytest.mark.parametrize(
    ("field", "chunk", "value"),
    [
        (Choice("place", digits("left", "centre")), b"1", "centre"),
        (Choice("place", digits("left", "centre")), b"\x07", 7),
        (on_off("bold"), b"\xfe", "off"),
        (STYLE, b"\x03", ("font B", "bit 1")),
        (Characters("key", 2), b"\x00\xff", "\x00\xff"),
    ],
)
def test_bytes_that_we_would_not_write_are_read_all_the_same(
    field: Field, chunk: bytes, value: Value
) -> None:
    assert field.read(chunk, {}) == value


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (Number("feed", "dots"), 256, "feed_dots is 256, not 0 to 255"),
        (Number("module", "dots", 1, 16), 0, "module_dots is 0, not 1 to 16"),
        (Number("on", "ms", each=2), 51, "on_ms is 51, not 0 to 510 in steps of 2"),
        (Number("feed", "dots"), "24", "feed_dots is '24', not 0 to 255"),
        (on_off("bold"), "maybe", "bold is 'maybe', not one of: off, on"),
        (on_off("bold"), 1, "bold is 1, not one of: off, on"),
        (STYLE, ("italic",), "style is ('italic',), not a tuple of: font B, bold"),
        (STYLE, "bold", "style is 'bold', not a tuple of: font B, bold"),
        (Characters("key", 2), "ABC", "key is 'ABC', not 2 ASCII characters"),
        (Characters("key", 2), "签名", "key is '签名', not 2 ASCII characters"),
        (Fixed("dots", 3), b"", "dots must be 3 bytes"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_sentence(
    field: Field, value: Value, sentence: str
) -> None:
    with pytest.raises(UnfitError) as refused:
        field.write(value, {})
    assert str(refused.value) == sentence


def test_a_number_is_noted_for_the_fields_that_follow() -> None:
    read: dict[str, int] = {}
    written: dict[str, int] = {}
    word("x", "bytes").end(b"\x30\x00", 0, read)
    word("x", "bytes").write(0x30, written)
    assert read == written == {"x_bytes": 0x30}


def test_a_constant_is_written_whatever_is_said() -> None:
    assert Constant(b"CLR").write(b"no", {}) == b"CLR"
