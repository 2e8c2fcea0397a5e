"""The bank's answer codes: all there, in the right class, in words that fit a screen."""

import unicodedata

import pytest

from wire.response_codes import CODES, Verdict, lookup

# cup-terminal.md 1.8.
LISTED = {
    "A": "00, 10, 11, 16, A2, A4, A5, A6",
    "B": "09, 13, 14, 99, A0",
    "C": "01, 02, 03, 05, 12, 15, 19, 20, 21, 22, 23, 25, 30, 31, 39, 40, 42, 44, 51, 52, 53, 54,"
    " 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 75, 79, 90, 91, 92, 93, 94, 95, 96,"
    " A7",
    "D": "04, 07, 33, 34, 35, 36, 37, 38, 41, 43, 77, 97",
    "E": "06, 98",
}
SCREEN_COLUMNS = 30


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_class_holds_the_codes_of_the_dialect(verdict: Verdict) -> None:
    held = {code for code, row in CODES.items() if row.verdict is verdict}
    assert held == set(LISTED[verdict.value].split(", "))


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_words_fit_one_line_of_the_screen(code: str) -> None:
    row = lookup(code)
    assert row.code == code
    assert row.en.isascii()
    for words in (row.zh, row.en):
        columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
        assert 0 < columns <= SCREEN_COLUMNS, words


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        ("00", "交易成功"),
        ("01", "请联系发卡行"),
        ("03", "商户未登记"),
        ("04", "没收卡，请联系收单行"),
        ("07", "没收卡"),
        ("12", "无效交易"),
        ("13", "交易金额超限"),
        ("14", "无效卡号"),
        ("15", "此卡不能受理"),
        ("25", "原始交易找不到"),
        ("30", "格式错"),
        ("33", "过期卡"),
        ("36", "请换卡"),
        ("38", "密码错误次数超限"),
        ("51", "余额不足"),
        ("54", "过期卡"),
        ("55", "密码错，请重试"),
        ("58", "终端无效，请联系收单行或银联"),
        ("61", "金额太大"),
        ("64", "原始金额不正确"),
        ("65", "超出取款次数限制"),
        ("77", "请向网络中心签到"),
        ("94", "重复交易"),
        ("97", "终端未登记"),
        ("98", "交易超时"),
    ],
)
def test_the_operator_reads_the_words_of_the_trade(code: str, zh: str) -> None:
    assert lookup(code).zh == zh


def test_only_class_a_moves_money() -> None:
    assert {code for code in CODES if lookup(code).is_approval} == set(LISTED["A"].split(", "))


@pytest.mark.parametrize("code", ["ZZ", "08", "", "0", "a0"])
def test_an_unknown_code_is_a_decline_that_shows_itself(code: str) -> None:
    row = lookup(code)
    assert (row.zh, row.en) == (f"交易失败 {code}", f"Failed {code}")
    assert row.verdict is Verdict.DECLINED
    assert not row.is_approval


def test_re_sign_and_sign_on_are_never_a_bare_sign() -> None:
    assert "签到" in lookup("77").zh
    assert "sign on" in lookup("77").en
