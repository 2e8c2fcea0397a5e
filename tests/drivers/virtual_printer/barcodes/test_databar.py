"""GS1 DataBar in one row scans as its article number or its elements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drivers.virtual_printer.barcodes import databar
from drivers.virtual_printer.barcodes.bars import Bars, Module, NotEncodableError, drawn
from tests.drivers.virtual_printer.scanner import Read, zxing_dots

ELEMENTS = b"(01)98898765432106(3202)012345(15)991231"


@pytest.mark.parametrize(
    ("encode", "content", "read", "text"),
    [
        (
            databar.omnidirectional,
            b"0123456789012",
            Read("DataBarOmni", b"0101234567890128"),
            "(01)01234567890128",
        ),
        (
            databar.limited,
            b"1123456789012",
            Read("DataBarLtd", b"0111234567890125"),
            "(01)11234567890125",
        ),
        (
            databar.expanded,
            ELEMENTS,
            Read("DataBarExp", b"01988987654321063202012345" + b"15991231"),
            ELEMENTS.decode(),
        ),
    ],
)
def test_it_scans_as_what_was_sent(
    encode: Callable[[bytes], Bars], content: bytes, read: Read, text: str
) -> None:
    bars = encode(content)
    assert bars.text == text
    assert zxing_dots(drawn(bars, Module(2, 5), 60)) == [read]


@pytest.mark.parametrize(
    ("encode", "content"),
    [
        (databar.omnidirectional, b"012345678901"),
        (databar.omnidirectional, b"012345678901x"),
        (databar.limited, b"9123456789012"),
        (databar.expanded, b"(01)98898765432107"),
        (databar.expanded, b"AB"),
    ],
)
def test_what_it_cannot_hold_is_refused(encode: Callable[[bytes], Bars], content: bytes) -> None:
    with pytest.raises(NotEncodableError):
        encode(content)
