"""CODE39, ITF and CODABAR scan as what was sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drivers.virtual_printer.barcodes import two_widths
from drivers.virtual_printer.barcodes.bars import MODULES, Bars, NotEncodableError, drawn
from tests.drivers.virtual_printer.scanner import Read, zxing_dots


@pytest.mark.parametrize("n", [2, 3, 6])
@pytest.mark.parametrize(
    ("encode", "content", "read"),
    [
        (two_widths.code39, b"ABCDEFGHIJKLMNOPQRSTUV", Read("Code39", b"ABCDEFGHIJKLMNOPQRSTUV")),
        (two_widths.code39, b"WXYZ0123456789-. $/+%", Read("Code39", b"WXYZ0123456789-. $/+%")),
        (two_widths.itf, b"0123456789", Read("ITF", b"0123456789")),
        (two_widths.codabar, b"A0123456789-$:/.+b", Read("Codabar", b"A0123456789-$:/.+B")),
        (two_widths.codabar, b"C0123D", Read("Codabar", b"C0123D")),
    ],
)
def test_it_scans_as_what_was_sent(
    encode: Callable[[bytes], Bars], content: bytes, read: Read, n: int
) -> None:
    assert zxing_dots(drawn(encode(content), MODULES[n], 60)) == [read]


@pytest.mark.parametrize("content", [b"A1", b"*A1", b"A1*", b"*A1*"])
def test_the_stars_of_code39_may_be_left_out(content: bytes) -> None:
    assert two_widths.code39(content).text == "*A1*"


@pytest.mark.parametrize(
    ("encode", "content", "at"),
    [
        (two_widths.code39, b"AbC", 1),
        (two_widths.code39, b"*A\x00", 2),
        (two_widths.itf, b"123", 0),
        (two_widths.itf, b"12x4", 2),
        (two_widths.itf, b"", 0),
        (two_widths.codabar, b"1234", 0),
        (two_widths.codabar, b"A12A4B", 3),
        (two_widths.codabar, b"A123", 3),
        (two_widths.codabar, b"A", 0),
    ],
)
def test_what_the_kind_has_no_bars_for_is_refused(
    encode: Callable[[bytes], Bars], content: bytes, at: int
) -> None:
    with pytest.raises(NotEncodableError) as refused:
        encode(content)
    assert refused.value.at == at
