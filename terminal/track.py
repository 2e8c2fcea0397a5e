"""Reading a magnetic stripe: sentinels, LRC and fields of the tracks a swipe gave.

ISO/IEC 7811-2 (sentinels, LRC) and 7813 (fields). A track that does not check is treated as not
read; it is never repaired by guessing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import xor

from terminal.dialogue import CardSwiped
from terminal.faults import CardFault, CardTrouble
from wire.pan import Pan

TRACK_1_BASE, TRACK_2_BASE = 0x20, 0x30
"""Six-bit characters of track 1 count from the space, four-bit ones of tracks 2 and 3 from '0'."""


@dataclass(frozen=True, slots=True)
class StripeData:
    """What the stripe says, checked; the tracks as F35 and F36 carry them, bare of sentinels."""

    pan: Pan
    expiry: str
    service_code: str
    track2: str = field(repr=False)
    track3: str = field(repr=False)

    @property
    def asks_pin(self) -> bool:
        """Third digit of the service code: 0, 3 and 5 require a PIN."""
        return self.service_code[2:] in {"0", "3", "5"}

    @property
    def prompts_pin(self) -> bool:
        """6 and 7: prompt for a PIN where there is a PIN pad."""
        return self.service_code[2:] in {"6", "7"}


def read(swiped: CardSwiped) -> StripeData:
    """Check the tracks and take their fields. Errors: CardFault(UNREADABLE)."""
    track2 = checked(swiped.track2, ";", TRACK_2_BASE)
    pan, separator, rest = track2.partition("=")
    if not separator or not pan.isdigit() or not 13 <= len(pan) <= 19 or len(rest) < 7:
        raise CardFault(CardTrouble.UNREADABLE)
    number = Pan(pan)
    if not number.luhn_ok or not rest[:7].isdigit() or not "01" <= rest[2:4] <= "12":
        raise CardFault(CardTrouble.UNREADABLE)
    track3 = checked(swiped.track3, ";", TRACK_2_BASE) if swiped.track3 else ""
    return StripeData(number, rest[:4], rest[4:7], track2, track3)


def checked(track: str, start: str, base: int) -> str:
    """The characters between the sentinels. Errors: CardFault where sentinel or LRC is wrong."""
    # The LRC may be any character, an end sentinel too: it is simply the last one.
    body, lrc = track[:-2], track[-1:]
    if len(track) < 3 or not body.startswith(start) or track[-2] != "?" or "?" in body:
        raise CardFault(CardTrouble.UNREADABLE)
    values = [ord(character) - base for character in track[:-1]]
    limit = 64 if base == TRACK_1_BASE else 16
    if any(not 0 <= value < limit for value in values) or reduce(xor, values) != ord(lrc) - base:
        raise CardFault(CardTrouble.UNREADABLE)
    return body[1:]
