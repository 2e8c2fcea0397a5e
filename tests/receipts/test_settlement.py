"""The settlement report."""

from datetime import datetime

from receipts.settlement import Line, SettlementReport, settlement_slip
from receipts.slips import SALE, VOID
from receipts.wording import Language
from wire.cup_fields import Totals

AT = datetime.fromisoformat("2026-03-02T20:00:00")


SOLD = Line(SALE, "621234******0000", "000001", 1200)
UNDONE = Line(VOID, "621234******0000", "000002", 1200)


def words(*unsigned: Line, language: Language = "both") -> str:
    report = SettlementReport(
        *("合成测试商户", "104110054110001", "10000001", "01", "000007", AT),
        Totals(2000, 2, 500, 1),
        Totals(),
        unsigned,
    )
    return "\n".join(str(block) for block in settlement_slip(report, language).blocks)


def test_it_has_the_four_totals_with_count_and_amount() -> None:
    said = words()
    assert "内卡 借记" in said
    assert "RMB 20.00" in said
    assert "RMB 5.00" in said
    assert "对账平" in said


def test_what_nobody_signed_is_listed_and_otherwise_the_list_is_left_out() -> None:
    assert "签名未成功上送明细(SIGNATURES NOT UPLOADED)" in words(SOLD)
    assert "SIGNATURES" not in words()


def test_what_is_a_void_on_the_list_is_called_one() -> None:
    assert "621234******0000 消费/SALE" in words(SOLD, UNDONE)
    assert "621234******0000 消费撤销/VOID" in words(SOLD, UNDONE)
    assert "VOID" not in words(SOLD)
    assert "621234******0000 消费撤销'" in words(UNDONE, language="zh")
