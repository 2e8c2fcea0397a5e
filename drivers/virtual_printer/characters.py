"""Reads bytes as characters: single bytes by a code page, Hanzi by GBK and its kin, or UTF-8."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from drivers.printer_profiles.profile import Hanzi
from drivers.virtual_printer.code_pages import UNKNOWN
from receipts import narrow_dots

# A Hanzi, a run of ASCII, the beginning of a Hanzi at the end of what has come, or a stray byte.
# escpos.md 2e: a lead byte before one below 40 is no Hanzi and must not swallow it.
_PIECES = {
    kind: re.compile(rb"(%b)|([\x20-\x7e]+)|(%b\Z)|." % pattern, re.DOTALL)
    for kind, pattern in {
        Hanzi.GBK: (rb"(?:[\x81-\xfe][\x40-\x7e\x80-\xfe])+", rb"[\x81-\xfe]"),
        Hanzi.GB2312: (rb"(?:[\xa1-\xfe][\xa1-\xfe])+", rb"[\xa1-\xfe]"),
        Hanzi.GB18030: (
            rb"(?:[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[\x30-\x39][\x81-\xfe][\x30-\x39]))+",
            rb"[\x81-\xfe](?:[\x30-\x39][\x81-\xfe]?)?",
        ),
    }.items()
}
_UNSEEN = ("Mn", "Me", "Cc", "Cf")
"""Kinds of Unicode characters that take no cell."""


class CodeSet(NamedTuple):
    """How bytes are read: by the 256 characters of `page`, Hanzi by `hanzi`, or all as UTF-8."""

    page: str
    hanzi: Hanzi
    utf8: bool


class Span(NamedTuple):
    """Characters in narrow cells; or, where not `narrow`, ASCII in narrow and others in wide."""

    text: str
    narrow: bool


def read(characters: bytes, codes: CodeSet, last: bool = False) -> tuple[list[Span], bytes]:
    """The characters, and the bytes at the end that wait for the rest of their character.

    With `last` nothing waits: what is not whole is read as stray bytes.
    """
    if codes.utf8:
        return _read_utf8(characters, last)
    if codes.hanzi is Hanzi.NONE:
        return [Span(codecs.charmap_decode(characters, "strict", codes.page)[0], True)], b""
    spans, rest = [], b""
    for hanzi, ascii_run, begun, stray in _pieces(characters, codes.hanzi):
        if hanzi:
            # All double bytes are assigned in GB 18030, to private use where users may draw.
            spans.append(Span(hanzi.decode("gb18030"), False))
        elif ascii_run:
            spans.append(Span(codecs.charmap_decode(ascii_run, "strict", codes.page)[0], True))
        elif begun and not last:
            rest = begun
        elif begun and len(begun) > 1:  # of four bytes: the digit in the middle is one
            spans.append(Span(UNKNOWN, True))
            spans += read(begun[1:], codes, last=True)[0]
        else:
            spans.append(Span(UNKNOWN * len(begun or stray), True))
    return spans, rest


def _pieces(characters: bytes, hanzi: Hanzi) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    for piece in _PIECES[hanzi].finditer(characters):
        whole, ascii_run, begun = piece.groups(b"")
        yield whole, ascii_run, begun, piece[0]


def _read_utf8(characters: bytes, last: bool) -> tuple[list[Span], bytes]:
    text, used = codecs.utf_8_decode(characters, "replace", last)
    spans: list[Span] = []
    for char in text.replace("\ufffd", UNKNOWN):
        if unicodedata.category(char) in _UNSEEN:
            continue
        narrow = unicodedata.east_asian_width(char) not in ("W", "F") and narrow_dots.has(char)
        if spans and spans[-1].narrow is narrow:
            spans[-1] = Span(spans[-1].text + char, narrow)
        else:
            spans.append(Span(char, narrow))
    return spans, characters[used:]
