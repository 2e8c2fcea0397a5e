"""The serial counter that a printer prints by itself and then moves on (GS C, GS c)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MAX_DIGITS = 5


class Padding(Enum):
    """How a number narrower than its field is filled up."""

    BLANKS_BEFORE = 0
    ZEROS_BEFORE = 1
    BLANKS_BEHIND = 2


@dataclass(slots=True)
class Counter:
    """Counts from `first` to `last` and begins again; down if `first` is the larger.

    Each value is printed `repeats` times, for ever if that is 0; `digits` 0 prints as many as the
    value has.
    """

    digits: int = 0
    padding: Padding = Padding.BLANKS_BEFORE
    first: int = 1
    last: int = 65_535
    step: int = 1
    repeats: int = 1
    value: int = 1
    _printed: int = 0

    def set(self, value: int) -> None:
        """Go on with this value."""
        self.value, self._printed = value, 0

    def take(self) -> str:
        """The value as it is printed; then count."""
        low, high = sorted((self.first, self.last))
        if not low <= self.value <= high:
            self.value = self.first
        shown = self._shown()
        self._printed += 1
        if 0 < self.repeats <= self._printed:
            self._printed = 0
            self.value += self.step if self.first < self.last else -self.step
        return shown

    def _shown(self) -> str:
        number = str(self.value)
        if not self.digits:
            return number
        number = number[-self.digits :]
        match self.padding:
            case Padding.BLANKS_BEFORE:
                return number.rjust(self.digits)
            case Padding.ZEROS_BEFORE:
                return number.rjust(self.digits, "0")
            case Padding.BLANKS_BEHIND:
                return number.ljust(self.digits)
