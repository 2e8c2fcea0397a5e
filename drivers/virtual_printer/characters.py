"""Reads bytes as characters: single bytes by a code page, Hanzi by GBK and its kin, or UTF-8."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from drivers.printer_profiles.profile import Hanzi
from drivers.virtual_printer.code_pages import UNKNOWN
from receipts import narrow_dots
from receipts.dots import GETA

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
_HANZI, _ASCII, _BEGUN = 1, 2, 3
_CODE = re.compile(rb"[\x81-\xfe][\x30-\x39]..|..", re.DOTALL)

_UNSEEN = ("Mn", "Me", "Cc", "Cf")
"""Kinds of Unicode characters that take no cell."""


class CodeSet(NamedTuple):
    """How bytes are read: by the 256 characters of `page`, Hanzi by `hanzi`, or all as UTF-8."""

    page: str
    hanzi: Hanzi
    utf8: bool = False

    @property
    def is_gbk(self) -> bool:
        """Whether ASCII is ASCII and all of GBK is there: most lines are then read at once."""
        return (
            not self.utf8
            and self.hanzi in (Hanzi.GBK, Hanzi.GB18030)
            and self.page[0x20:0x7F].isascii()
        )


class Span(NamedTuple):
    """Characters in narrow cells; or, where not `narrow`, ASCII in narrow ones, others in wide."""

    text: str
    narrow: bool


def read(characters: bytes, codes: CodeSet, last: bool = False) -> tuple[list[Span], bytes]:
    """The characters, and the bytes at the end that wait for the rest of their character.

    With `last` nothing waits: what is not whole is read as stray bytes.
    """
    if codes.is_gbk and b"\x7f" not in characters:
        try:
            return [Span(characters.decode("gbk"), False)], b""
        except UnicodeDecodeError:
            pass  # half a Hanzi, or none at all: piece by piece then
    if codes.utf8:
        return _read_utf8(characters, last)
    if codes.hanzi is Hanzi.NONE:
        return [_of_page(characters, codes)], b""
    spans, rest = [], b""
    for piece in _PIECES[codes.hanzi].finditer(characters):
        if piece.lastindex == _HANZI:
            spans.append(Span(_hanzi(piece[0]), False))
        elif piece.lastindex == _ASCII:
            spans.append(_of_page(piece[0], codes))
        elif piece.lastindex == _BEGUN and not last:
            rest = piece[0]
        else:
            spans.append(Span(UNKNOWN, True))
            if len(piece[0]) > 1:  # of four bytes; the second is a digit, which is read as such
                spans += read(piece[0][1:], codes, last)[0]
    return spans, rest


def _hanzi(codes: bytes) -> str:
    """A character for each code: all double bytes of GB 18030 are assigned, to private use where
    users may draw, but not all of its four bytes.
    """
    try:
        return codes.decode("gb18030")
    except UnicodeDecodeError:
        first, *others = _CODE.findall(codes)
        return "".join(map(_hanzi, (first, *others))) if others else GETA


def _of_page(characters: bytes, codes: CodeSet) -> Span:
    return Span(codecs.charmap_decode(characters, "strict", codes.page)[0], True)


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
