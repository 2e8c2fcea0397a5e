"""Retail codes scan as their digits, with the check digit that was sent or is due."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.barcodes import retail
from drivers.virtual_printer.barcodes.bars import Bars, Module, NotEncodableError, drawn
from tests.drivers.virtual_printer.scanner import Read, zxing_dots

MODULE = Module(2, 5)
DIGITS = st.text(st.sampled_from("0123456789"), min_size=12, max_size=12)


def scanned(bars: Bars) -> list[Read]:
    return zxing_dots(drawn(bars, MODULE, 60))


@pytest.mark.parametrize(
    ("encode", "content", "text"),
    [
        (retail.ean13, b"400638133393", "4006381333931"),
        (retail.ean13, b"4006381333931", "4006381333931"),
        (retail.upc_a, b"03600029145", "036000291452"),
        (retail.ean8, b"9638507", "96385074"),
        (retail.upc_e, b"123456", "01234565"),
        (retail.upc_e, b"0123456", "01234565"),
        (retail.upc_e, b"01234565", "01234565"),
    ],
)
def test_the_check_digit_is_added_where_it_is_missing(
    encode: Callable[[bytes], Bars], content: bytes, text: str
) -> None:
    assert encode(content).text == text


@pytest.mark.parametrize(
    ("content", "short"),
    [
        (b"04210000526", "425261"),
        (b"01230000045", "123453"),
        (b"01234000005", "123454"),
        (b"01234500006", "123456"),
    ],
)
def test_a_long_number_is_squeezed_into_upc_e(content: bytes, short: str) -> None:
    bars = retail.upc_e(content)
    assert bars.text[1:7] == short
    whole = content.decode() + retail.check_digit(content.decode())
    assert scanned(bars) == [Read("UPCE", f"0{whole}".encode())]


@given(DIGITS)
def test_any_ean13_scans_as_its_digits(digits: str) -> None:
    bars = retail.ean13(digits.encode())
    assert scanned(bars) == [Read("EAN13", bars.text.encode())]


@given(DIGITS.map(lambda digits: digits[:7]))
def test_any_ean8_scans_as_its_digits(digits: str) -> None:
    bars = retail.ean8(digits.encode())
    assert scanned(bars) == [Read("EAN8", bars.text.encode())]


def test_a_wrong_check_digit_is_drawn_as_it_was_sent() -> None:
    assert retail.ean13(b"4006381333930").text == "4006381333930"


@pytest.mark.parametrize(
    ("encode", "content", "at"),
    [
        (retail.ean13, b"40063813339x", 11),
        (retail.ean8, b"123456789", 0),
        (retail.upc_e, b"12345678901", 0),
        (retail.upc_e, b"01234567890", 0),
        (retail.upc_e, b"01234", 0),
    ],
)
def test_what_is_no_number_of_the_kind_is_refused(
    encode: Callable[[bytes], Bars], content: bytes, at: int
) -> None:
    with pytest.raises(NotEncodableError) as refused:
        encode(content)
    assert refused.value.at == at
