"""Advice on answers of the bank: every code has one, which its words do not contradict."""

from __future__ import annotations

import pytest

from wire.advice import _BY_CODE, Advice, advice_on
from wire.response_codes import CODES


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("00", Advice.NONE),
        ("A2", Advice.NONE),
        ("55", Advice.RETRY),
        ("96", Advice.RETRY),
        ("A0", Advice.SIGN_ON),
        ("51", Advice.OTHER_CARD),
        ("54", Advice.OTHER_CARD),
        ("41", Advice.KEEP_CARD),
        ("58", Advice.CALL_ACQUIRER),
        ("05", Advice.CALL_ISSUER),
        ("ZZ", Advice.CALL_ACQUIRER),
    ],
)
def test_each_class_of_answers_has_its_advice(code: str, advice: Advice) -> None:
    assert advice_on(code) is advice


def test_no_code_is_listed_that_does_not_exist_or_approves() -> None:
    assert set(_BY_CODE) <= {code for code, known in CODES.items() if not known.is_approval}


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("call the issuer", Advice.CALL_ISSUER),
        ("keep the card", Advice.KEEP_CARD),
        ("call the acquirer", Advice.CALL_ACQUIRER),
        ("another card", Advice.OTHER_CARD),
        ("sign on", Advice.SIGN_ON),
        ("try again", Advice.RETRY),
    ],
)
def test_where_the_words_of_a_code_say_what_to_do_the_advice_is_that(
    words: str, advice: Advice
) -> None:
    said = [code for code, known in CODES.items() if words in known.en.casefold()]
    assert said
    assert {advice_on(code) for code in said} == {advice}


def test_nothing_is_to_be_done_about_approvals_alone() -> None:
    idle = {code for code in CODES if advice_on(code) is Advice.NONE}
    assert idle == {code for code, known in CODES.items() if known.is_approval}
