"""UPC-A, UPC-E, EAN-13 and EAN-8: digits with bars of one to four modules.

Source: the GS1 General Specifications, 5.2. A check digit that is sent is drawn as sent; Epson's
printers do not look whether it is right.
"""

from __future__ import annotations

from drivers.virtual_printer.barcodes.bars import Bars, NotEncodableError, widths

# Set A starts with a space; set C has the same widths starting with a bar; set B is A backwards.
_DIGITS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")

# Which of the left six digits of EAN-13 are in set A, which in set B: that spells the first digit.
_FIRST = (
    *("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB"),
    *("ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"),
)

# The same for UPC-E, where it spells the check digit.
_CHECK = (
    *("BBBAAA", "BBABAA", "BBAABA", "BBAAAB", "BABBAA"),
    *("BAABBA", "BAAABB", "BABABA", "BABAAB", "BAABAB"),
)

_GUARD, _CENTRE, _UPC_E_END = "111", "11111", "111111"


def check_digit(digits: str) -> str:
    """The digit that makes the weighted sum a multiple of ten: weights 3, 1, 3 ... from the end."""
    total = sum(int(digit) * (1 if at & 1 else 3) for at, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def digits_of(content: bytes) -> str:
    """The content as digits. Errors: NotEncodableError at the first byte that is none."""
    for at, byte in enumerate(content):
        if not 0x30 <= byte <= 0x39:
            raise NotEncodableError(at, "not a digit")
    return content.decode("ascii")


def ean13(content: bytes) -> Bars:
    """12 digits, or 13 with the check digit."""
    digits = _whole(content, 13)
    return Bars(_ean13(digits), digits)


def upc_a(content: bytes) -> Bars:
    """11 digits, or 12 with the check digit: an EAN-13 that begins with 0."""
    digits = _whole(content, 12)
    return Bars(_ean13("0" + digits), digits)


def ean8(content: bytes) -> Bars:
    """7 digits, or 8 with the check digit."""
    digits = _whole(content, 8)
    left, right = "".join(map(_set_a, digits[:4])), "".join(map(_set_c, digits[4:]))
    return Bars(widths(_GUARD + left + _CENTRE + right + _GUARD), digits)


def upc_e(content: bytes) -> Bars:
    """6 digits; or 7 with the 0 before them; 8 with the check digit; or 11 or 12 as UPC-A.

    Errors: NotEncodableError also for an article number that has no short form.
    """
    digits = digits_of(content)
    if len(digits) == 6:
        digits = "0" + digits
    if digits[:1] != "0":
        raise NotEncodableError(0, "UPC-E begins with 0")
    if len(digits) in (11, 12):
        short, whole = _squeezed(digits[1:11]), digits[:11]
    elif len(digits) in (7, 8):
        short, whole = digits[1:7], "0" + _stretched(digits[1:7])
    else:
        raise NotEncodableError(0, f"UPC-E of {len(digits)} digits")
    check = digits[-1] if len(digits) in (8, 12) else check_digit(whole)
    pattern = _CHECK[int(check)]
    inner = "".join(map(_left, short, pattern))
    return Bars(widths(_GUARD + inner + _UPC_E_END), f"0{short}{check}")


def _whole(content: bytes, size: int) -> str:
    digits = digits_of(content)
    if len(digits) == size - 1:
        return digits + check_digit(digits)
    if len(digits) != size:
        raise NotEncodableError(0, f"{size - 1} or {size} digits are needed")
    return digits


def _ean13(digits: str) -> tuple[int, ...]:
    left = "".join(map(_left, digits[1:7], _FIRST[int(digits[0])]))
    right = "".join(map(_set_c, digits[7:]))
    return widths(_GUARD + left + _CENTRE + right + _GUARD)


def _left(digit: str, letter: str) -> str:
    return _set_a(digit) if letter == "A" else _set_a(digit)[::-1]


def _set_a(digit: str) -> str:
    return _DIGITS[int(digit)]


_set_c = _set_a  # the same widths: only what comes before them makes them begin with a bar


def _squeezed(ten: str) -> str:
    """Maker (5 digits) and article (5 digits) as the six digits of UPC-E."""
    maker, article = ten[:5], ten[5:]
    if maker[2] in "012" and maker[3:] == "00" and article[:2] == "00":
        return maker[:2] + article[2:] + maker[2]
    if maker[3:] == "00" and article[:3] == "000":
        return maker[:3] + article[3:] + "3"
    if maker[4] == "0" and article[:4] == "0000":
        return maker[:4] + article[4] + "4"
    if article[:4] == "0000" and article[4] in "56789":
        return maker + article[4]
    raise NotEncodableError(0, "this number has no short form")


def _stretched(six: str) -> str:
    """The ten digits that six of UPC-E stand for."""
    last = six[5]
    if last in "012":
        return f"{six[:2]}{last}0000{six[2:5]}"
    if last == "3":
        return f"{six[:3]}00000{six[3:5]}"
    if last == "4":
        return f"{six[:4]}00000{six[4]}"
    return f"{six[:5]}0000{last}"
