"""How a printer listens and answers, as commands have set it; ESC @ sets it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Way(Enum):
    """What becomes of commands in their turn; those in real time are obeyed in every way."""

    OBEY = "obeyed"
    DESELECTED = "ignored until ESC = 1"
    USER_SETTING = "ignored but for GS ( E, until GS ( E 2"
    HEX_DUMP = "printed as hexadecimal numbers, until power off"


@dataclass(slots=True)
class Dialogue:
    """`asb` is the mask of GS a; `..._at_once` whether DLE DC4 1 and 2 are obeyed (GS ( D)."""

    asb: int = 0
    way: Way = Way.OBEY
    pulse_at_once: bool = True
    power_off_at_once: bool = False
