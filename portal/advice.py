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

    NOTHING = "nothing"
    """It is approved."""
    RETRY = "retry"
    SIGN_ON = "sign_on"
    CARD = "card"
    ACQUIRER = "acquirer"
    ISSUER = "issuer"


_NOT_THE_ISSUER: Mapping[Advice, str] = MappingProxyType(
    {
        Advice.RETRY: "06 09 55 68 90 91 92 95 96 98",
        Advice.SIGN_ON: "77 99 A0",
        Advice.CARD: "07 13 14 15 21 31 33 34 35 36 37 38 40 41 43 51 54 57 61 65 67 75",
        Advice.ACQUIRER: "03 04 12 22 25 30 58 64 66 79 94 97 A7",
    }
)
_BY_CODE = {code: advice for advice, codes in _NOT_THE_ISSUER.items() for code in codes.split()}


def advice(code: str) -> Advice:
    """What to do; a code nobody knows is the acquirer's to explain, any other the issuer's."""
    if lookup(code).is_approval:
        return Advice.NOTHING
    return _BY_CODE.get(code, Advice.ISSUER if code in CODES else Advice.ACQUIRER)
