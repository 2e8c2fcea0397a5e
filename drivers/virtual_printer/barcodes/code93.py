"""CODE93: all of ASCII, by pairs of a shift and a letter where a character has no bars of its own.

Source: AIM USS-93.
"""

from __future__ import annotations

from drivers.virtual_printer.barcodes.bars import Bars, NotEncodableError, widths

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_DOLLAR, _PERCENT, _SLASH, _PLUS, _END = range(43, 48)  # the four shifts and the start, by value

_PATTERNS = (
    "131112111213111312111411121113121212121311111114"
    "131211141111211113211212211311221112221211231111"
    "112113112212112311122112132111111123111222111321"
    "121122131121212112212211211122211221221121222111"
    "112122112221122121123111121131311112311211321111"
    "112131113121211131121221312111311121122211111141"
)
_WIDTHS = [_PATTERNS[at : at + 6] for at in range(0, len(_PATTERNS), 6)]  # by value
_LAST_BAR = "1"

_SHIFTED = (
    *((_PERCENT, "U"), *((_DOLLAR, chr(0x41 + n)) for n in range(26))),  # NUL, 01-1A
    *((_PERCENT, chr(0x41 + n)) for n in range(5)),  # 1B-1F
    *((_SLASH, chr(0x41 + n)) for n in range(-1, 26)),  # 20-3A, but for those with bars
    *((_PERCENT, letter) for letter in "FGHIJV"),  # ; < = > ? @
    *((_PERCENT, "") for _ in range(26)),  # A-Z have bars
    *((_PERCENT, letter) for letter in "KLMNOW"),  # [ \ ] ^ _ `
    *((_PLUS, chr(0x41 + n)) for n in range(26)),  # a-z
    *((_PERCENT, letter) for letter in "PQRST"),  # { | } ~ DEL
)
"""For each ASCII code its shift and letter; the place of a character with bars is not used."""

_MAX_C_WEIGHT, _MAX_K_WEIGHT, _MODULUS = 20, 15, 47


def code93(content: bytes) -> Bars:
    """Any ASCII; the start, both check characters and the stop are added.

    Epson prints a square for the start and the stop, a black one and a letter for a control.
    """
    values: list[int] = []
    for at, byte in enumerate(content):
        if byte > 0x7F:
            raise NotEncodableError(at, "not ASCII")
        values += _values(byte)
    if not values:
        raise NotEncodableError(0, "nothing to encode")
    values.append(_check(values, _MAX_C_WEIGHT))
    values.append(_check(values, _MAX_K_WEIGHT))
    pattern = "".join(_WIDTHS[value] for value in (_END, *values, _END)) + _LAST_BAR
    return Bars(widths(pattern), f"□{''.join(map(_readable, content))}□")


def _values(byte: int) -> tuple[int, ...]:
    place = _CHARACTERS.find(chr(byte))
    if place >= 0:
        return (place,)
    shift, letter = _SHIFTED[byte]
    return (shift, _CHARACTERS.index(letter))


def _check(values: list[int], max_weight: int) -> int:
    weighed = (value * (at % max_weight + 1) for at, value in enumerate(reversed(values)))
    return sum(weighed) % _MODULUS


def _readable(byte: int) -> str:
    return chr(byte) if 0x20 <= byte < 0x7F else f"■{_SHIFTED[byte][1]}"
