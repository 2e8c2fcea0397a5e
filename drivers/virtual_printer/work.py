"""What can wait for the moving parts of a printer, in the order it was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.virtual_printer.paper import Mark


@dataclass(slots=True)
class Strip:
    """Rows on their way to the paper, and what they show together."""

    dots: bytes
    mark: Mark | None
    begun: bool = False


class Cut:
    """The knife."""


@dataclass(frozen=True, slots=True)
class ToMark:
    """As far as the next black mark, and so many rows more."""

    offset_rows: int


@dataclass(frozen=True, slots=True)
class Back:
    """So many rows backwards."""

    rows: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing for a while."""

    seconds: float


class Button:
    """Until a person presses the feed button."""


Work = Strip | Back | Cut | ToMark | Pause | Button
