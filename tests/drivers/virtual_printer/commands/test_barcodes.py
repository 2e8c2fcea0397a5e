"""Bar codes scan, stand where they were told, and data that is none of one is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from receipts.dots import CELL_ROWS
from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import printed, skipped
from tests.drivers.virtual_printer.scanner import Read, zbar, zxing

EAN13 = b"\x1dk\x02400638133393\x00"


def bar_code(m: int, content: bytes) -> bytes:
    return b"\x1dk" + bytes([m, len(content)]) + content


KINDS = [
    (65, b"03600029145", Read("EAN13", b"0036000291452"), "UPC-A:036000291452"),
    (66, b"01234500006", Read("UPCE", b"0012345000065"), "UPC-E:01234565"),
    (67, b"400638133393", Read("EAN13", b"4006381333931"), "EAN-13:4006381333931"),
    (68, b"9638507", Read("EAN8", b"96385074"), "EAN-8:96385074"),
    (69, b"ABC-123", Read("Code39", b"ABC-123"), "CODE-39:ABC-123"),
    (70, b"0123456789", Read("ITF", b"0123456789"), "I2/5:0123456789"),
    (71, b"A40156B", Read("Codabar", b"A40156B"), "Codabar:A40156B"),
    (72, b"Hello 93", Read("Code93", b"Hello 93"), "CODE-93:Hello 93"),
    (73, b"{BHello{C\x0c\x22", Read("Code128", b"Hello1234"), "CODE-128:Hello1234"),
    (74, b"(10)AB12", Read("Code128", b"10AB12"), "CODE-128:10AB12"),
    (75, b"0123456789012", Read("DataBarOmni", b"0101234567890128"), "DataBar:0101234567890128"),
    (76, b"0123456789012", Read("DataBarOmni", b"0101234567890128"), "DataBar:0101234567890128"),
    (77, b"0123456789012", Read("DataBarLtd", b"0101234567890128"), None),
    (78, b"(10)AB12", Read("DataBarExp", b"10AB12"), "DataBar-Exp:10AB12"),
    (79, b"Hello1234", Read("Code128", b"Hello1234"), "CODE-128:Hello1234"),
]


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize(("m", "content", "read", "_zbar"), KINDS)
def test_every_kind_scans(m: int, content: bytes, read: Read, _zbar: str | None, n: int) -> None:
    job = b"\x1dh\x50\x1dH\x02\x1dw" + bytes([n]) + b"\x1ba\x01" + bar_code(m, content)
    assert zxing(printed(job, "generic80").png) == [read]


@pytest.mark.parametrize(
    ("m", "content", "said"), [(m, content, said) for m, content, _, said in KINDS if said]
)
def test_another_scanner_reads_the_same(m: int, content: bytes, said: str, tmp_path: Path) -> None:
    slip = printed(b"\x1dh\x50\x1dw\x02\x1ba\x01" + bar_code(m, content))
    assert zbar(slip.png, tmp_path) == [said]


@pytest.mark.parametrize(("n", "x_dots"), [(0, 0), (1, 97), (2, 194)])
def test_a_code_stands_where_esc_a_puts_it(n: int, x_dots: int) -> None:
    mark, *_ = printed(b"\x1dw\x02\x1ba" + bytes([n]) + EAN13).marks
    assert (mark.x_dots, mark.width_dots) == (x_dots, 190)


@pytest.mark.parametrize(("n", "lines"), [(0, 0), (1, 1), (2, 1), (3, 2), (51, 2)])
def test_the_text_makes_a_code_higher(n: int, lines: int) -> None:
    mark, *_ = printed(b"\x1dh\x32\x1dH" + bytes([n]) + EAN13).marks
    assert mark.height_dots == 0x32 + lines * CELL_ROWS


@pytest.mark.parametrize(("n", "rows"), [(0, 24), (1, 17), (48, 24), (49, 17)])
def test_the_text_is_in_the_font_told(n: int, rows: int) -> None:
    mark, *_ = printed(b"\x1dh\x32\x1dH\x02\x1df" + bytes([n]) + EAN13).marks
    assert mark.height_dots == 0x32 + rows


def test_a_code_is_named_with_its_content_in_the_text() -> None:
    assert printed(EAN13).text == "[EAN13 4006381333931]\n"


def test_after_power_on_a_code_is_162_dots_high_and_3_a_module() -> None:
    for job in (EAN13, b"\x1dh\x20\x1dw\x02\x1dH\x01\x1b@" + EAN13):
        mark, *_ = printed(job).marks
        assert (mark.width_dots, mark.height_dots) == (95 * 3, 162)


@pytest.mark.parametrize(
    ("job", "text"),
    [
        (bar_code(67, b"12345"), "12345\n"),
        (bar_code(69, b"AB*CD"), "[CODE39 *AB*]\nCD\n"),
        (b"\x1dk\x024006381333931567\x00", "[EAN13 4006381333931]\n567\n"),
        (bar_code(73, b"{AAb\nc\x07d"), "b\ncd\n"),
        (b"A" + bar_code(67, b"400638133393"), "A400638133393\n"),
    ],
)
def test_data_that_is_no_code_is_text(job: bytes, text: str) -> None:
    assert printed(job + b"\n").text == text


@pytest.mark.parametrize(
    "job",
    [
        bar_code(67, b"12345"),
        b"A" + bar_code(67, b"400638133393"),
        b"\x1dw\x06" + bar_code(69, b"MUCH TOO LONG A TEXT"),
        b"\x1dk\x09",
    ],
)
def test_a_code_that_is_not_drawn_is_reported(job: bytes) -> None:
    assert skipped(job) == ["GS k"]


def test_a_code_wider_than_the_paper_is_not_printed() -> None:
    assert printed(b"\x1dw\x06" + EAN13).bitmap.height == 0


@pytest.mark.parametrize(
    "job", [b"\x1dw\x01", b"\x1dw\x07", b"\x1dh\x00", b"\x1dH\x04", b"\x1df\x02"]
)
def test_settings_out_of_range_are_refused(job: bytes) -> None:
    assert len(skipped(job)) == 1
    mark, *_ = printed(job + EAN13).marks
    assert (mark.width_dots, mark.height_dots) == (95 * 3, 162)


def test_half_a_hanzi_before_a_line_feed_in_the_data_is_one_question_mark() -> None:
    assert printed(bar_code(67, b"\xc7\n1") + b"\n").text == "?\n1\n"


def test_a_line_goes_on_below_a_code() -> None:
    slip = printed(EAN13 + b"A\n")
    assert slip.bitmap.height == 162 + LINE_DOTS
