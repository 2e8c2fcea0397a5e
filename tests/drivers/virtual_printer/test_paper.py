"""A slip says what is on it: text in columns, pictures small, codes by content; or shows a PNG."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from drivers.escpos.slip import encode
from drivers.virtual_printer.paper import MAX_MARKS, MarkKind, Piece, joined
from receipts import text
from receipts.paper import MM58
from tests.drivers.virtual_printer.bench import gbk, printed
from tests.programs import need
from tests.receipts.facts import DOCUMENTS

NAME = "signed_merchant_both_58"
DOCUMENT, PAPER = DOCUMENTS[NAME]


def test_words_are_found_on_their_line() -> None:
    slip = printed(gbk("金额 12.00\n待签名\n"))
    assert slip.has("待签名")
    assert not slip.has("已签名")


def test_a_picture_sent_in_bands_is_one_picture() -> None:
    slip = printed(encode(DOCUMENT, PAPER))
    pictures = [mark for mark in slip.marks if mark.kind is MarkKind.PICTURE]
    whole = [mark for mark in joined(slip.marks) if mark.kind is MarkKind.PICTURE]
    assert (len(pictures) > 2, len(whole)) == (True, 1)
    assert whole[0].height_dots == sum(mark.height_dots for mark in pictures)
    assert slip.text == text.render(DOCUMENT, PAPER)


def test_pictures_with_paper_between_are_two() -> None:
    band = b"\x1dv0\x00\x01\x00\x18\x00" + b"\xff" * 24
    assert len(joined(printed(band + band).marks)) == 1
    assert len(joined(printed(band + b"\n" + band).marks)) == 3


@pytest.mark.slow
def test_a_thousand_bands_are_joined_as_soon_as_one() -> None:
    band = b"\x1dv0\x00\x30\x00\x01\x00" + b"\xff" * 48
    (picture,) = joined(printed(band * 15_000).marks)
    assert (picture.height_dots, picture.picture) == (15_000, printed(band * 15_000).bitmap)


def test_what_is_printed_back_and_forth_for_days_is_not_remembered_for_ever() -> None:
    piece = Piece(MM58)
    mark = printed(b"A\n").marks[0]
    for _ in range(MAX_MARKS + 9):
        piece.mark(mark)
    assert len(piece.slip(b"").marks) == MAX_MARKS


def test_the_png_is_as_wide_as_the_roll_with_the_slip_in_its_middle() -> None:
    slip = printed(gbk("签\n"))
    image = Image.open(BytesIO(slip.png)).convert("1")
    assert image.width == MM58.width_mm * 8
    left, top = MM58.margin_dots, (image.height - slip.bitmap.height) // 2
    for y in range(24):
        for x in range(24):
            black = image.getpixel((left + x, top + y)) == 0
            assert black == slip.bitmap.pixel(x, y)


def test_the_bytes_a_slip_came_from_print_it_again() -> None:
    slip = printed(encode(DOCUMENT, PAPER))
    assert printed(slip.source) == slip


def test_the_pdf_of_a_slip_has_its_text_in_it(tmp_path: Path) -> None:
    page = tmp_path / "slip.pdf"
    page.write_bytes(printed(encode(DOCUMENT, PAPER)).pdf("slip"))
    found = subprocess.run([need("pdftotext"), str(page), "-"], capture_output=True, check=True)
    text = found.stdout.decode()
    assert [words for words in ("合成测试商户", "RMB 1,234.56") if words not in text] == []


def test_rows_burnt_over_others_leave_both_and_go_on_below_them() -> None:
    piece = Piece(MM58)
    row = MM58.width_dots // 8
    for byte in (b"\x01", b"\x02", b"\x04"):
        piece.add(byte * row, 1)
    piece.back(2)
    piece.add(b"\x10" * row, 1)
    piece.add(b"\x20" * 2 * row, 2)
    data = piece.slip(b"").bitmap.data
    assert [data[at] for at in range(0, len(data), row)] == [0x01, 0x12, 0x24, 0x20]
    assert (piece.rows, piece.went_back) == (4, 0)
