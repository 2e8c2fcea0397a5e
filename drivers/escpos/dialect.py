"""What a printer model understands besides the common commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """`hanzi_sizes`: Hanzi change their size by FS ! alone (cheap printers; the others take both).
    `cutter`: there is a knife; without one the slip is fed to the tear bar.
    """

    hanzi_sizes: bool = True
    cutter: bool = True


STANDARD = Dialect()
