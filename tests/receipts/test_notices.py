"""The reversal notice and the printer's test slip."""

from dataclasses import replace

import pytest

from receipts import strip
from receipts.notices import RARE_HANZI, printer_test_slip, reversal_slip
from receipts.paper import MM58, MM80, Paper
from receipts.slip import Picture, Qr, Size, Text
from tests.receipts.facts import NOON, REVERSAL
from tests.receipts.test_slips import words


def test_a_reversal_that_is_due_warns_not_to_charge_twice() -> None:
    slip = words(reversal_slip(REVERSAL, "both"))
    assert "DO NOT CHARGE TWICE" in slip
    assert "NOT CHARGED" not in slip


def test_a_reversal_that_is_done_says_the_card_is_not_charged() -> None:
    slip = words(reversal_slip(replace(REVERSAL, done=True), "both"))
    assert "已冲正" in slip
    assert "CARD IS NOT CHARGED" in slip
    assert "WILL REVERSE" not in slip


def test_a_reversal_names_the_sale_by_voucher_and_masked_card() -> None:
    slip = words(reversal_slip(REVERSAL, "both"))
    assert "凭证号(VOUCHER NO): 000124" in slip
    assert "621234******5678" in slip


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
