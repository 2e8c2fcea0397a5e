"""Reports of rows."""

from datetime import datetime

import pytest

from receipts.reports import Part, Report, report_slip
from receipts.wording import Language, Wording

AT = datetime.fromisoformat("2026-03-02T20:00:00")
PARTS = (
    Part(Wording("待签名", "UNSIGNED"), "1", (("03-02 12:00 000001", "12.00"),)),
    Part(Wording("待冲正", "REVERSAL DUE"), "0"),
)
REPORT = Report(Wording("日常检查", "DAILY CHECK"), "合成测试商户", "10000001", "01", AT, PARTS)


def words(language: Language) -> str:
    return "\n".join(str(block) for block in report_slip(REPORT, language).blocks)


def test_each_part_has_its_heading_its_count_and_its_rows() -> None:
    said = words("both")
    assert "待签名(UNSIGNED):" in said
    assert "000001" in said
    assert "12.00" in said
    assert "REVERSAL DUE" in said


@pytest.mark.parametrize(
    ("language", "there", "not_there"),
    [("zh", "待签名:", "UNSIGNED"), ("en", "UNSIGNED:", "待签名")],
)
def test_in_one_language_the_other_is_left_out(
    language: Language, there: str, not_there: str
) -> None:
    said = words(language)
    assert there in said
    assert not_there not in said
