"""The sale slip: order and labels, whose copy carries what, nothing unmasked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipts import text
from receipts.charset import columns
from receipts.layout import Line, lines
from receipts.paper import MM58, MM80, Paper
from receipts.slip import Copy, Document, Picture, Qr, Size
from receipts.slips import NotRequired, SaleSlip, sale_slip, waived_below
from receipts.wording import Language
from tests.receipts.facts import CODE, RESIGNED, SIGNED, UNSIGNED, WAIVED

LANGUAGES: tuple[Language, ...] = ("zh", "en", "both")


def words(document: Document, paper: Paper = MM80) -> str:
    """The slip's text with every gap a single blank."""
    return " ".join(text.render(document, paper).split())


def pictures(document: Document) -> list[Picture]:
    return [block for block in document.blocks if isinstance(block, Picture)]


# cup-terminal.md section 3, in its order.
LABELS = (
    "银联POS签购单",
    "商户名称(MERCHANT NAME):",
    "商户编号(MERCHANT NO):",
    "终端编号(TERMINAL NO):",
    "操作员号(OPERATOR NO):",
    "发卡行(ISSUER):",
    "收单行(ACQUIRER):",
    "卡号(CARD NO):",
    "交易类型(TRANS TYPE):",
    "批次号(BATCH NO):",
    "凭证号(VOUCHER NO):",
    "授权码(AUTH NO):",
    "参考号(REFER NO):",
    "日期/时间(DATE/TIME):",
    "金额(AMOUNT):",
    "备注(REFERENCE):",
    "重打印凭证/DUPLICATED",
    "持卡人签名(CARDHOLDER SIGNATURE):",
    "特征码(FEATURE CODE): 475B8226",
    "补签/RE-SIGNED 2026/11/23 12:03:11 FROM 终端上一笔/TERMINAL, LAST 操作员/OP 01",
    "本人确认以上交易，同意将其记入本卡账户",
    "I ACKNOWLEDGE SATISFACTORY RECEIPT OF RELATIVE GOODS/SERVICES",
    "商户存根 MERCHANT COPY",
)


def test_the_labels_stand_in_the_order_of_the_specification() -> None:
    slip = words(sale_slip(RESIGNED, Copy.MERCHANT, "both"))
    places = [slip.rindex(label) for label in LABELS]
    assert places == sorted(places)


def test_the_merchant_copy_has_the_signature_and_the_cardholder_copy_has_none() -> None:
    merchant = sale_slip(SIGNED, Copy.MERCHANT, "both")
    cardholder = sale_slip(SIGNED, Copy.CARDHOLDER, "both")
    assert len(pictures(merchant)) == 1
    assert not pictures(cardholder)
    for words_of_the_block in ("SIGNATURE", CODE, "ACKNOWLEDGE"):
        assert words_of_the_block in words(merchant)
        assert words_of_the_block not in words(cardholder)


@pytest.mark.parametrize("copy", Copy)
def test_a_slip_printed_before_signing_says_so(copy: Copy) -> None:
    assert "待签名/UNSIGNED" in words(sale_slip(UNSIGNED, copy, "both"))
    assert "UNSIGNED" not in words(sale_slip(SIGNED, copy, "both"))


@pytest.mark.parametrize("copy", Copy)
def test_a_late_signature_is_visible_on_every_later_print(copy: Copy) -> None:
    slip = words(sale_slip(RESIGNED, copy, "both"))
    assert "补签名/RE-SIGNED" in slip
    assert "补签/RE-SIGNED 2026/11/23 12:03:11 FROM 终端上一笔/TERMINAL, LAST 操作员/OP 01" in slip
    assert "SIGNED 2026" not in words(sale_slip(SIGNED, copy, "both"))


def test_an_unsigned_merchant_copy_has_room_for_a_pen() -> None:
    shown = text.render(sale_slip(UNSIGNED, Copy.MERCHANT, "zh"), MM58)
    assert "持卡人签名:\n\n\n\n\n本人确认" in shown


@pytest.mark.parametrize("copy", Copy)
def test_a_voided_slip_asks_for_no_signature(copy: Copy) -> None:
    said = words(sale_slip(replace(UNSIGNED, voided=True), copy, "both"))
    assert "已撤销/VOIDED" in said
    assert "待签名" not in said
    assert "SIGNATURE" not in said
    assert "SCAN" not in said


def test_the_reference_of_what_is_unsigned_can_be_scanned_off_the_merchant_copy_alone() -> None:
    merchant, cardholder = (sale_slip(UNSIGNED, copy, "both") for copy in Copy)
    assert [block.data for block in merchant.blocks if isinstance(block, Qr)] == [
        UNSIGNED.reference
    ]
    for slip in (cardholder, sale_slip(SIGNED, Copy.MERCHANT, "both")):
        assert not any(isinstance(block, Qr) for block in slip.blocks)
    bare = sale_slip(replace(UNSIGNED, reference=""), Copy.MERCHANT, "both")
    assert not any(isinstance(block, Qr) for block in bare.blocks)


def test_only_a_duplicate_is_marked_as_one() -> None:
    assert "重打印凭证/DUPLICATED" in words(sale_slip(RESIGNED, Copy.MERCHANT, "both"))
    assert "DUPLICATED" not in words(sale_slip(SIGNED, Copy.MERCHANT, "both"))


def test_a_waived_signature_says_why_and_leaves_no_block() -> None:
    slip = words(sale_slip(WAIVED, Copy.MERCHANT, "both"))
    assert "交易金额未超1000元，免密免签" in slip
    assert "SIGNATURE:" not in slip
    assert "ACKNOWLEDGE" not in slip


def test_a_waiver_with_cents_shows_them() -> None:
    text_of_it = waived_below(30050).text
    assert text_of_it is not None
    assert "300.50" in text_of_it.zh


def test_a_pin_makes_the_signature_block_go_without_a_word() -> None:
    slip = words(sale_slip(replace(SIGNED, signature=NotRequired()), Copy.MERCHANT, "zh"))
    assert slip.endswith("备注: CUP 银联信用卡 " + "-" * 48 + " 商户存根")


def test_one_language_leaves_the_other_out() -> None:
    chinese = words(sale_slip(replace(RESIGNED, remarks=()), Copy.MERCHANT, "zh"))
    assert "AMOUNT" not in chinese
    english = words(
        sale_slip(replace(RESIGNED, merchant_name="Shop", remarks=()), Copy.MERCHANT, "en")
    )
    assert english.isascii() or not any("\u4e00" <= char <= "\u9fff" for char in english)


def test_what_is_unknown_is_left_out_with_its_label() -> None:
    slip = words(sale_slip(replace(SIGNED, auth_code="", remarks=()), Copy.MERCHANT, "both"))
    assert "AUTH NO" not in slip
    assert "备注" not in slip
    assert "- -" not in slip


def test_the_amount_and_the_kind_are_the_largest() -> None:
    large = [
        item.text
        for item in lines(sale_slip(SIGNED, Copy.MERCHANT, "both"), MM58)
        if isinstance(item, Line) and item.size is Size.LARGE
    ]
    assert large == ["银联POS签购单", "消费/SALE", "RMB 1,234.56"]


@pytest.mark.parametrize(
    "card", ["6212345678905678", "6212 3456 7890 5678", "621234567*5678", "0000000"]
)
def test_an_unmasked_card_number_makes_no_slip(card: str) -> None:
    with pytest.raises(AssertionError) as raised:
        replace(SIGNED, card_masked=card)
    assert card not in str(raised.value)


@pytest.mark.parametrize("card", ["621234******5678", "5359 18** **** 8888", "621234*********5678"])
def test_both_masked_forms_are_accepted(card: str) -> None:
    assert card in words(sale_slip(replace(SIGNED, card_masked=card), Copy.CARDHOLDER, "en"))


SLIPS = st.builds(
    replace,
    st.sampled_from([SIGNED, UNSIGNED, RESIGNED, WAIVED]),
    merchant_name=st.text(max_size=60),
    amount_minor=st.integers(0, 10**12 - 1),
    remarks=st.lists(st.text(max_size=80), max_size=3).map(tuple),
)


@given(SLIPS, st.sampled_from(Copy), st.sampled_from(LANGUAGES), st.sampled_from([MM58, MM80]))
def test_no_slip_runs_over_the_edge(
    facts: SaleSlip, copy: Copy, language: Language, paper: Paper
) -> None:
    for item in lines(sale_slip(facts, copy, language), paper):
        if isinstance(item, Line):
            assert columns(item.text) * item.size.across <= paper.columns
