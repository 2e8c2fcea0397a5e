"""What passes between terminal and bank, as an onlooker sees it: the inspector, a recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wire.framing import Frame


class Direction(StrEnum):
    """Which way a message went, and what became of one that came."""

    SENT = "SENT"
    RECEIVED = "RECEIVED"
    IGNORED = "IGNORED"
    """It answers nothing that waits: a late answer, or a stranger's."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """One message on its way, with the device's time."""

    direction: Direction
    frame: Frame
    at: datetime


Watcher = Callable[[Traffic], None]


def nobody(traffic: Traffic) -> None:
    """Watches nothing."""
