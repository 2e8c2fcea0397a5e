"""What to do about an answer of the bank (F39): once more, another card, or whom to call.

resign.md, the three other troubles: retry, call issuer, call acquirer, use another card.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from wire.response_codes import CODES, lookup


class Advice(StrEnum):
    """The class of an answer, as one may act on it."""

    NONE = "NONE"
    """It is approved."""
    RETRY = "RETRY"
    SIGN_ON = "SIGN_ON"
    OTHER_CARD = "OTHER_CARD"
    KEEP_CARD = "KEEP_CARD"
    CALL_ACQUIRER = "CALL_ACQUIRER"
    CALL_ISSUER = "CALL_ISSUER"


_NOT_THE_ISSUER: Mapping[Advice, str] = MappingProxyType(
    {
        Advice.RETRY: "06 09 55 68 90 91 92 95 96 98",
        Advice.SIGN_ON: "77 99 A0",
        Advice.OTHER_CARD: "13 14 15 21 31 33 36 38 40 51 54 57 61 65 75",
        Advice.KEEP_CARD: "04 07 34 35 37 41 43 67",
        Advice.CALL_ACQUIRER: "03 12 22 25 30 58 64 66 79 94 97 A7",
    }
)
_BY_CODE = {code: advice for advice, codes in _NOT_THE_ISSUER.items() for code in codes.split()}


def advice_on(code: str) -> Advice:
    """What to do; a code nobody knows is the acquirer's to explain, any other the issuer's."""
    if lookup(code).is_approval:
        return Advice.NONE
    return _BY_CODE.get(code, Advice.CALL_ISSUER if code in CODES else Advice.CALL_ACQUIRER)
