"""What goes wrong when a worn magnetic stripe is drawn through a reader."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

# An odd number of characters with the same bit flipped: the LRC can never come out right again.
MISREAD_CHARACTERS = 3


class Reading(StrEnum):
    """What the reader's head makes of a track in one swipe."""

    WHOLE = "whole"
    DAMAGED = "damaged"  # some characters misread
    SHORT = "short"  # drawn too fast or lifted: the end is missing
    BLANK = "blank"  # nothing


@dataclass(frozen=True, slots=True)
class StripeFault:
    """How the worn tracks read, swipe after swipe; the last reading lasts."""

    tracks: tuple[int, ...] = ()
    readings: tuple[Reading, ...] = (Reading.WHOLE,)

    def reading(self, track: int, attempt: int) -> Reading:
        """Of track 1, 2 or 3 at swipe `attempt`, the first being 0."""
        if track not in self.tracks:
            return Reading.WHOLE
        return self.readings[min(attempt, len(self.readings) - 1)]


def as_read(characters: str, reading: Reading, first: str, seed: str) -> str:
    """A track's characters as the head reads them; the same seed gives the same damage.

    `first` is the first character of the track's alphabet (see magstripe).
    """
    match reading:
        case Reading.WHOLE:
            return characters
        case Reading.DAMAGED:
            return _misread(characters, first, seed)
        case Reading.SHORT:
            return characters[: len(characters) // 2]
        case Reading.BLANK:
            return ""


def _misread(characters: str, first: str, seed: str) -> str:
    dice = hashlib.sha256(seed.encode()).digest()
    flipped_bit = 1 << dice[0] % 4  # both alphabets have at least four bits
    step = 1 + dice[1] % 4
    start = 1 + dice[2] % max(1, len(characters) - MISREAD_CHARACTERS * step - 2)
    read = list(characters)
    for place in range(start, start + MISREAD_CHARACTERS * step, step):
        read[place] = chr((ord(read[place]) - ord(first) ^ flipped_bit) + ord(first))
    return "".join(read)
