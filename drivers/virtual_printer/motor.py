"""How fast the paper goes: the blacker the rows, the slower, for the supply has only so much."""

from __future__ import annotations

from dataclasses import dataclass

DOTS_PER_MM = 8

FREE_SHARE = 0.25
"""Up to a quarter of the dots black the motor runs at its full speed."""

BLACK_SLOWNESS = 130 / 38
"""How many times longer a row takes that is all black.

Both numbers are those of Axiohm's 7156 (escpos.md 7): 130 mm/s up to 25 %, 38 mm/s at 100 %.
"""


@dataclass(frozen=True, slots=True)
class Motor:
    """Moves the paper at `speed_mm_s` under white rows."""

    speed_mm_s: float

    def seconds(self, rows: int, black_share: float) -> float:
        """What so many rows take; the time a row needs grows evenly above FREE_SHARE."""
        over = max(0.0, black_share - FREE_SHARE) / (1 - FREE_SHARE)
        slowness = 1 + over * (BLACK_SLOWNESS - 1)
        return rows * slowness / (self.speed_mm_s * DOTS_PER_MM)


def black_share(dots: bytes) -> float:
    """How much of these dots is black, 0 to 1."""
    return int.from_bytes(dots, "big").bit_count() / (len(dots) * 8) if dots else 0.0
