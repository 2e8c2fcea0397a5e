"""What a person does about a response code: the class a merchant needs, beside the code's words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from wire import response_codes


class Advice(StrEnum):
    """Who does what next."""

    NONE = "NONE"
    RETRY = "RETRY"
    CALL_ISSUER = "CALL_ISSUER"
    CALL_ACQUIRER = "CALL_ACQUIRER"
    OTHER_CARD = "OTHER_CARD"
    SIGN_ON = "SIGN_ON"
    KEEP_CARD = "KEEP_CARD"


_CODES: Mapping[Advice, str] = {
    Advice.RETRY: "06 09 13 22 25 55 64 68 90 91 92 94 95 96 98",
    Advice.CALL_ACQUIRER: "03 12 30 40 58 66 79 97 A7",
    Advice.OTHER_CARD: "14 15 21 31 33 36 51 54 57 61 65",
    Advice.SIGN_ON: "77 99 A0",
    Advice.KEEP_CARD: "04 07 34 35 37 41 43 67",
}
"""Every other code that is no approval: the cardholder's issuer alone knows why."""


def advice_on(code: str) -> Advice:
    """What is to be done about F39 `code`."""
    if response_codes.lookup(code).is_approval:
        return Advice.NONE
    found = (advice for advice, codes in _CODES.items() if code in codes.split())
    return next(found, Advice.CALL_ISSUER)
