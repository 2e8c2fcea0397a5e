"""Turn any text into what a Chinese receipt printer has: ASCII and the double bytes of GBK."""

from __future__ import annotations

import codecs
import unicodedata
from functools import lru_cache

from receipts.dots import GETA

# U+00A5 is four bytes in GB 18030 and prints as garbage; the full-width sign is the one meant.
# The euro came to GB 18030 after GBK: cheap printers have not heard of it.
_INSTEAD = {"¥": "￥", "€": "EUR", "\t": " ", "\n": " ", "\r": " "}

# Marks and invisible characters that would each take a cell of their own.
_DROPPED = ("Mn", "Me", "Cc", "Cf")

_encode = codecs.getencoder("gbk")  # looked up once, not for every text

KEPT_TEXTS = 256
"""Labels, rules and the merchant's own words come back on every slip; these are about 60."""


def printable(text: str) -> str:
    """The text in ASCII 0x20-0x7E and two-byte GBK characters; the rest spelled out or marked 〓.

    Never fails; text that is printable already comes back unchanged.
    """
    if text.isprintable() and (text.isascii() or gbk(text)):
        return text
    return "".join(map(_printable, unicodedata.normalize("NFC", text)))


@lru_cache(KEPT_TEXTS)
def measured(text: str) -> tuple[str, int]:
    """The text made printable, and its width in columns."""
    text = printable(text)
    return text, columns(text)


def gbk(text: str) -> bytes:
    """The bytes of a text, or b"" when a character of it is not in GBK (or it is empty)."""
    try:
        return _encode(text)[0]
    except UnicodeEncodeError:
        return b""


def columns(text: str) -> int:
    """Cells of 12 dots a printable text takes: one for ASCII, two for every other character."""
    return len(text) if text.isascii() else len(gbk(text))


def _printable(char: str) -> str:
    if " " <= char <= "~" or len(gbk(char)) == 2:
        return char
    if char in _INSTEAD:
        return _INSTEAD[char]
    if unicodedata.category(char) in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKD", char)[0]  # é is printed as e
    return plain if " " <= plain <= "~" else GETA
