"""What a printer counts for its maintenance: lines fed, head and knife, hours on (GS g)."""

from __future__ import annotations

from dataclasses import dataclass, field

from receipts.paper import LINE_DOTS

LINES, HEAD, CUTS, HOURS = 20, 21, 50, 70
"""The n of GS g 2 of counters that GS g 0 sets to zero; 128 more is the same since the factory."""

SINCE_FACTORY = 128

_KEPT = (LINES, HEAD, CUTS, HOURS)


@dataclass(slots=True)
class Counters:
    """Counts up as long as the printer lives; `reset_at` is where a counter was set to zero."""

    rows: int = 0
    cuts: int = 0
    powered_s: float = 0.0
    reset_at: dict[int, int] = field(default_factory=lambda: dict.fromkeys(_KEPT, 0))

    def read(self, number: int) -> int | None:
        """A counter's value; None where there is none of that number."""
        if number in self.reset_at:
            return self._total(number) - self.reset_at[number]
        if number - SINCE_FACTORY in self.reset_at:
            return self._total(number - SINCE_FACTORY)
        return None

    def reset(self, number: int) -> bool:
        """Set a counter to zero; False where that cannot be."""
        if number not in self.reset_at:
            return False
        self.reset_at[number] = self._total(number)
        return True

    def packed(self) -> bytes:
        """As NV memory keeps it."""
        values = (self.rows, self.cuts, int(self.powered_s), *self.reset_at.values())
        return b" ".join(b"%d" % value for value in values)

    def unpack(self, kept: bytes) -> None:
        """What `packed` gave; what is none of it leaves the counters as they are."""
        words = kept.split()
        if len(words) == 3 + len(_KEPT) and all(word.isdigit() for word in words):
            self.rows, self.cuts, self.powered_s, *at = map(int, words)
            self.reset_at = dict(zip(_KEPT, at, strict=True))

    def _total(self, number: int) -> int:
        match number:
            case 20:
                return self.rows // LINE_DOTS
            case 21:
                return self.rows
            case 50:
                return self.cuts
            case _:
                return int(self.powered_s) // 3600
