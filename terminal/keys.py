"""The keys of the device, by the words on them."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """The keys of the device."""

    D0 = "0"
    D1 = "1"
    D2 = "2"
    D3 = "3"
    D4 = "4"
    D5 = "5"
    D6 = "6"
    D7 = "7"
    D8 = "8"
    D9 = "9"
    STAR = "*"
    HASH = "#"
    CANCEL = "CANCEL"
    CLEAR = "CLEAR"
    ENTER = "ENTER"
    UP = "UP"
    DOWN = "DOWN"
    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"

    @property
    def is_digit(self) -> bool:
        return self.value.isdigit()
