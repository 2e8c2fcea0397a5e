"""Two-dimensional codes scan as their content, look as told, and are refused if none holds it."""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest

from drivers.virtual_printer.codes import (
    PLAIN_CODES,
    Aztec,
    Code,
    DataMatrix,
    MaxiCode,
    Pdf417,
    Qr,
    StackedDataBar,
    dots,
    grid,
)
from receipts.modules import NoSuchSymbolError
from receipts.qr import symbol
from tests.drivers.virtual_printer.scanner import Read, zxing_dots

ELEMENTS = b"L(01)98898765432106(3202)012345(15)991231"
LONGEST_S = 2.0
"""Far beyond what the largest code takes; a hang takes longer."""


@pytest.mark.parametrize(
    ("code", "content", "read"),
    [
        (Qr(), b"https://example.test/s/1", "QRCode"),
        (Qr(4, "H"), "补签名".encode(), "QRCode"),
        (Qr(2, "Q"), bytes(range(0x80, 0x100)), "QRCode"),
        (Qr(4, "M", micro=True), b"12345", "MicroQRCode"),
        (Pdf417(2), b"hello world" * 4, "PDF417"),
        (Pdf417(2, truncated=True), b"hello world" * 4, "PDF417"),
        (Pdf417(2, columns=5, rows=20, level=2), b"hello", "PDF417"),
        (Pdf417(2, ratio=40), b"hello", "PDF417"),
        (Aztec(), b"hello \x00\xff", "Aztec"),
        (Aztec(compact=True), b"hello", "Aztec"),
        (Aztec(compact=True, layers=3), b"hello", "Aztec"),
        (Aztec(2, layers=8), b"hello", "Aztec"),
        (DataMatrix(), b"hello \x00\xff", "DataMatrix"),
        (DataMatrix(square=False), b"hello", "DataMatrix"),
        (DataMatrix(rows=8, columns=32), b"hello", "DataMatrix"),
        (DataMatrix(rows=32), b"hello", "DataMatrix"),
        (MaxiCode(), b"hello", "MaxiCode"),
        (MaxiCode(mode=6), b"hello", "MaxiCode"),
    ],
)
def test_a_code_scans_as_its_content(code: Code, content: bytes, read: str) -> None:
    assert zxing_dots(dots(code.grid(content))) == [Read(read, content)]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"H0123456789012", Read("DataBarStk", b"0101234567890128")),
        (b"I0123456789012", Read("DataBarStk", b"0101234567890128")),
        (ELEMENTS, Read("DataBarExpStk", b"0198898765432106320201234515991231")),
    ],
)
def test_a_stacked_databar_says_its_kind_first(content: bytes, read: Read) -> None:
    assert zxing_dots(dots(StackedDataBar().grid(content))) == [read]


def test_only_a_stacked_databar_for_all_directions_is_high() -> None:
    flat, high = (StackedDataBar(1).grid(kind + b"0123456789012") for kind in (b"H", b"I"))
    assert (flat.size_dots, high.size_dots) == ((50, 13), (50, 69))


@pytest.mark.parametrize("width", [110, 210, 320])
def test_an_expanded_databar_is_no_wider_than_it_may_be(width: int) -> None:
    code = StackedDataBar(2, width).grid(ELEMENTS)
    assert width // 2 < code.size_dots[0] <= width
    assert len(zxing_dots(dots(code))) == 1


def test_a_qr_code_is_the_one_the_slip_shows() -> None:
    shown = symbol("https://example.test/s/1", 5)
    assert dots(Qr(5, "M").grid(b"https://example.test/s/1")) == shown


@pytest.mark.parametrize(
    ("little", "much"),
    [
        (Qr(level="L"), Qr(level="H")),
        (Pdf417(columns=4, level=0), Pdf417(columns=4, level=5)),
        (Pdf417(columns=4, ratio=1), Pdf417(columns=4, ratio=30)),
        (Aztec(level=5), Aztec(level=50)),
    ],
)
def test_more_repair_takes_more_room(little: Code, much: Code) -> None:
    content = b"0123456789" * 8
    small, large = little.grid(content).size_dots, much.grid(content).size_dots
    assert small[0] * small[1] < large[0] * large[1]


def test_a_module_and_a_row_are_as_large_as_told() -> None:
    small, large = Pdf417(1, 2, columns=2), Pdf417(3, 4, columns=2)
    width, height = small.grid(b"hello").size_dots
    assert large.grid(b"hello").size_dots == (3 * width, 6 * height)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        (Qr(level="H"), b"x" * 4000),
        (Qr(micro=True), b"x" * 50),
        (Qr(level="H", micro=True), b"1"),
        (Pdf417(), b"x" * 2800),
        (Pdf417(columns=30, rows=90), b"x"),
        (Aztec(compact=True), b"x" * 200),
        (Aztec(layers=4), b"x" * 2000),
        (DataMatrix(rows=9, columns=32), b"x"),
        (DataMatrix(square=False), b"x" * 100),
        (MaxiCode(), b"x" * 200),
        (StackedDataBar(), b"H123"),
        (StackedDataBar(), b"Z0123456789012"),
        (StackedDataBar(), b"LAB"),
        (PLAIN_CODES[52], b"x"),
    ],
)
def test_what_no_code_holds_is_refused(code: Code, content: bytes) -> None:
    with pytest.raises(NoSuchSymbolError):
        code.grid(content)


@pytest.mark.parametrize("code", PLAIN_CODES.values(), ids=lambda code: str(code.symbology))
@pytest.mark.parametrize("content", [b"\xff" * 7089, b"1" * 7089, b"A1\x00" * 300])
def test_the_longest_content_does_not_take_long(code: Code, content: bytes) -> None:
    start = process_time()
    with suppress(NoSuchSymbolError):
        grid(code, content)
    assert process_time() - start < LONGEST_S
