"""Bytes that stop in the middle of a command, and what ends it.

A printer takes whatever comes next for the rest of that command, a question too, and waits for
more: a picture's dots, a bar code's digits.
"""

from __future__ import annotations

from drivers.escpos.tokenizer import Tokenizer

MOST_BYTES = 1 << 16
"""No picture of a whole slip lacks more; a length that was garbled may lack 4 GB."""


def white_ending(data: bytes) -> bytes | None:
    """The NULs after which a printer stands between two commands again: none where it does already.

    None where more than MOST_BYTES are missing.
    """
    tokens = Tokenizer()
    tokens.feed(data)
    for missing in range(MOST_BYTES + 1):
        while tokens.take() is not None:
            pass
        if not tokens.inside_command:
            return bytes(missing)
        tokens.feed(b"\0")
    return None
