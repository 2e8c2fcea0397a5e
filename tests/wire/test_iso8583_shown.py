"""What a person sees of a message: names in both languages, and never a secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.messages import SALE, messages
from wire import tlv
from wire.cup_fields import Field48Totals, Totals
from wire.iso8583 import FieldValue, Language, Message, describe
from wire.iso8583_shown import FieldLine, lines, masked, money
from wire.tlv import Tlv


def _values(number: int, value: FieldValue, language: Language = "en") -> dict[str, str]:
    return {line.path: line.value for line in lines(number, value, language)}


def _names(number: int, value: FieldValue, language: Language) -> dict[str, str]:
    return {line.path: line.name for line in lines(number, value, language)}


@given(messages(), st.sampled_from(["zh", "en"]))
def test_any_message_can_be_shown(message: Message, language: Language) -> None:
    shown = describe(message, language)
    assert {line.number for line in shown} == set(message.fields)
    assert all(line.path.startswith(f"F{line.number}") for line in shown)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_secret_of_a_sale_is_shown(language: Language) -> None:
    secrets = [SALE.text(2)[6:-4], SALE.text(35), SALE.text(36), SALE.binary(52).hex()]
    shown = "\n".join(map(str, describe(SALE, language))).lower()
    assert [secret for secret in secrets if secret.lower() in shown] == []
    assert "622222*********3323" in shown


@given(st.text("0123456789", min_size=13, max_size=19))
def test_a_card_number_shows_ten_digits_at_most(pan: str) -> None:
    shown = masked(2, pan)
    assert len(shown) == len(pan)
    assert sum(character != "*" for character in shown) == 10


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [
        (2, "6222", "****"),
        (11, "000123", "000123"),
        (35, "6222=", "****"),
        (52, bytes(8), "****"),
        (62, bytes(40), "40 bytes"),
        (48, "02" + "0" * 80, "82 digits"),
        (59, "anything", "8 digits"),
        (64, b"52E68643", "52E68643"),
        (64, bytes.fromhex("A36B313B45A3930C"), "A36B313B45A3930C"),
        (77, "who knows", "****"),
    ],
)
def test_each_field_is_masked_after_its_nature(number: int, value: FieldValue, shown: str) -> None:
    assert masked(number, value) == shown


def test_slip_elements_are_named_and_read() -> None:
    elements = tlv.encode(
        [
            Tlv(0xFF00, "合成测试商户".encode("gbk")),
            Tlv(0xFF06, bytes.fromhex("20261123120311")),
            Tlv(0xFF22, bytes.fromhex("A000000333010102")),
            Tlv(0xFF0B, bytes.fromhex("013800138000")),
            Tlv(0xFF25, bytes.fromhex("6222222222222233323F")),
            Tlv(0x5A, bytes.fromhex("6222222222222233323F")),
            Tlv(0x57, bytes.fromhex("6222222222222233323D3012")),
            Tlv(0x9F79, b"12345"),
        ]
    )
    assert _values(55, elements) == {
        "F55": f"{len(elements)} bytes",
        "F55.FF00": "合成测试商户",
        "F55.FF06": "20261123120311",
        "F55.FF22": "A000000333010102",
        "F55.FF0B": "****",
        "F55.FF25": "622222*********3323",
        "F55.5A": "622222*********3323",
        "F55.57": "****",
        "F55.9F79": "5 bytes",
    }
    assert _names(55, elements, "zh")["F55.FF00"] == "商户名称"
    assert _names(55, elements, "en")["F55.FF00"] == "merchant"


def test_composite_fields_are_taken_apart() -> None:
    assert _values(60, "07000007800") == {
        "F60": "07000007800",
        "F60.kind": "07",
        "F60.batch": "000007",
        "F60.network": "800",
    }
    assert _values(61, "0000070001231123")["F61.trace"] == "000123"
    assert _values(44, "01020000   03040000   ")["F44.acquirer"] == "03040000"
    assert _values(63, "CUP银联")["F63.issuer"] == "银联"
    totals = Field48Totals(Totals(120000, 3, 500, 1, 1), Totals()).encode()
    assert _values(48, totals) == {
        "F48": "62 digits",
        "F48.domestic": "+120000 (3) -500 (1) = 1",
        "F48.foreign": "+0 (0) -0 (0) = 0",
    }


def test_parts_are_named_in_both_languages() -> None:
    assert _names(60, "07000007800", "zh")["F60.batch"] == "批次号"
    assert _names(60, "07000007800", "en")["F60.batch"] == "batch"


@pytest.mark.parametrize(
    ("digits", "currency", "shown"),
    [
        ("000000001200", "156", "12.00 CNY"),
        ("000000000005", "156", "0.05 CNY"),
        ("999999999999", "840", "9999999999.99 USD"),
        ("000000001200", "392", "1200 JPY"),
        ("000000001200", "999", "000000001200"),
        ("000000001200", "", "12.00"),
        ("no amount", "", "no amount"),
    ],
)
def test_an_amount_is_written_in_its_currency(digits: str, currency: str, shown: str) -> None:
    assert money(digits, currency) == shown


def test_the_amount_of_a_message_takes_its_currency_from_field_49() -> None:
    def amount(message: Message) -> str:
        return next(line.value for line in describe(message, "en") if line.number == 4)

    assert amount(SALE) == "12.00 CNY"
    assert amount(Message("0820", {4: "000000001200"})) == "12.00"


@pytest.mark.parametrize(
    ("mti", "field_60", "name"),
    [
        ("0810", "00000007003", "working keys"),
        ("0820", "07000007800", "signature image"),
        ("0830", "07000007810", "re-sign data"),
        ("0810", "00000007360", "parameters"),
        ("0820", "00000007361", "parameters"),
        ("0200", "22000007000", "in place of"),
        ("0500", "00000007201", "private 62"),
    ],
)
def test_the_private_field_is_called_what_it_holds_in_this_message(
    mti: str, field_60: str, name: str
) -> None:
    message = Message(mti, {60: field_60, 62: b"\xff\xa1\x01\x00"})
    assert [line.name for line in describe(message, "en") if line.number == 62] == [name]


def test_an_answer_code_comes_with_its_words() -> None:
    assert _values(39, "51", "zh") == {"F39": "51 余额不足"}
    assert _values(39, "51", "en") == {"F39": "51 Not enough funds"}
    assert _values(39, "ZZ", "zh") == {"F39": "ZZ 交易失败 ZZ"}


def test_a_field_that_cannot_be_taken_apart_says_so_and_is_still_shown() -> None:
    shown = tuple(lines(55, bytes.fromhex("FF0609AA"), "zh"))
    assert shown == (
        FieldLine("F55", 55, "IC卡数据域", "4 bytes"),
        FieldLine("F55.FF06", 55, "格式错", "F55.FF06 at byte 3: length 9 runs past the end"),
    )
    assert [line.name for line in lines(60, "07", "en")] == ["type, batch", "malformed"]
