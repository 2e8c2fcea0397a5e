"""CODE39, ITF and CODABAR: bar codes whose bars and spaces are either narrow or wide.

Sources: ISO/IEC 16388 (CODE39), 16390 (ITF), EN 798 (CODABAR).
"""

from __future__ import annotations

from drivers.virtual_printer.barcodes.bars import NARROW, WIDE, Bars, NotEncodableError
from drivers.virtual_printer.barcodes.retail import digits_of

# Bar, space, bar ... of each character; 1 is wide.
_CODE39 = {
    **dict(zip("0123", ("000110100", "100100001", "001100001", "101100000"), strict=True)),
    **dict(zip("4567", ("000110001", "100110000", "001110000", "000100101"), strict=True)),
    **dict(zip("89AB", ("100100100", "001100100", "100001001", "001001001"), strict=True)),
    **dict(zip("CDEF", ("101001000", "000011001", "100011000", "001011000"), strict=True)),
    **dict(zip("GHIJ", ("000001101", "100001100", "001001100", "000011100"), strict=True)),
    **dict(zip("KLMN", ("100000011", "001000011", "101000010", "000010011"), strict=True)),
    **dict(zip("OPQR", ("100010010", "001010010", "000000111", "100000110"), strict=True)),
    **dict(zip("STUV", ("001000110", "000010110", "110000001", "011000001"), strict=True)),
    **dict(zip("WXYZ", ("111000000", "010010001", "110010000", "011010000"), strict=True)),
    **dict(zip("-. $", ("010000101", "110000100", "011000100", "010101000"), strict=True)),
    **dict(zip("/+%*", ("010100010", "010001010", "000101010", "010010100"), strict=True)),
}
_ITF = (
    *("00110", "10001", "01001", "11000", "00101"),
    *("10100", "01100", "00011", "10010", "01010"),
)
_ITF_START, _ITF_STOP = "0000", "100"
_CODABAR = {
    **dict(zip("0123", ("0000011", "0000110", "0001001", "1100000"), strict=True)),
    **dict(zip("4567", ("0010010", "1000010", "0100001", "0100100"), strict=True)),
    **dict(zip("89-$", ("0110000", "1001000", "0001100", "0011000"), strict=True)),
    **dict(zip(":/.+", ("1000101", "1010001", "1010100", "0010101"), strict=True)),
    **dict(zip("ABCD", ("0011010", "0101001", "0001011", "0001110"), strict=True)),
}
_CODABAR_ENDS = "ABCD"


def code39(content: bytes) -> Bars:
    """Digits, capital letters and ` -.$/+%`; the `*` at both ends may be sent or left out."""
    body = content.removeprefix(b"*").removesuffix(b"*")
    begins = int(content.startswith(b"*"))
    for at, byte in enumerate(body):
        if chr(byte) not in _CODE39 or byte == ord("*"):
            raise NotEncodableError(at + begins, "no character of CODE39")
    text = f"*{body.decode('ascii')}*"
    return Bars(_elements("0".join(_CODE39[char] for char in text)), text, two_widths=True)


def itf(content: bytes) -> Bars:
    """An even number of digits: the bars spell the first of two, the spaces the second."""
    digits = digits_of(content)
    if len(digits) % 2 or not digits:
        raise NotEncodableError(0, "ITF takes pairs of digits")
    pairs = zip(digits[::2], digits[1::2], strict=True)
    inner = "".join(
        bar + space
        for one, other in pairs
        for bar, space in zip(_ITF[int(one)], _ITF[int(other)], strict=True)
    )
    return Bars(_elements(_ITF_START + inner + _ITF_STOP), digits, two_widths=True)


def codabar(content: bytes) -> Bars:
    """Digits and `-$:/.+` between two letters A to D, which must be sent."""
    text = content.decode("latin-1").upper()
    last = len(text) - 1
    for at, char in enumerate(text):
        is_end = at in (0, last)
        if char not in _CODABAR or (char in _CODABAR_ENDS) is not is_end:
            raise NotEncodableError(at, "no character of CODABAR at this place")
    if last < 1:
        raise NotEncodableError(0, "CODABAR begins and ends with a letter")
    return Bars(_elements("0".join(_CODABAR[char] for char in text)), text, two_widths=True)


def _elements(digits: str) -> tuple[int, ...]:
    return tuple(WIDE if digit == "1" else NARROW for digit in digits)
