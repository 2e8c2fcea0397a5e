"""Advice on answers of the bank: every code has one, and none is listed that does not exist."""

from __future__ import annotations

import pytest

from portal.advice import _BY_CODE, Advice, advice
from wire.response_codes import CODES, Verdict


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("00", Advice.NOTHING),
        ("96", Advice.RETRY),
        ("A0", Advice.SIGN_ON),
        ("51", Advice.CARD),
        ("03", Advice.ACQUIRER),
        ("01", Advice.ISSUER),
        ("ZZ", Advice.ACQUIRER),
    ],
)
def test_each_class_of_answers_has_its_advice(code: str, told: Advice) -> None:
    assert advice(code) is told


def test_no_code_is_listed_that_does_not_exist_or_approves() -> None:
    assert set(_BY_CODE) <= {c for c, known in CODES.items() if not known.is_approval}


def test_no_card_that_is_to_be_kept_is_tried_again() -> None:
    kept = [code for code, known in CODES.items() if known.zh == "没收卡"]
    assert kept
    assert {advice(code) for code in kept} == {Advice.CARD}


def test_nothing_is_to_be_done_about_approvals_alone() -> None:
    idle = {code for code in CODES if advice(code) is Advice.NOTHING}
    assert idle == {code for code, known in CODES.items() if known.verdict is Verdict.APPROVED}
