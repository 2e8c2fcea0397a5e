"""The transaction feature code (交易特征码): eight characters that bind a signature to a sale.

cup-terminal.md 2.3. A 32-bit XOR collides easily: a binding aid, not proof.
"""

from __future__ import annotations

from wire.errors import MalformedError
from wire.pan import first_non_digit

NO_DATE = "0000"
NO_REFERENCE = "000000000000"


def online(settlement_date: str | None, reference: str | None) -> str:
    """The code of an on-line transaction from F15 (MMDD) and F37 (12 digits), None if absent.

    Errors: MalformedError naming F15 or F37 where it is not digits of that length.
    """
    date = _digits(NO_DATE if settlement_date is None else settlement_date, 4, "F15")
    number = _digits(NO_REFERENCE if reference is None else reference, 12, "F37")
    return _folded(date + number)


def offline(batch: str, trace: str) -> str:
    """The code of an off-line transaction from its batch and trace, 6 digits each."""
    return _folded(_digits(batch, 6, "batch") + _digits(trace, 6, "trace") + "0000")


def _digits(text: str, length: int, path: str) -> str:
    wrong = first_non_digit(text)
    if wrong is not None:
        raise MalformedError(path, wrong, "not a digit")
    if len(text) != length:
        raise MalformedError(path, 0, f"{len(text)} digits, not {length}")
    return text


def _folded(digits16: str) -> str:
    """Both halves read as BCD and XORed, as 8 upper-case hex characters."""
    return f"{int(digits16[:8], 16) ^ int(digits16[8:], 16):08X}"
