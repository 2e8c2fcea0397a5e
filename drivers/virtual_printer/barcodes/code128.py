"""CODE128 with code sets chosen by the sender or by the printer.

Source: ISO/IEC 15417; Epson's ESC/POS reference for what `{` and the next character mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drivers.virtual_printer.barcodes.bars import Bars, NotEncodableError, widths

_PATTERNS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212"
    "112232122132122231113222123122123221223211221132221231213212223112312131"
    "311222321122321221312212322112322211212123212321232121111323131123131321"
    "112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114"
    "122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
_WIDTHS = [_PATTERNS[at : at + 6] for at in range(0, len(_PATTERNS), 6)]  # by value
_STOP = "2331112"
_MODULUS = 103

FNC1, FNC2, FNC3, FNC4 = range(0x100, 0x104)
"""The four function characters, as symbols beside the bytes."""

_START = {"A": 103, "B": 104, "C": 105}
_SWITCH = {"A": 101, "B": 100, "C": 99}
_SHIFT = 98
_FUNCTIONS = {
    "A": {FNC1: 102, FNC2: 97, FNC3: 96, FNC4: 101},
    "B": {FNC1: 102, FNC2: 97, FNC3: 96, FNC4: 100},
    "C": {FNC1: 102},
}
_BRACED = {b"1": FNC1, b"2": FNC2, b"3": FNC3, b"4": FNC4}

_WORTH_SWITCHING = 6
_WORTH_SWITCHING_AT_END = 4
"""So many digits in a row are shorter in set C, with the switch there (and back)."""


def code128(content: bytes) -> Bars:
    """`{A`, `{B` or `{C` first; `{S` shifts one character, `{1` to `{4` are FNC, `{{` is a brace.

    In set C each byte is a pair of digits as a number from 0 to 99.
    """
    if content[:2] not in (b"{A", b"{B", b"{C"):
        raise NotEncodableError(0, "no code set is chosen")
    code_set = chr(content[1])
    values, text, at = [_START[code_set]], "", 2
    while at < len(content):
        step = _step(content, at, code_set)
        values += step.values
        text += step.text
        at += step.size
        code_set = step.code_set
    if len(values) == 1:
        raise NotEncodableError(2, "nothing to encode")
    return _bars(values, text)


def code128_auto(content: bytes) -> Bars:
    """Any bytes; the printer chooses the sets. Above 7F each goes by FNC4."""
    if not content:
        raise NotEncodableError(0, "nothing to encode")
    symbols: list[int] = []
    for byte in content:
        symbols += (byte,) if byte < 0x80 else (FNC4, byte - 0x80)
    return from_symbols(symbols, "".join(map(readable, content)))


def from_symbols(symbols: Sequence[int], text: str) -> Bars:
    """ASCII codes and function characters, in the sets that make the code short."""
    return _bars(_automatic(symbols), text)


class _Step(NamedTuple):
    """`size` bytes of the content: their values, what a person reads, and the set from here on."""

    size: int
    values: tuple[int, ...]
    text: str
    code_set: str


def _step(content: bytes, at: int, code_set: str) -> _Step:
    byte, after = content[at], content[at + 1 : at + 2]
    if byte != ord("{"):
        return _Step(1, (_value(byte, code_set, at),), _shown(byte, code_set), code_set)
    if after in (b"A", b"B", b"C") and after.decode() != code_set:
        return _Step(2, (_SWITCH[after.decode()],), "", after.decode())
    if after in _BRACED and _BRACED[after] in _FUNCTIONS[code_set]:
        return _Step(2, (_FUNCTIONS[code_set][_BRACED[after]],), " ", code_set)
    if after == b"{" and code_set == "B":
        return _Step(2, (_value(byte, code_set, at),), "{", code_set)
    if after == b"S" and code_set != "C" and at + 2 < len(content):
        other, shifted = "B" if code_set == "A" else "A", content[at + 2]
        return _Step(3, (_SHIFT, _value(shifted, other, at)), readable(shifted), code_set)
    raise NotEncodableError(at, f"this means nothing in code set {code_set}")


def _shown(byte: int, code_set: str) -> str:
    return f"{byte:02d}" if code_set == "C" else readable(byte)


def readable(byte: int) -> str:
    """What a person reads for a byte: a blank for what has no letter."""
    return chr(byte) if 0x20 <= byte < 0x7F else " "


def _value(byte: int, code_set: str, at: int) -> int:
    if code_set == "C":
        if byte <= 99:
            return byte
    elif code_set == "A" and byte < 0x60:
        return byte - 0x20 if byte >= 0x20 else byte + 0x40
    elif code_set == "B" and 0x20 <= byte <= 0x7F:
        return byte - 0x20
    raise NotEncodableError(at, f"not in code set {code_set}")


def _automatic(symbols: Sequence[int]) -> list[int]:
    """Values of symbols, in the sets that make the code short (ISO/IEC 15417, annex E)."""
    code_set = _first_set(symbols)
    values, at = [_START[code_set]], 0
    while at < len(symbols):
        wanted = _set_for(symbols, at, code_set)
        if wanted != code_set:
            values.append(_SWITCH[wanted])
            code_set = wanted
        symbol = symbols[at]
        if symbol >= FNC1:
            values.append(_FUNCTIONS[code_set][symbol])
            at += 1
        elif code_set == "C":
            values.append((symbol - 0x30) * 10 + symbols[at + 1] - 0x30)
            at += 2
        else:
            values.append(_value(symbol, code_set, at))
            at += 1
    return values


def _first_set(symbols: Sequence[int]) -> str:
    start = next((at for at, symbol in enumerate(symbols) if symbol != FNC1), len(symbols))
    digits = _digits_at(symbols, start)
    if digits >= _WORTH_SWITCHING_AT_END or (digits == 2 and start + 2 == len(symbols)):
        return "C"
    return _letters_set(symbols, start)


def _set_for(symbols: Sequence[int], at: int, code_set: str) -> str:
    """The set in which the symbol at `at` is best drawn."""
    digits = _digits_at(symbols, at)
    if code_set == "C":
        if digits >= 2 or symbols[at] == FNC1:
            return "C"
        return _letters_set(symbols, at)
    at_end = at + digits == len(symbols)
    enough = _WORTH_SWITCHING_AT_END if at_end else _WORTH_SWITCHING
    if digits >= enough and digits % 2 == 0:
        return "C"
    symbol = symbols[at]
    if symbol >= FNC1 or _is_in(symbol, code_set):
        return code_set
    return "B" if code_set == "A" else "A"


def _letters_set(symbols: Sequence[int], at: int) -> str:
    """A if a control comes before any small letter, else B."""
    for symbol in symbols[at:]:
        if symbol < 0x20:
            return "A"
        if 0x60 <= symbol < FNC1:
            return "B"
    return "B"


def _is_in(symbol: int, code_set: str) -> bool:
    return symbol < 0x60 if code_set == "A" else symbol >= 0x20


def _digits_at(symbols: Sequence[int], at: int) -> int:
    end = at
    while end < len(symbols) and 0x30 <= symbols[end] <= 0x39:
        end += 1
    return end - at


def _bars(values: list[int], text: str) -> Bars:
    """With the check character and the stop added."""
    weighed = sum(value * max(at, 1) for at, value in enumerate(values))
    pattern = "".join(_WIDTHS[value] for value in (*values, weighed % _MODULUS)) + _STOP
    return Bars(widths(pattern), text)
