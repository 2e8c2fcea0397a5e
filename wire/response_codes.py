"""What the bank's answer codes (F39) mean, how to act on them and what the screen says.

cup-terminal.md 1.8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Verdict(Enum):
    """What a code asks for."""

    APPROVED = "A"
    RETRY = "B"
    DECLINED = "C"
    ACT = "D"
    SYSTEM = "E"


@dataclass(frozen=True, slots=True)
class ResponseCode:
    """One code with its class and the words for the operator."""

    code: str
    verdict: Verdict
    zh: str
    en: str

    @property
    def is_approval(self) -> bool:
        """Whether money moved."""
        return self.verdict is Verdict.APPROVED


_CALL_ISSUER = ("交易失败，请联系发卡行", "Declined, call the issuer")
_KEEP_CARD = ("没收卡", "Keep the card")
_LATER = ("交易失败，请稍后重试", "Failed, try again later")
_REMARKED = ("交易成功，见附言", "Approved with a remark")

_ROWS: Mapping[str, tuple[str, str, str]] = {
    "00": ("A", "交易成功", "Approved"),
    "01": ("C", "请联系发卡行", "Call the issuer"),
    "02": ("C", "请联系发卡行", "Call the issuer"),
    "03": ("C", "商户未登记", "Merchant not registered"),
    "04": ("D", "没收卡，请联系收单行", "Keep card, call acquirer"),
    "05": ("C", *_CALL_ISSUER),
    "06": ("E", "交易出错", "Error"),
    "07": ("D", *_KEEP_CARD),
    "09": ("B", "请重试", "Please try again"),
    "10": ("A", "部分金额批准", "Approved in part"),
    "11": ("A", "交易成功，贵宾客户", "Approved, VIP"),
    "12": ("C", "无效交易", "Invalid transaction"),
    "13": ("B", "交易金额超限", "Amount over the limit"),
    "14": ("B", "无效卡号", "Invalid card number"),
    "15": ("C", "此卡不能受理", "Card not accepted"),
    "16": ("A", *_REMARKED),
    "19": ("C", *_CALL_ISSUER),
    "20": ("C", *_CALL_ISSUER),
    "21": ("C", "卡未初始化", "Card not initialised"),
    "22": ("C", "操作有误，或超出交易允许天数", "Wrong operation or too late"),
    "23": ("C", *_CALL_ISSUER),
    "25": ("C", "原始交易找不到", "Original not found"),
    "30": ("C", "格式错", "Format error"),
    "31": ("C", "此卡不能受理", "Card not accepted"),
    "33": ("D", "过期卡", "Expired card"),
    "34": ("D", *_KEEP_CARD),
    "35": ("D", *_KEEP_CARD),
    "36": ("D", "请换卡", "Use another card"),
    "37": ("D", *_KEEP_CARD),
    "38": ("D", "密码错误次数超限", "Too many wrong PINs"),
    "39": ("C", *_CALL_ISSUER),
    "40": ("C", "发卡行不支持此交易", "Issuer does not offer this"),
    "41": ("D", *_KEEP_CARD),
    "42": ("C", *_CALL_ISSUER),
    "43": ("D", *_KEEP_CARD),
    "44": ("C", *_CALL_ISSUER),
    "51": ("C", "余额不足", "Not enough funds"),
    "52": ("C", *_CALL_ISSUER),
    "53": ("C", *_CALL_ISSUER),
    "54": ("C", "过期卡", "Expired card"),
    "55": ("C", "密码错，请重试", "Wrong PIN, try again"),
    "56": ("C", *_CALL_ISSUER),
    "57": ("C", "此卡不允许该交易", "Not allowed with this card"),
    "58": ("C", "终端无效，请联系收单行或银联", "Bad terminal, call acquirer"),
    "59": ("C", *_CALL_ISSUER),
    "60": ("C", *_CALL_ISSUER),
    "61": ("C", "金额太大", "Amount too large"),
    "62": ("C", *_CALL_ISSUER),
    "63": ("C", *_CALL_ISSUER),
    "64": ("C", "原始金额不正确", "Original amount differs"),
    "65": ("C", "超出取款次数限制", "Used too often"),
    "66": ("C", "请联系收单行或银联", "Call the acquirer"),
    "67": ("C", *_KEEP_CARD),
    "68": ("C", "交易超时，请重试", "Timed out, try again"),
    "75": ("C", "密码错误次数超限", "Too many wrong PINs"),
    "77": ("D", "请向网络中心签到", "Please sign on"),
    "79": ("C", "脱机数据重传", "Off-line data sent again"),
    "90": ("C", *_LATER),
    "91": ("C", *_LATER),
    "92": ("C", *_LATER),
    "93": ("C", *_CALL_ISSUER),
    "94": ("C", "重复交易", "Duplicate transaction"),
    "95": ("C", *_LATER),
    "96": ("C", *_LATER),
    "97": ("D", "终端未登记", "Terminal not registered"),
    "98": ("E", "交易超时", "Timed out"),
    "99": ("B", "PIN格式错，请重新签到", "PIN format, sign on again"),
    "A0": ("B", "MAC校验错，请重新签到", "MAC wrong, sign on again"),
    "A2": ("A", *_REMARKED),
    "A4": ("A", *_REMARKED),
    "A5": ("A", *_REMARKED),
    "A6": ("A", *_REMARKED),
    "A7": ("C", "安全处理失败", "Security processing failed"),
}

CODES: Mapping[str, ResponseCode] = MappingProxyType(
    {code: ResponseCode(code, Verdict(v), zh, en) for code, (v, zh, en) in _ROWS.items()}
)


def lookup(code: str) -> ResponseCode:
    """The meaning of F39; a code nobody knows is a decline that shows itself."""
    known = CODES.get(code)
    if known is not None:
        return known
    return ResponseCode(code, Verdict.DECLINED, f"交易失败 {code}", f"Failed {code}")
