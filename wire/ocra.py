"""OCRA, RFC 6287: a short code that answers a challenge, for reading out over the telephone.

The code depends on a shared key, the challenge and, as the suite says, a counter, a PIN's digest,
a session and the time. `SUITE` is the one our desk reads out (reliability.md, Read-out code).
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass

SUITE = "OCRA-1:HOTP-SHA256-8:QA10-T1M"
"""Ten characters of challenge, the minute, eight digits."""
CHALLENGE_CHARACTERS = 10

_QUESTION_BYTES = 128
_SUITE = re.compile(
    r"OCRA-1:HOTP-(?P<hash>SHA1|SHA256|SHA512)-(?P<digits>0|[4-9]|10):"
    r"(?P<counter>C-)?Q(?P<form>[ANH])(?P<length>\d\d)"
    r"(?:-P(?P<pin>SHA1|SHA256|SHA512))?(?:-S(?P<session>\d{3}))?(?:-T(?P<step>[1-9]\d?[SMH]))?"
)
_PIN_BYTES = {"SHA1": 20, "SHA256": 32, "SHA512": 64}
_STEP_S = {"S": 1, "M": 60, "H": 3600}


@dataclass(frozen=True, slots=True)
class Given:
    """What a suite may ask for beside the challenge; `time` counts the suite's steps since 1970."""

    counter: int = 0
    pin_digest: bytes = b""
    session: bytes = b""
    time: int = 0


def response(suite: str, key: bytes, question: str, given: Given | None = None) -> str:
    """The code, as many digits as the suite says.

    Errors: ValueError for a suite that is none, or a question that is not of its form.
    """
    found = _SUITE.fullmatch(suite)
    if found is None:
        raise ValueError(f"{suite!r} is no suite of RFC 6287")
    given = given or Given()
    data = suite.encode("ascii") + b"\0"  # RFC 6287, 5.1: in this order
    if found["counter"]:
        data += given.counter.to_bytes(8, "big")
    data += _question(found["form"], question)
    if found["pin"]:
        data += _sized(given.pin_digest, _PIN_BYTES[found["pin"]], "the PIN's digest")
    if found["session"]:
        data += _sized(given.session, int(found["session"]), "the session")
    if found["step"]:
        data += given.time.to_bytes(8, "big")
    return _truncated(hmac.digest(key, data, found["hash"].lower()), int(found["digits"]))


def steps(suite: str, seconds: int) -> int:
    """How many of the suite's time steps so many seconds since 1970 are."""
    found = _SUITE.fullmatch(suite)
    if found is None or not found["step"]:
        raise ValueError(f"{suite!r} has no time step")
    return seconds // (int(found["step"][:-1]) * _STEP_S[found["step"][-1]])


def _question(form: str, question: str) -> bytes:
    """128 bytes, filled up at the right; digits are first made one number, written in hex."""
    if form == "N" and not (question.isascii() and question.isdigit()):
        raise ValueError("a numeric challenge is digits")
    if form == "A":
        packed = question.encode("ascii")
    else:
        digits = f"{int(question):X}" if form == "N" else question
        packed = bytes.fromhex(digits.ljust(len(digits) + len(digits) % 2, "0"))
    if len(packed) > _QUESTION_BYTES:
        raise ValueError(f"a challenge of more than {_QUESTION_BYTES} bytes")
    return packed.ljust(_QUESTION_BYTES, b"\0")


def _sized(value: bytes, size: int, what: str) -> bytes:
    if len(value) != size:
        raise ValueError(f"{what} has {len(value)} bytes, not {size}")
    return value


def _truncated(mac: bytes, digits: int) -> str:
    """RFC 4226, 5.3: four bytes at a place the last one names, without their sign."""
    if digits == 0:
        return mac.hex()
    at = mac[-1] & 0x0F
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**digits:0{digits}d}"
