"""The private elements of a slip in field 55 of the e-signature: tag, names, form.

cup-terminal.md 2.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Form(Enum):
    """How an element's bytes are written."""

    TEXT = "GBK text"
    BCD = "digits, two a byte"
    BINARY = "bytes"


class Secrecy(Enum):
    """How much of an element may be shown."""

    OPEN = "all of it"
    PAN = "as a card number"
    HIDDEN = "nothing"


@dataclass(frozen=True, slots=True)
class SlipTag:
    """One element of the list."""

    tag: int
    zh: str
    en: str
    form: Form
    secrecy: Secrecy = Secrecy.OPEN


_TEXT, _BCD, _BINARY = Form.TEXT, Form.BCD, Form.BINARY

MERCHANT_NAME = 0xFF00
TRANSACTION = 0xFF01
OPERATOR = 0xFF02
ACQUIRER = 0xFF03
ISSUER = 0xFF04
EXPIRY = 0xFF05
DATE_TIME = 0xFF06
AUTHORISATION = 0xFF07
CURRENCY = 0xFF0A
REMARK = 0xFF40
ORIGINAL_VOUCHER, ORIGINAL_BATCH = 0xFF60, 0xFF61
ORIGINAL_TERMINAL = 0xFF65
COPIES = 0xFF70
ROUTE, GENERATION, STROKES_DIGEST, DEVICE_MAC = 0xFF90, 0xFF91, 0xFF92, 0xFF93
"""Ours, in no acquirer's list (docs/attach-a-host.md): by which way a signature came, the
terminal's own count of its tries, SHA-256 of its strokes, and what its device sealed it with."""

_ROWS = (
    SlipTag(MERCHANT_NAME, "商户名称", "merchant", _TEXT),
    SlipTag(TRANSACTION, "交易类型", "transaction", _TEXT),
    SlipTag(OPERATOR, "操作员号", "operator", _BCD),
    SlipTag(ACQUIRER, "收单机构", "acquirer", _TEXT),
    SlipTag(ISSUER, "发卡机构", "issuer", _TEXT),
    SlipTag(EXPIRY, "有效期", "expiry", _BCD),
    SlipTag(DATE_TIME, "日期时间", "date and time", _BCD),
    SlipTag(AUTHORISATION, "授权码", "authorisation", _TEXT),
    SlipTag(0xFF08, "小费", "tip", _BCD),
    SlipTag(0xFF09, "卡组织", "card organisation", _TEXT),
    SlipTag(CURRENCY, "交易币种", "currency", _TEXT),
    SlipTag(0xFF0B, "持卡人手机号", "cardholder's phone", _BCD, Secrecy.HIDDEN),
    SlipTag(0xFF20, "应用标签(旧)", "application label (old)", _TEXT),
    SlipTag(0xFF21, "应用名称(旧)", "application name (old)", _TEXT),
    SlipTag(0xFF22, "应用标识", "AID", _BINARY),
    SlipTag(0xFF23, "应用密文", "ARQC or TC", _BINARY),
    SlipTag(0xFF24, "充值后卡余额", "balance after load", _BCD),
    SlipTag(0xFF25, "转入卡号", "target card", _BCD, Secrecy.PAN),
    SlipTag(0xFF26, "不可预知数", "unpredictable number", _BINARY),
    SlipTag(0xFF27, "应用交互特征", "AIP", _BINARY),
    SlipTag(0xFF28, "终端验证结果", "TVR", _BINARY),
    SlipTag(0xFF29, "交易状态信息", "TSI", _BINARY),
    SlipTag(0xFF2A, "应用交易计数器", "ATC", _BINARY),
    SlipTag(0xFF2B, "发卡应用数据", "IAD", _BINARY),
    SlipTag(0xFF30, "应用标签", "application label", _TEXT),
    SlipTag(0xFF31, "应用首选名称", "preferred name", _TEXT),
    SlipTag(REMARK, "备注", "remark", _TEXT),
    SlipTag(0xFF41, "分期期数", "instalments", _BCD),
    SlipTag(0xFF42, "首期金额", "first instalment", _BCD),
    SlipTag(0xFF43, "还款币种", "instalment currency", _BCD),
    SlipTag(0xFF44, "手续费", "instalment fee", _BCD),
    SlipTag(0xFF45, "商品代码", "goods code", _TEXT),
    SlipTag(0xFF46, "兑换积分", "points used", _BCD),
    SlipTag(0xFF47, "积分余额", "points balance", _BCD),
    SlipTag(0xFF48, "自付金额", "own part", _BCD),
    SlipTag(0xFF49, "承兑金额", "accepted amount", _BCD),
    SlipTag(0xFF4A, "可用余额", "available balance", _BCD),
    SlipTag(0xFF4B, "手机号(屏蔽)", "masked phone", _TEXT),
    SlipTag(0xFF57, "积分余额", "points balance", _BCD),
    SlipTag(ORIGINAL_VOUCHER, "原凭证号", "original voucher", _BCD),
    SlipTag(ORIGINAL_BATCH, "原批次号", "original batch", _BCD),
    SlipTag(0xFF62, "原参考号", "original reference", _BCD),
    SlipTag(0xFF63, "原交易日期", "original date", _BCD),
    SlipTag(0xFF64, "原授权码", "original authorisation", _TEXT),
    SlipTag(ORIGINAL_TERMINAL, "原终端号", "original terminal", _TEXT),
    SlipTag(COPIES, "打印张数", "copies printed", _BCD),
    SlipTag(0xFF80, "发卡方保留域", "issuer reserved", _TEXT),
    SlipTag(0xFF81, "银联保留域", "UnionPay reserved", _TEXT),
    SlipTag(0xFF82, "收单方保留域", "acquirer reserved", _TEXT),
    SlipTag(ROUTE, "签名途径", "signature route", _TEXT),
    SlipTag(GENERATION, "签名次数", "signature generation", _BINARY),
    SlipTag(STROKES_DIGEST, "笔迹摘要", "strokes digest", _BINARY),
    SlipTag(DEVICE_MAC, "设备校验值", "device MAC", _BINARY),
    # EMV elements that carry a card or a person: never shown, should a host send them.
    SlipTag(0x56, "1磁道等效数据", "track 1 equivalent", _BINARY, Secrecy.HIDDEN),
    SlipTag(0x57, "2磁道等效数据", "track 2 equivalent", _BINARY, Secrecy.HIDDEN),
    SlipTag(0x5A, "主账号", "card number", _BCD, Secrecy.PAN),
    SlipTag(0x5F20, "持卡人姓名", "cardholder name", _TEXT, Secrecy.HIDDEN),
    SlipTag(0x99, "个人密码数据", "PIN data", _BINARY, Secrecy.HIDDEN),
    SlipTag(0x9F0B, "持卡人姓名扩展", "cardholder name extended", _TEXT, Secrecy.HIDDEN),
    SlipTag(0x9F1F, "1磁道自定义数据", "track 1 discretionary", _BINARY, Secrecy.HIDDEN),
    SlipTag(0x9F20, "2磁道自定义数据", "track 2 discretionary", _BINARY, Secrecy.HIDDEN),
    SlipTag(0x9F61, "持卡人证件号", "cardholder document number", _TEXT, Secrecy.HIDDEN),
    SlipTag(0x9F6B, "2磁道数据", "track 2 data", _BINARY, Secrecy.HIDDEN),
)

SLIP_TAGS: Mapping[int, SlipTag] = MappingProxyType({row.tag: row for row in _ROWS})
