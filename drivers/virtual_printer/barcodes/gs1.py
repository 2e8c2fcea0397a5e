"""GS1 element strings: application identifiers and their fields, in GS1-128 and GS1 DataBar.

Sources: the GS1 General Specifications, 3.2 and 7.8; Epson's ESC/POS reference, GS k, for the
characters that are only for the reader.
"""

from __future__ import annotations

from drivers.virtual_printer.barcodes.bars import Bars, NotEncodableError
from drivers.virtual_printer.barcodes.code128 import FNC1, FNC3, from_symbols, readable
from drivers.virtual_printer.barcodes.retail import check_digit

_BRACED_SYMBOLS = {b"1": FNC1, b"3": FNC3, **{bytes([c]): c for c in b"()*{"}}

_SHORT = (*range(4), 10, 11, 12, 13, 15, 16, 17, 20, 21, 22, 30, 37, *range(90, 100))
_IDENTIFIER_DIGITS = {f"{n:02}": 2 for n in _SHORT} | {
    str(n): 3 for n in (23, 24, 25, 40, 41, 42, 71)
}
"""First two digits of an identifier -> how many it has; all others have four."""

_FIELD_DIGITS = {
    "00": 18,
    **{f"{n:02}": 14 for n in (1, 2, 3)},
    **{f"{n}": 6 for n in (*range(11, 20), *range(31, 37))},
    "20": 2,
    "41": 13,
}
"""First two digits of an identifier -> digits of its field; others end with FNC1 or the code."""


def gs1_128(content: bytes) -> Bars:
    """A CODE128 with FNC1 after the start, which is added.

    `(`, `)` and spaces are only for the reader; `*` is the check digit of the digits before it in
    its field; `{1` and `{3` are FNC1 and FNC3; `{(`, `{)`, `{*` and `{{` are those characters.
    """
    symbols, text, at, field = [FNC1], "", 0, ""
    while at < len(content):
        symbol, shown, size = _read(content, at, field)
        if symbol is not None:
            symbols.append(symbol)
        is_digit = symbol is not None and 0x30 <= symbol <= 0x39
        field = field + shown if is_digit else field if shown == " " else ""
        text += shown
        at += size
    if len(symbols) < 3 or not all(0x30 <= symbol <= 0x39 for symbol in symbols[1:3]):
        raise NotEncodableError(0, "no application identifier")
    return from_symbols(symbols, text)


def element_string(content: bytes) -> tuple[str, str]:
    """The elements as "[01]12345678901231[10]A1", and what a person reads.

    As for `gs1_128`, but `*` is passed over, an identifier may come without its parentheses, and
    the check digit of an article number at the beginning must be right.
    """
    text = content.decode("latin-1").replace("*", "")
    elements, at = "", 0
    while at < len(text):
        identifier, at = _identifier(text, at)
        field, at = _field(text, at, _FIELD_DIGITS.get(identifier[:2]))
        if identifier == "01" and not elements:
            _check_article(field)
        elements += f"[{identifier}]{field}"
    if not elements:
        raise NotEncodableError(0, "nothing to encode")
    return elements, text.replace("{1", "").replace("{", "")


def _check_article(field: str) -> None:
    is_whole = len(field) == 14 and field.isascii() and field.isdigit()
    if is_whole and field[-1] != check_digit(field[:-1]):
        raise NotEncodableError(0, "the article number's check digit is not right")


def _read(content: bytes, at: int, field: str) -> tuple[int | None, str, int]:
    """A symbol (None: only for the reader), what a person reads, and how many bytes it took."""
    byte = content[at : at + 1]
    if byte == b"{":
        after = content[at + 1 : at + 2]
        if after not in _BRACED_SYMBOLS:
            raise NotEncodableError(at, "a brace is followed by 1, 3, (, ), * or {")
        symbol = _BRACED_SYMBOLS[after]
        return symbol, "" if symbol >= FNC1 else chr(symbol), 2
    if byte == b"*":
        if not field:
            raise NotEncodableError(at, "no digits before the check digit")
        digit = check_digit(field)
        return ord(digit), digit, 1
    if byte in (b"(", b")", b" "):
        return None, byte.decode(), 1
    if byte[0] > 0x7F:
        raise NotEncodableError(at, "not ASCII")
    return byte[0], readable(byte[0]), 1


def _identifier(text: str, at: int) -> tuple[str, int]:
    """The identifier that begins at `at`, and where its field begins."""
    while text[at : at + 1] == " " or text.startswith("{1", at):
        at += 1 if text[at] == " " else 2
    if text[at : at + 1] == "(":
        identifier = text[at + 1 :].partition(")")[0]
        after = at + len(identifier) + 2
    else:
        after = at + _IDENTIFIER_DIGITS.get(text[at : at + 2], 4)
        identifier = text[at:after]
    if not 2 <= len(identifier) <= 4 or not (identifier.isascii() and identifier.isdigit()):
        raise NotEncodableError(at, "no application identifier")
    return identifier, after


def _field(text: str, at: int, digits: int | None) -> tuple[str, int]:
    """The field that begins at `at`, as far as it goes, and what comes after it."""
    field = ""
    while at < len(text) and text[at] != "(" and len(field) != digits:
        if text.startswith("{1", at):
            return field, at + 2
        if text[at] == "{":
            at += 1
        if text[at : at + 1] != " ":
            field += text[at : at + 1]
        at += 1
    return field, at
