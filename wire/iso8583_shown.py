"""Fields as a person may see them: named in Chinese or English, secrets masked, parts apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Literal

from wire import response_codes, tlv
from wire.cup_fields import Field44, Field48Totals, Field60, Field61, Field63
from wire.errors import MalformedError
from wire.iso8583_fields import FIELDS, Shown
from wire.pan import mask
from wire.slip_tags import SLIP_TAGS, Form, Secrecy
from wire.tlv import Tlv

Language = Literal["zh", "en"]
STARS = "****"

# ISO 4217: numeric code -> letters and decimals, for the currencies of the terminals' region.
CURRENCIES: Mapping[str, tuple[str, int]] = {
    "156": ("CNY", 2),
    "344": ("HKD", 2),
    "392": ("JPY", 0),
    "446": ("MOP", 2),
    "840": ("USD", 2),
    "978": ("EUR", 2),
}

USUAL_DECIMALS = 2
"""Of an amount in a message without F49, as an uploaded signature's: that of the terminal's RMB."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line about a field or a part of it.

    `path` is "F60" or "F55.FF06", `number` the field's, `value` already masked.
    """

    path: str
    number: int
    name: str
    value: str


def masked(number: int, value: str | bytes) -> str:
    """The value of a field with nothing in it that must not be seen."""
    row = FIELDS.get(number)
    shown = Shown.NOTHING if row is None else row.shown
    match shown:
        case Shown.CLEAR:
            return value if isinstance(value, str) else _bytes(value)
        case Shown.PAN:
            return mask(value) if isinstance(value, str) else STARS
        case Shown.SIZE:
            return f"{len(value)} {'digits' if isinstance(value, str) else 'bytes'}"
        case Shown.NOTHING:
            return STARS


def money(digits: str, currency: str) -> str:
    """F4 as a person writes it: "12.00 CNY", or "12.00" where a message names no currency.

    The bare digits where it names one that is not known.
    """
    letters, decimals = CURRENCIES.get(currency, ("", -1)) if currency else ("", USUAL_DECIMALS)
    if decimals < 0 or not digits.isdigit():
        return digits
    whole, rest = divmod(int(digits), 10**decimals)
    return (f"{whole}.{rest:0{decimals}d}" if decimals else f"{whole}") + f" {letters}".rstrip()


def private_name(mti: str, field_60: str) -> tuple[str, str] | None:
    """What F62 of a message holds, in Chinese and English; None where nobody has said.

    cup-terminal.md 1.4 and 1.5, docs/attach-a-host.md.
    """
    kind, network = field_60[:2], field_60[8:11]
    match mti[:2], kind, network[:2]:
        case "08", "00", "36":
            return "签名参数", "parameters"
        case "08", "00", _ if mti in ("0800", "0810"):
            return "工作密钥", "working keys"
        case "08", "07", "81":
            return "补签名数据", "re-sign data"
        case "08", "07", _:
            return "签名图像", "signature image"
        case "02", "22", _:
            return "代替的原交易", "in place of"
        case _:
            return None


def lines(
    number: int,
    value: str | bytes,
    language: Language,
    currency: str = "",
    private: tuple[str, str] | None = None,
) -> Iterator[FieldLine]:
    """The field's line, then one for each part it can be taken apart into.

    `currency` is the message's F49, for the amount; `private` what its F62 holds.
    """
    row = FIELDS.get(number)
    names = ("", "") if row is None else (row.zh, row.en)
    if number == 62 and private is not None:
        names = private
    name = names[0] if language == "zh" else names[1]
    shown = masked(number, value)
    if number == 4:
        shown = money(shown, currency)
    elif number == 39 and isinstance(value, str):
        meaning = response_codes.lookup(value)
        shown = f"{value} {meaning.zh if language == 'zh' else meaning.en}"
    yield FieldLine(f"F{number}", number, name, shown)
    try:
        parts = tuple(_parts(number, value, language))
    except MalformedError as error:
        yield FieldLine(
            error.path, number, "格式错" if language == "zh" else "malformed", str(error)
        )
        return
    for path, part_name, part in parts:
        yield FieldLine(f"F{number}.{path}", number, part_name, part)


_PART_NAMES = {
    "issuer": ("发卡行", "issuer"),
    "acquirer": ("收单行", "acquirer"),
    "unionpay": ("银联", "UnionPay"),
    "terminal": ("终端显示", "for the screen"),
    "first": ("操作员或卡组织", "operator or organisation"),
    "kind": ("交易类型码", "message type"),
    "batch": ("批次号", "batch"),
    "network": ("网络管理码", "network code"),
    "reader": ("终端读取能力", "reader"),
    "condition": ("IC卡条件", "chip condition"),
    "rest": ("其他", "rest"),
    "trace": ("流水号", "trace"),
    "date": ("日期", "date"),
    "auth_mode": ("授权方式", "authorised how"),
    "auth_institution": ("授权机构", "authorised by"),
    "domestic": ("内卡", "domestic"),
    "foreign": ("外卡", "foreign"),
}
_TAKEN_APART: Mapping[int, Callable[[str], Field44 | Field60 | Field61 | Field63]] = {
    44: Field44.decode,
    60: Field60.decode,
    61: Field61.decode,
    63: Field63.decode,
}
_TOTALS_DIGITS = 62


def _parts(number: int, value: str | bytes, language: Language) -> Iterator[tuple[str, str, str]]:
    """Path, name and masked value of each part that is there."""
    if number == 55 and isinstance(value, bytes):
        for item in tlv.decode(value, "F55"):
            yield _element(item, language)
    elif number == 48 and isinstance(value, str) and len(value) == _TOTALS_DIGITS:
        totals = Field48Totals.decode(value)
        for path, half in (("domestic", totals.domestic), ("foreign", totals.foreign)):
            shown = (
                f"+{half.debit_minor} ({half.debit_count})"
                f" -{half.credit_minor} ({half.credit_count}) = {half.result}"
            )
            yield path, _part_name(path, language), shown
    elif number in _TAKEN_APART and isinstance(value, str):
        held = _TAKEN_APART[number](value)
        for part in fields(held):
            shown = getattr(held, part.name)
            if shown:
                yield part.name, _part_name(part.name, language), shown


def _element(item: Tlv, language: Language) -> tuple[str, str, str]:
    row = SLIP_TAGS.get(item.tag)
    if row is None:
        return item.name, "", f"{len(item.value)} bytes"
    name = row.zh if language == "zh" else row.en
    match row.secrecy:
        case Secrecy.HIDDEN:
            return item.name, name, STARS
        case Secrecy.PAN:
            return item.name, name, mask(item.value.hex().upper().rstrip("F"))
        case Secrecy.OPEN:
            return item.name, name, _form(row.form, item.value)


def _form(form: Form, value: bytes) -> str:
    if form is Form.TEXT:
        return value.decode("gbk", "replace")
    return value.hex().upper()


def _part_name(part: str, language: Language) -> str:
    zh, en = _PART_NAMES[part]
    return zh if language == "zh" else en


def _bytes(value: bytes) -> str:
    """A MAC of the UnionPay kind is text already; other bytes are shown as hex."""
    if value and all(byte in b"0123456789ABCDEF" for byte in value):
        return value.decode("ascii")
    return value.hex().upper()
