"""GS1 data: what is for the reader alone, check digits, identifiers with and without brackets."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.barcodes.bars import Module, NotEncodableError, drawn
from drivers.virtual_printer.barcodes.gs1 import element_string, gs1_128
from tests.drivers.virtual_printer.scanner import Read, zxing_dots


@pytest.mark.parametrize(
    ("content", "text", "read"),
    [
        (b"(01)9501234567890*", "(01)95012345678903", b"0195012345678903"),
        (
            b"(01)9501234567890* {1(3102)000400",  # Epson's own example
            "(01)95012345678903 (3102)000400",
            b"0195012345678903\x1d3102000400",
        ),
        (b"0195012345678903", "0195012345678903", b"0195012345678903"),
        (b"(10)A{(1{)", "(10)A(1)", b"10A(1)"),
    ],
)
def test_it_scans_as_its_elements(content: bytes, text: str, read: bytes) -> None:
    bars = gs1_128(content)
    assert bars.text == text
    assert zxing_dots(drawn(bars, Module(2, 5), 60)) == [Read("Code128", read)]


@pytest.mark.parametrize(
    ("content", "at"),
    [(b"(AB)12", 0), (b"(0", 0), (b"(01)*", 4), (b"(10)\x80", 4), (b"(10){x", 4), (b"(10)A{", 5)],
)
def test_what_is_no_gs1_data_is_refused(content: bytes, at: int) -> None:
    with pytest.raises(NotEncodableError) as refused:
        gs1_128(content)
    assert refused.value.at == at


@pytest.mark.parametrize(
    ("content", "elements"),
    [
        (b"(01)98898765432106(10)A*1", "[01]98898765432106[10]A1"),
        (b"01988987654321063202012345", "[01]98898765432106[3202]012345"),
        (b"10AB{1210", "[10]AB[21]0"),
        (b"10 A{(B", "[10]A(B"),
        (b"8005123456{1 (240)7", "[8005]123456[240]7"),
    ],
)
def test_elements_are_told_apart(content: bytes, elements: str) -> None:
    assert element_string(content)[0] == elements


@pytest.mark.parametrize(
    "content", [b"", b"()12", b"(123456)1", b"AB", b"1", b"10A(x", b"0198898765432107"]
)
def test_what_has_no_identifier_is_refused(content: bytes) -> None:
    with pytest.raises(NotEncodableError):
        element_string(content)
