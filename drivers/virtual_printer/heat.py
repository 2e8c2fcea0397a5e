"""The temperature of the print head: each black row warms it, time cools it, too hot it rests."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

ROOM_C = 25.0
STOP_C = 70.0
"""Receipt heads stop between 60 and 80 degrees at their thermistor."""
RESUME_C = 55.0

COOLING_S = 15.0
"""In this time the head loses 63 % of what it has above the room's temperature."""

WARMING_C_S = 19.0
"""How fast it warms when black leaves no dot out and the motor ran at full speed.

With these numbers text never stops a printer, a black page does after some ten seconds, and six
seconds later it goes on by itself.
"""


@dataclass(slots=True)
class Head:
    """Told what is printed, asked at any time whether it is `hot`; times are a clock's seconds.

    `held_hot`: something outside keeps it so, whatever it prints.
    """

    held_hot: bool = False
    hot: bool = field(default=False, init=False)
    _above_c: float = field(default=0.0, init=False)
    _at_s: float = field(default=0.0, init=False)

    def warm(self, now_s: float, black_share: float, full_speed_s: float) -> None:
        """It has printed what takes `full_speed_s` at full speed, so much of it black."""
        self._cool(now_s)
        self._above_c += WARMING_C_S * black_share * full_speed_s
        self.look(now_s)

    def look(self, now_s: float) -> bool:
        """Whether it is too hot to print; hot it stays until it has cooled well below that."""
        self._cool(now_s)
        limit_c = RESUME_C if self.hot else STOP_C
        self.hot = self.held_hot or self._above_c + ROOM_C > limit_c
        return self.hot

    def rest_s(self, now_s: float) -> float | None:
        """Seconds until it has cooled enough by itself; None when it will not."""
        self._cool(now_s)
        if self.held_hot:
            return None
        too_much = self._above_c / (RESUME_C - ROOM_C)
        return COOLING_S * math.log(too_much) if too_much > 1 else 0.0

    def cool_down(self) -> None:
        """As cold as the room."""
        self.held_hot = self.hot = False
        self._above_c = 0.0

    def _cool(self, now_s: float) -> None:
        self._above_c *= math.exp((self._at_s - now_s) / COOLING_S)
        self._at_s = now_s
