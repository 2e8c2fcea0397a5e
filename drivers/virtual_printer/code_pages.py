"""The single-byte characters of a printer: code pages (ESC t) and national sets (ESC R)."""

from __future__ import annotations

from functools import cache

UNKNOWN = "?"
"""What stands for a byte that is no character."""

DEFAULT_PAGE = "cp437"
"""Page 0 of every printer that does not say otherwise."""

NATIONAL_POSITIONS = "#$@[\\]^`{|}~"
NATIONAL = (
    "#$@[\\]^`{|}~",  # USA
    "#$à°ç§^`éùè¨",  # France
    "#$§ÄÖÜ^`äöüß",  # Germany
    "£$@[\\]^`{|}~",  # United Kingdom
    "#$@ÆØÅ^`æøå~",  # Denmark I
    "#¤ÉÄÖÅÜéäöåü",  # Sweden
    "#$@°\\é^ùàòèì",  # Italy
    "₧$@¡Ñ¿^`¨ñ}~",  # Spain I
    "#$@[¥]^`{|}~",  # Japan
    "#¤ÉÆØÅÜéæøåü",  # Norway
    "#$ÉÆØÅÜéæøåü",  # Denmark II
    "#$á¡Ñ¿é`íñóú",  # Spain II
    "#$á¡Ñ¿éüíñóú",  # Latin America
    "#$@[₩]^`{|}~",  # Korea
    "#$ŽŠĐĆČžšđćč",  # Slovenia and Croatia
    "#¥@[\\]^`{|}~",  # China
    "#₫@[\\]^`{|}~",  # Vietnam
    "#$@[\\]^`{|}~",  # Arabia
)
"""ESC R n in Epson's ESC/POS reference: what stands at the NATIONAL_POSITIONS."""

KATAKANA = "shift_jis"
"""The codec whose single bytes are Epson's page 1; its other bytes are these drawings and signs."""
_BESIDE_KATAKANA = {
    0x80: "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯",
    0xE0: "═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒",
}


_LATER = {"cp857": {0xD5: "€"}}
"""What printers have in a page and Python's codec, which keeps to the first edition, has not."""


@cache
def page(codec: str, national: int = 0) -> str:
    """The 256 characters of a Python codec's page, ASCII by the national set of that number.

    A page that Python does not fill has UNKNOWN there; control characters are never asked for.
    """
    chars = [_character(codec, byte) for byte in range(256)]
    if codec == KATAKANA:
        for first, drawings in _BESIDE_KATAKANA.items():
            chars[first : first + len(drawings)] = drawings
    for byte, char in _LATER.get(codec, {}).items():
        chars[byte] = char
    for position, char in zip(NATIONAL_POSITIONS, NATIONAL[national], strict=True):
        chars[ord(position)] = char
    return "".join(chars)


def _character(codec: str, byte: int) -> str:
    """One byte of a page; below 80 every page is ASCII."""
    if byte < 0x80:
        return chr(byte) if 0x20 <= byte < 0x7F else UNKNOWN
    char = bytes([byte]).decode(codec, "ignore")
    return char if char.isprintable() and char else " " if char == "\xa0" else UNKNOWN
