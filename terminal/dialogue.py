"""How a question at the terminal proceeds: a frozen state that takes panel events one by one.

Every face (TUI, script rig, simulation) feeds the same dialogues, so that keys mean the same
everywhere. A dialogue answers each event with its next state, with `Done`, or with `Refused`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, Protocol, TypeVar

from receipts.signature import Stroke
from terminal.keys import Key
from terminal.messages import Text
from terminal.screen import Screen

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class NoAnswer(Enum):
    """A question that ended without an answer."""

    CANCELLED = "cancelled"
    TIMED_OUT = "timed out"


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key of the keypad went down."""

    key: Key


@dataclass(frozen=True, slots=True)
class CardSwiped:
    """What the reader's head saw, as characters with sentinels and LRC; '' where nothing."""

    track1: str = field(repr=False)
    track2: str = field(repr=False)
    track3: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PenStroke:
    """One whole stroke on the pad, in pad units."""

    points: Stroke = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """The scanner read this off a slip."""

    words: str


PanelEvent = KeyPressed | CardSwiped | PenStroke | CodeScanned


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co]):
    """The question is answered."""

    answer: T_co


@dataclass(frozen=True, slots=True)
class Refused:
    """The event means nothing here: the device beeps and, where it helps, says why."""

    notice: Text | None = None


class Dialogue(Protocol[T]):
    """One question on the screen."""

    def screen(self) -> Screen:
        """What to show right now."""

    def take(self, event: PanelEvent) -> Dialogue[T] | Done[T | NoAnswer] | Refused:
        """The next state, the answer, or a refusal."""
