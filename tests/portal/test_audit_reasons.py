"""What the audit says of why and by whom, in Chinese as far as the program wrote it."""

from __future__ import annotations

import re

import pytest

from acquirer.images import Flaw
from acquirer.objections import Objection
from acquirer.read_out import CodeRefusal
from acquirer.records import Payment, Route
from portal.audit_reasons import actor, reason
from tests.acquirer.office.people import Street, a_street
from tests.acquirer.test_verification import live_a_day

ENGLISH = re.compile(r"[A-Za-z]{3,}")
OF_PEOPLE = ("away", "known", "shaky", "nobody signed")
"""What the people of that day wrote, which stays as it is."""


def a_day() -> Street:
    street = a_street()
    live_a_day(street)
    return street


def test_of_a_whole_day_nothing_on_the_desk_is_left_in_english() -> None:
    street = a_day()
    office = street.office
    sales = street.till.bank.store.transactions(100)
    shown = [row for sale in sales for row in office.trail(sale.key)]
    cases = [office.case(case.number, street.now) for case in office.cases()]
    done = [action for view in cases if view for action in view.actions]
    assert len(shown) > 20
    assert len(done) > 8
    said = [(row.why, row.who) for row in shown] + [(each.why, each.who) for each in done]
    for why, who in said:
        words = reason(why, "zh")
        for theirs in OF_PEOPLE:
            words = words.replace(theirs, "")
        words = re.sub(r"\b[0-9a-f]{16}\b|[A-Z2-7]{10}", "", words)  # digests, challenges
        assert not ENGLISH.search(words), why
        assert not ENGLISH.search(actor(who, "zh").rpartition(" ")[0]), who


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("9000.51, code 51", "9000.51，应答码 51"),
        ("attempt 2, image 0123456789abcdef, PHONE_APP", "第 2 次，图像 0123456789abcdef，手机页"),
        ("it is VOIDED", "状态: 已撤销"),
        (
            "the day's quota is used up, due 2026-03-03 09:00",
            "当日额度已用完，2026-03-03 09:00 到账",
        ),
        ("terminal 10000001: redos 5, mandatory 1: shaky hands", None),
        (
            "terminal 10000001: auto_limit 50.00: asked",
            "终端 10000001: 自动签名限额（元） 50.00: asked",
        ),
        ("10000001/000001/000005: time, amount, first six, last four, terminal", None),
        ("try 3: locked", "第 3 次，已锁定"),
        ("case 5: 3 days: a journey", "案件 5: 3 天: a journey"),
        ("case 5: proof 1", "案件 5: 照片 1"),
        ("case 5: known customer", "案件 5: known customer"),
        ("3 days: a journey", "3 天: a journey"),
        ("in place of 10000001/000001/000005, operator 99 agreed", None),
        ("knew the last payout", "knew the last payout"),
    ],
)
def test_a_reason_is_told_in_chinese_and_what_people_wrote_as_they_wrote_it(
    why: str, words: str | None
) -> None:
    told = reason(why, "zh")
    assert told == words if words else told != why
    assert reason(why, "en") == why


@pytest.mark.parametrize("why", [*Flaw, *Objection])
def test_every_objection_to_a_signature_has_words(why: str) -> None:
    assert not ENGLISH.search(reason(f"{why}, code 30", "zh"))


@pytest.mark.parametrize(
    "why",
    [
        *(f"link 0123456789abcdef, {route}" for route in Route),
        *(f"it is {payment}" for payment in Payment),
        *(refusal.name for refusal in CodeRefusal),
    ],
)
def test_every_route_state_and_refusal_has_words(why: str) -> None:
    assert not ENGLISH.search(reason(why, "zh").replace("0123456789abcdef", ""))


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("terminal 10000001", "终端 10000001"),
        ("bank agent wang", "银行客服 wang"),
        ("agent li", "客服 li"),
        ("bank", "银行"),
        ("link holder", "持链接者"),
        ("somebody", "somebody"),
    ],
)
def test_who_did_it_is_told_by_his_role(who: str, words: str) -> None:
    assert actor(who, "zh") == words
    assert actor(who, "en") == who
