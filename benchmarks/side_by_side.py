"""Two things measured in turns in one run: a noisy machine is as noisy to one as to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isinf
from statistics import median


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against the yardstick: medians in seconds, and the median of the pairs' ratios.

    `at_most` is the target; infinity where there is none.
    """

    what: str
    ours_s: float
    yardstick_s: float
    ratio: float
    at_most: float

    @property
    def line(self) -> str:
        verdict = "ok" if self.ratio <= self.at_most else "ABOVE TARGET"
        target = "" if isinf(self.at_most) else f"   <= {self.at_most:g}x {verdict}"
        return (
            f"{self.what:<44}{self.ours_s * 1e3:9.1f} ms{self.yardstick_s * 1e3:9.1f} ms"
            f"{self.ratio:7.2f}x{target}"
        )


def in_turns(
    what: str,
    ours: Callable[[], float],
    yardstick: Callable[[], float],
    rounds: int,
    at_most: float,
) -> Comparison:
    """Measure both `rounds` times, alternating after one unmeasured round; each returns seconds."""
    ours(), yardstick()
    pairs = [(ours(), yardstick()) for _ in range(rounds)]
    return Comparison(
        what,
        ours_s=median(a for a, _ in pairs),
        yardstick_s=median(b for _, b in pairs),
        ratio=median(a / b for a, b in pairs),
        at_most=at_most,
    )
