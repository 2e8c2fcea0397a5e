"""The paper about a signature on file, and the printer's test slip."""

from dataclasses import replace

import pytest

from receipts import strip
from receipts.notices import RARE_HANZI, on_file_slip, printer_test_slip
from receipts.paper import MM58, MM80, Paper
from receipts.slip import Document, Picture, Qr, Size, Text
from tests.receipts.facts import NOON, ON_FILE
from tests.receipts.test_slips import words
from wire.bitmap import Bitmap


def test_who_enrols_keeps_on_paper_what_he_agreed_to_and_until_when() -> None:
    slip = words(on_file_slip(ON_FILE, "both"))
    assert "可随时撤回" in slip
    assert "I MAY WITHDRAW IT ANY TIME" in slip
    assert "有效期至(VALID UNTIL): 2027/11/23" in slip
    assert "凭证号(VOUCHER NO): 000124" in slip
    assert "621234******5678" in slip


def test_the_signature_that_is_kept_stands_on_the_paper_where_the_terminal_has_it() -> None:
    assert ON_FILE.signature in pictures(on_file_slip(ON_FILE, "zh"))
    assert pictures(on_file_slip(replace(ON_FILE, signature=None), "zh")) == []


def test_who_takes_it_back_keeps_on_paper_that_it_is_erased_and_no_picture_of_it() -> None:
    document = on_file_slip(replace(ON_FILE, until=None), "both")
    assert "银行已删除" in words(document)
    assert "VALID UNTIL" not in words(document)
    assert pictures(document) == []


def pictures(document: Document) -> list[Bitmap]:
    return [block.bitmap for block in document.blocks if isinstance(block, Picture)]


@pytest.mark.parametrize("paper", [MM58, MM80])
def test_the_test_slip_has_every_size_a_code_and_every_dot_of_the_head(paper: Paper) -> None:
    document = printer_test_slip("virtual:", paper, NOON)
    texts = [block for block in document.blocks if isinstance(block, Text)]
    assert {block.size for block in texts} == set(Size)
    assert sum(isinstance(block, Qr) for block in document.blocks) == 1
    bars, _ = (block.bitmap for block in document.blocks if isinstance(block, Picture))
    columns_used = 0
    for row in strip.bitmap_rows(bars):
        columns_used |= row
    assert columns_used == (1 << paper.width_dots) - 1


def test_a_printer_of_gb2312_is_not_asked_for_rare_hanzi() -> None:
    assert RARE_HANZI in words(printer_test_slip("virtual:", MM58, NOON))
    assert RARE_HANZI not in words(printer_test_slip("virtual:", MM58, NOON, rare=False))
    assert not set(RARE_HANZI) & set(RARE_HANZI.encode("gb2312", "ignore").decode("gb2312"))
