"""What to do about a response code."""

import pytest

from terminal.advice import Advice, advice_on
from wire.response_codes import CODES


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("00", Advice.NONE),
        ("A2", Advice.NONE),
        ("55", Advice.RETRY),
        ("96", Advice.RETRY),
        ("05", Advice.CALL_ISSUER),
        ("58", Advice.CALL_ACQUIRER),
        ("51", Advice.OTHER_CARD),
        ("54", Advice.OTHER_CARD),
        ("A0", Advice.SIGN_ON),
        ("41", Advice.KEEP_CARD),
    ],
)
def test_each_class_has_its_codes(code: str, advice: Advice) -> None:
    assert advice_on(code) is advice


def test_a_code_that_says_whom_to_call_is_advised_so() -> None:
    for code, meaning in CODES.items():
        if "call the issuer" in meaning.en.casefold():
            assert advice_on(code) is Advice.CALL_ISSUER, code
        if "keep the card" in meaning.en.casefold():
            assert advice_on(code) is Advice.KEEP_CARD, code


def test_a_code_nobody_knows_is_for_the_issuer() -> None:
    assert advice_on("ZZ") is Advice.CALL_ISSUER
