"""What a message is for, in words, from its type and the fields that tell kinds apart.

cup-terminal.md 1.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from wire.cup_fields import Field60
from wire.errors import MalformedError
from wire.iso8583 import Language, Message


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind of message: the request's type, names, and the fields that single it out.

    F3, F60.1 and F60.3; an empty one is not looked at.
    """

    mti: str
    zh: str
    en: str
    processing: str = ""
    kind: str = ""
    network: str = ""


KINDS = (
    MessageKind("0200", "余额查询", "balance", "310000", "01"),
    MessageKind("0200", "消费", "sale", "000000", "22"),
    MessageKind("0200", "消费撤销", "void", "200000", "23"),
    MessageKind("0220", "退货", "refund", "200000", "25"),
    MessageKind("0100", "预授权", "pre-authorisation", "030000", "10"),
    MessageKind("0100", "预授权撤销", "pre-authorisation void", "200000", "11"),
    MessageKind("0200", "预授权完成（请求）", "completion request", "000000", "20"),
    MessageKind("0200", "预授权完成撤销", "completion void", "200000", "21"),
    MessageKind("0220", "预授权完成（通知）", "completion notice", "000000", "24"),
    MessageKind("0220", "离线结算", "off-line settlement", "000000", "30"),
    MessageKind("0220", "结算调整", "adjustment", "000000", "32"),
    MessageKind("0220", "小费调整", "tip adjustment", "000000", "34"),
    MessageKind("0200", "电子现金脱机消费", "e-cash off-line sale", "000000", "36"),
    MessageKind("0400", "冲正", "reversal"),
    MessageKind("0800", "取签名参数", "fetch parameters", "", "00", "360"),
    MessageKind("0800", "签到", "sign-on"),
    MessageKind("0820", "签名状态查询", "signature status", "", "07", "810"),
    MessageKind("0820", "申请签名链接", "sign link request", "", "07", "811"),
    MessageKind("0820", "查询签名链接", "sign link poll", "", "07", "812"),
    MessageKind("0820", "按参考号取交易", "fetch by reference", "", "07", "813"),
    MessageKind("0820", "使用客服码", "support code", "", "07", "814"),
    MessageKind("0820", "自动签名", "automatic signature", "", "07", "815"),
    MessageKind("0820", "留存签名", "signature on file", "", "07", "816"),
    MessageKind("0820", "申请凭证链接", "slip link request", "", "07", "817"),
    MessageKind("0820", "电子签名上送", "e-signature", "", "07"),
    MessageKind("0820", "签名参数已取", "parameters taken", "", "00", "361"),
    MessageKind("0820", "签退", "sign-off", "", "00", "002"),
    MessageKind("0820", "回响测试", "echo", "", "00", "301"),
    MessageKind("0820", "网络管理", "network management"),
    MessageKind("0500", "批结算", "settlement"),
    MessageKind("0320", "批上送", "batch upload"),
    MessageKind("0620", "IC卡脚本结果通知", "script result"),
)
"""The first that fits is meant."""


def title(message: Message, language: Language) -> str:
    """ "消费" or "sale"; an answer is named like its request, an unknown kind by its type."""
    for row in KINDS:
        if _fits(row, message):
            return row.zh if language == "zh" else row.en
    return message.mti


def request_type(mti: str) -> str:
    """The type of the request that `mti` belongs to: "0210" and "0200" both give "0200".

    ISO 8583-1: an odd third digit is the answer.
    """
    return f"{mti[:2]}{int(mti[2]) & ~1}{mti[3]}"


def _fits(row: MessageKind, message: Message) -> bool:
    if request_type(message.mti) != row.mti:
        return False
    if row.processing and message.get(3) != row.processing:
        return False
    if not row.kind:
        return True
    try:
        said = Field60.decode(message.text(60))
    except MalformedError:
        return False
    return said.kind == row.kind and row.network in ("", said.network)
