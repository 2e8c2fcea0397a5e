"""The audit's reasons and actors in the visitor's language, as far as the program wrote them.

The books are kept in English, whoever reads them; what people wrote into them stays as it is.
"""

from __future__ import annotations

import re

from portal.words import WORDS, Language, say

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"no signature yet", "尚未签名"),
    (r"no signature needed", "无需签名"),
    (r"signed", "已签名"),
    (r"signed on paper", "纸质签名"),
    (r"released by the desk", "客服放行"),
    (r"automatic, under the limit", "自动签名，未超限额"),
    (r"automatic, not over (?P<limit>.+)", "自动签名，未超 {limit}"),
    (r"the sale was voided", "消费已撤销"),
    (r"the sale was reversed", "消费已冲正"),
    (r"its void was reversed", "撤销已冲正"),
    (r"the day's quota is used up", "当日额度已用完"),
    (r"the day's quota is used up, due (?P<due>.+)", "当日额度已用完，{due} 到账"),
    (r"(?P<money>[\d.]+), reference (?P<number>\d+)", "{money}，参考号 {number}"),
    (r"(?P<money>[\d.]+), code (?P<code>\w\w)", "{money}，应答码 {code}"),
    (r"(?P<refused>[A-Z_]+), code (?P<code>\w\w)", "{refused} 应答码 {code}"),
    (r"code (?P<code>\w\w)", "应答码 {code}"),
    (r"by (?P<key>[\d/]+)", "见 {key}"),
    (r"reversal, reason (?P<code>\w\w)", "冲正，原因 {code}"),
    (r"reversal, reason not given", "冲正，未说明原因"),
    (r"its batch is settled", "批次已结算"),
    (r"it is (?P<payment>[A-Z]+)", "状态: {payment}"),
    (r"the original has not come; it will be refused", "原交易未到，到了也将被拒"),
    (r"in place of (?P<key>[\d/]+)", "代替 {key}"),
    (r"in place of (?P<key>[\d/]+), operator (?P<who>\d+) agreed", "代替 {key}，操作员 {who} 同意"),
    (
        r"attempt (?P<number>\d+), image (?P<image>\w+), (?P<route>[A-Z_]+)",
        "第 {number} 次，图像 {image}，{route}",
    ),
    (r"attempt (?P<number>\d+): retention", "第 {number} 次: 保存期满"),
    (r"attempt (?P<number>\d+): (?P<said>.+)", "第 {number} 次: {said}"),
    (r"not kept: (?P<number>\d+) are", "未保存: 已存 {number} 个"),
    (r"image (?P<image>\w+) again", "图像 {image} 再次上送"),
    (r"reference (?P<number>\d+)", "参考号 {number}"),
    (r"link (?P<link>\w+), (?P<route>[A-Z_]+)", "链接 {link}，{route}"),
    (r"link (?P<link>\w+)", "链接 {link}"),
    (r"opened on a device", "已在一部设备上打开"),
    (r"the link is (?P<refused>[A-Z_]+)", "{refused}"),
    (r"sent to the merchant", "发给商户"),
    (r"read out", "已报出"),
    (r"case (?P<case>\d+): (?P<done>.+)", "案件 {case}: {done}"),
    (r"case (?P<case>\d+), challenge (?P<challenge>\w+)", "案件 {case}，挑战码 {challenge}"),
    (r"challenge (?P<challenge>\w+)", "挑战码 {challenge}"),
    (r"WRONG", "不是这个码"),
    (r"EXPIRED", "已过期"),
    (r"TRIED_TOO_OFTEN", "试得太多"),
    (r"proof (?P<proof>\d+)", "照片 {proof}"),
    (r"proof (?P<proof>\d+), (?P<image>\w+)", "照片 {proof}，{image}"),
    (r"proof (?P<proof>\d+): retention", "照片 {proof}: 保存期满"),
    (r"proof (?P<proof>\d+): (?P<said>.+)", "照片 {proof}: {said}"),
    (r"(?P<key>[\d/]+): photo", "{key}: 照片"),
    (r"(?P<key>[\d/]+): time, amount, first six, last four", "{key}: 时间、金额、卡号前 6 后 4 位"),
    (
        r"(?P<key>[\d/]+): time, amount, first six, last four, terminal",
        "{key}: 时间、金额、卡号前 6 后 4 位、终端",
    ),
    (r"try (?P<number>\d+)", "第 {number} 次"),
    (r"try (?P<number>\d+): locked", "第 {number} 次，已锁定"),
    (r"(?P<days>\d+) days: (?P<said>.+)", "{days} 天: {said}"),
    (
        r"terminal (?P<terminal>\d+): (?P<changes>[^:]+): (?P<said>.+)",
        "终端 {terminal}: {changes}: {said}",
    ),
    (r"(?P<card>[\d*]+), until (?P<until>[\d-]+)", "{card}，有效至 {until}"),
    (r"until (?P<until>[\d-]+)", "有效至 {until}"),
)
"""Each with its Chinese; a part named as a group of the pages' words is one of those words."""

_READ = tuple((re.compile(english), chinese) for english, chinese in _PHRASES)
_WORDS = ("route", "refused", "payment")
_OBJECTIONS = {
    "OTHER_SALE": "不是这笔交易。",
    "AMOUNT": "金额不符。",
    "CONFLICT": "与这一次先前的图像不同。",
    "ELEMENTS": "签购单要素读不懂。",
    "ORDERED": "按测试要求拒绝。",
}
"""What a terminal alone is refused for; no page has words for it."""
_CHANGE = re.compile(r"([a-z_]+) ([\d.]+)")

_ACTORS = (
    ("terminal ", "终端 "),
    ("merchant ", "商户 "),
    ("bank agent ", "银行客服 "),
    ("agent ", "客服 "),
    ("supervisor ", "主管 "),
    ("bank", "银行"),
    ("link holder", "持链接者"),
)
"""How the names of those begin who do something; the longer before the shorter."""


def reason(why: str, language: Language) -> str:
    """Why something was done, as the audit says it."""
    if language == "en":
        return why
    for english, chinese in _READ:
        found = english.fullmatch(why)
        if found is not None:
            parts = {name: _part(name, said, language) for name, said in found.groupdict().items()}
            return chinese.format(**parts)
    return why


def actor(who: str, language: Language) -> str:
    """Who did it, as the audit names him."""
    if language == "en":
        return who
    for english, chinese in _ACTORS:
        if who.startswith(english):
            return chinese + who.removeprefix(english)
    return who


def _parameter(name: str, language: Language) -> str:
    """Its words; the name of an amount stands in the audit without its unit."""
    id = f"parameter.{name}"
    return say(id if id in WORDS else f"{id}_minor", language)


def _part(name: str, said: str, language: Language) -> str:
    if said in _OBJECTIONS:
        return _OBJECTIONS[said]
    if name == "done":
        return reason(said, language)
    if name in _WORDS:
        return say(f"{name}.{said}", language)
    if name == "changes":
        return _CHANGE.sub(lambda c: f"{_parameter(c[1], language)} {c[2]}", said)
    return said
