"""GS ( k: each kind of code is set up, filled, printed so that it scans, and tells its size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.virtual_printer.bench import feed, printed, printer, skipped
from tests.drivers.virtual_printer.functions import code
from tests.drivers.virtual_printer.scanner import Read, zbar, zxing


def job(cn: int, content: bytes, *settings: bytes) -> bytes:
    """Settings, content, print."""
    return b"".join((*settings, code(cn, 80, 48, data=content), code(cn, 81, 48)))


LINK = b"https://example.test/s/8f3A"
JOBS = {
    "QR": (job(49, LINK, code(49, 67, 4)), Read("QRCode", LINK)),
    "QR, Hanzi": (
        job(49, "补签名".encode(), code(49, 67, 4), code(49, 69, 51)),
        Read("QRCode", "补签名".encode()),
    ),
    "QR, model 2": (job(49, b"0123456789", code(49, 65, 50, 0)), Read("QRCode", b"0123456789")),
    "Micro QR": (
        job(49, b"12345", code(49, 65, 51, 0), code(49, 67, 4)),
        Read("MicroQRCode", b"12345"),
    ),
    "PDF417": (
        job(48, LINK, code(48, 67, 2), code(48, 68, 4), code(48, 65, 4), code(48, 69, 48, 50)),
        Read("PDF417", LINK),
    ),
    "PDF417, rows": (
        job(48, b"hello", code(48, 66, 6), code(48, 67, 2), code(48, 69, 49, 4)),
        Read("PDF417", b"hello"),
    ),
    "PDF417, truncated": (
        job(48, LINK, code(48, 70, 1), code(48, 67, 2), code(48, 65, 4)),
        Read("PDF417", LINK),
    ),
    "MaxiCode": (job(50, LINK, code(50, 65, 52)), Read("MaxiCode", LINK)),
    "DataBar": (job(51, b"H0123456789012"), Read("DataBarStk", b"0101234567890128")),
    "DataBar, expanded": (
        job(51, b"L(01)98898765432106(10)AB", code(51, 71, 110, 0)),
        Read("DataBarExpStk", b"019889876543210610AB"),
    ),
    "Aztec": (job(53, LINK, code(53, 67, 4), code(53, 69, 50)), Read("Aztec", LINK)),
    "Aztec, compact": (job(53, b"hello", code(53, 66, 1, 3)), Read("Aztec", b"hello")),
    "DataMatrix": (job(54, LINK, code(54, 67, 4)), Read("DataMatrix", LINK)),
    "DataMatrix, rectangle": (
        job(54, b"hello", code(54, 66, 1, 8, 32), code(54, 67, 4)),
        Read("DataMatrix", b"hello"),
    ),
}


@pytest.mark.parametrize("name", JOBS)
def test_a_printed_code_scans_as_its_content(name: str) -> None:
    data, read = JOBS[name]
    assert zxing(printed(b"\x1ba\x01" + data).png) == [read]


@pytest.mark.parametrize("name", JOBS)
def test_nothing_that_sets_a_code_up_is_refused(name: str) -> None:
    assert skipped(JOBS[name][0]) == []


@pytest.mark.parametrize("name", ["QR", "QR, Hanzi", "QR, model 2"])
@pytest.mark.parametrize("align", [0, 1, 2])
def test_another_scanner_reads_the_same(name: str, align: int, tmp_path: Path) -> None:
    data, read = JOBS[name]
    slip = printed(b"\x1ba" + bytes([align]) + data)
    assert zbar(slip.png, tmp_path) == [f"QR-Code:{read.content.decode()}"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (job(49, b"hello"), "[QR hello]\n"),
        (job(48, b"two\nlines"), "[PDF417 two lines]\n"),
        (job(51, b"H0123456789012"), "[DATABAR 0123456789012]\n"),
    ],
)
def test_a_code_is_named_with_its_content_in_the_text(data: bytes, text: str) -> None:
    assert printed(data).text == text


def test_a_code_of_squares_says_how_large_they_are() -> None:
    square, flat = printed(job(49, b"hello", code(49, 67, 5)) + job(48, b"hello")).marks
    assert (square.module_dots, flat.module_dots) == (5, 0)


def test_a_code_is_printed_as_often_as_it_is_told() -> None:
    assert len(printed(job(49, b"hello") + code(49, 81, 48)).marks) == 2


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (code(49, 67, 4) + code(49, 80, 48, data=b"hello"), b"76" + b"84\x1f84\x1f1\x1f0\0"),
        (code(49, 67, 16) + code(49, 80, 48, data=b"x" * 99), b"76592\x1f592\x1f1\x1f1\0"),
        (b"", b"760\x1f0\x1f1\x1f1\0"),
    ],
)
def test_the_size_of_a_qr_code_is_told_without_printing_it(data: bytes, answer: bytes) -> None:
    machine = printer()
    assert feed(machine, data + code(49, 82, 48)) == answer
    assert machine.piece.marks == ()


@pytest.mark.parametrize(
    ("cn", "content", "answer"),
    [
        (48, b"hello", b"7/309\x1f36\x1f1\x1f0\0"),
        (50, b"hello", b"77225\x1f215\x1f1\x1f0\0"),
        (51, b"H0123456789012", b"7O100\x1f26\x1f1\x1f0\0"),
        (52, b"hello", b"7P0\x1f0\x1f1\x1f1\0"),
        (53, b"hello", b"7X93\x1f93\x1f1\x1f00\0"),
        (54, b"hello", b"7Y42\x1f42\x1f1\x1f0\0"),
    ],
)
def test_every_kind_tells_its_size_in_its_own_block(cn: int, content: bytes, answer: bytes) -> None:
    stored = code(cn, 80, 48, data=content)
    assert feed(printer(), stored + code(cn, 82, 48)) == answer


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (code(49, 81, 48), ["GS ( k 49 81"]),
        (job(49, b"A" * 500, code(49, 67, 8)), ["GS ( k 49 81"]),
        (job(49, b"A" * 4000), ["GS ( k 49 81"]),
        (job(52, b"A"), ["GS ( k 52 81"]),
        (code(49, 65, 49, 0), ["GS ( k 49 65"]),  # model 1: drawn as model 2
        (code(49, 65, 52, 0), ["GS ( k 49 65"]),
        (code(49, 67, 0), ["GS ( k 49 67"]),
        (code(49, 69, 52), ["GS ( k 49 69"]),
        (code(48, 65, 31), ["GS ( k 48 65"]),
        (code(48, 66, 2), ["GS ( k 48 66"]),
        (code(48, 69, 48, 57), ["GS ( k 48 69"]),
        (code(48, 69, 49, 0), ["GS ( k 48 69"]),
        (code(48, 70, 2), ["GS ( k 48 70"]),
        (code(50, 65, 49), ["GS ( k 50 65"]),
        (code(53, 66, 0, 3), ["GS ( k 53 66"]),
        (code(53, 66, 1, 5), ["GS ( k 53 66"]),
        (code(53, 69, 4), ["GS ( k 53 69"]),
        (code(54, 66, 2, 0, 0), ["GS ( k 54 66"]),
    ],
)
def test_what_cannot_be_done_is_reported(data: bytes, names: list[str]) -> None:
    assert skipped(data) == names


def test_a_code_wider_than_the_paper_is_not_printed() -> None:
    assert printed(job(49, b"A" * 500, code(49, 67, 8))).bitmap.height == 0


def test_a_composite_code_takes_its_settings_and_prints_nothing() -> None:
    settings = code(52, 67, 2) + code(52, 71, 0, 1) + code(52, 72, 0)
    assert skipped(settings) == []
    assert printed(settings + job(52, b"A")).bitmap.height == 0


def test_esc_at_forgets_content_and_settings() -> None:
    plain = printed(job(49, b"hello")).bitmap
    again = printed(code(49, 67, 6) + code(49, 69, 51) + b"\x1b@" + job(49, b"hello")).bitmap
    assert again == plain
    assert skipped(code(49, 80, 48, data=b"hello") + b"\x1b@" + code(49, 81, 48)) == [
        "GS ( k 49 81"
    ]
