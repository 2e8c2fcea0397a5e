"""The sales that the tests of this package print."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from receipts.notices import OnFile, on_file_slip, printer_test_slip
from receipts.paper import MM58, MM80, Paper
from receipts.settlement import Line, SettlementReport, settlement_slip
from receipts.signature import rasterise, sample
from receipts.slip import Copy, Document
from receipts.slips import (
    SALE,
    VOID,
    Resigned,
    SaleSlip,
    Signed,
    Unsigned,
    sale_slip,
    waived_below,
)
from receipts.training import training_copy
from wire.cup_fields import Totals

CODE = "475B8226"
CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 23, 11, 58, 7, tzinfo=CHINA)
LATER = datetime(2026, 11, 23, 12, 3, 11, tzinfo=CHINA)

UNSIGNED = SaleSlip(
    merchant_name="合成测试商户（浦东新区张江高科技园区第三体验店）",
    merchant_id="104110045110012",
    terminal_id="10000001",
    operator="01",
    issuer="01020000",
    acquirer="48020000",
    card_masked="621234******5678",
    entry_letter="S",
    kind=SALE,
    batch="000007",
    voucher="000123",
    auth_code="123456",
    reference="123456789012",
    at=NOON,
    amount_minor=123456,
    signature=Unsigned(),
    remarks=("CUP 银联信用卡",),
)
SIGNED = replace(UNSIGNED, signature=Signed(rasterise(sample(0), CODE), CODE))
RESIGNED = replace(
    UNSIGNED,
    signature=Signed(rasterise(sample(1), CODE), CODE, Resigned(LATER, "TERMINAL_LAST", "01")),
    duplicate=True,
)
WAIVED = replace(
    UNSIGNED,
    signature=waived_below(100000),
    entry_letter="C",
    amount_minor=1200,
    remarks=(),
)
ON_FILE = OnFile(
    merchant_name="合成测试商户",
    merchant_id="104110045110012",
    terminal_id="10000001",
    operator="01",
    card_masked="621234******5678",
    voucher="000124",
    at=NOON,
    until=NOON.replace(year=NOON.year + 1),
    signature=rasterise(sample(1), CODE),
)
SETTLEMENT = SettlementReport(
    *("合成测试商户", "104110045110012", "10000001", "99", "000007", NOON),
    Totals(246912, 2, 123456, 1),
    Totals(),
    (
        Line(SALE, "621234******5678", "000123", 123456),
        Line(VOID, "621234******5678", "000124", 123456),
    ),
)

DOCUMENTS: dict[str, tuple[Document, Paper]] = {
    "signed_merchant_both_58": (sale_slip(SIGNED, Copy.MERCHANT, "both"), MM58),
    "signed_merchant_both_80": (sale_slip(SIGNED, Copy.MERCHANT, "both"), MM80),
    "signed_cardholder_both_58": (sale_slip(SIGNED, Copy.CARDHOLDER, "both"), MM58),
    "unsigned_merchant_both_58": (sale_slip(UNSIGNED, Copy.MERCHANT, "both"), MM58),
    "unsigned_merchant_zh_58": (sale_slip(UNSIGNED, Copy.MERCHANT, "zh"), MM58),
    "unsigned_merchant_en_80": (sale_slip(UNSIGNED, Copy.MERCHANT, "en"), MM80),
    "resigned_merchant_both_58": (sale_slip(RESIGNED, Copy.MERCHANT, "both"), MM58),
    "resigned_merchant_zh_80": (sale_slip(RESIGNED, Copy.MERCHANT, "zh"), MM80),
    "resigned_cardholder_en_58": (sale_slip(RESIGNED, Copy.CARDHOLDER, "en"), MM58),
    "waived_cardholder_both_58": (sale_slip(WAIVED, Copy.CARDHOLDER, "both"), MM58),
    "training_merchant_both_58": (
        training_copy(sale_slip(UNSIGNED, Copy.MERCHANT, "both")),
        MM58,
    ),
    "settlement_both_58": (settlement_slip(SETTLEMENT, "both"), MM58),
    "on_file_both_58": (on_file_slip(ON_FILE, "both"), MM58),
    "withdrawn_zh_58": (on_file_slip(replace(ON_FILE, until=None), "zh"), MM58),
    "printer_test_both_58": (printer_test_slip("virtual:", MM58, NOON), MM58),
    "printer_test_both_80": (printer_test_slip("virtual:", MM80, NOON), MM80),
}
