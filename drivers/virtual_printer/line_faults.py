"""What can be wrong with a line into the printer; each stays until it is put right."""

from __future__ import annotations

from dataclasses import dataclass

SLOW_BYTES_S = 120.0
"""A line at 1200 baud: a slip takes a quarter of a minute."""


@dataclass(slots=True)
class LineFaults:
    """Switched by hand at any time; a fresh one is a line that is well.

    `slow`: no more than SLOW_BYTES_S each way. `garbage`: answers arrive with every bit wrong.
    `deaf`: the computer does not stop when told to, and bytes beyond the buffer are lost.
    `tears`: a cable pulled while bytes go over it leaves half of one. `spoils_every`: of so many
    bytes to the printer one is received wrong; 0 is none.
    """

    slow: bool = False
    garbage: bool = False
    deaf: bool = False
    tears: bool = False
    spoils_every: int = 0
