"""What the terminal's screen shows, as values: a face draws it in the language set right then."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from terminal.keys import Key
from terminal.messages import Text

if TYPE_CHECKING:
    from receipts.signature import Strokes


class Tone(StrEnum):
    """How a screen feels; words carry the same meaning without it."""

    CALM = "calm"
    GOOD = "good"
    BAD = "bad"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class SoftKey:
    """A function key with the word shown above it."""

    key: Key
    label: Text


@dataclass(frozen=True, slots=True)
class Pad:
    """The signing area: what is drawn so far and what is written behind it."""

    strokes: Strokes
    watermark: str
    redos_left: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a menu or list: the key that chooses it ('' in a list) and its texts."""

    key: str
    text: Text
    right: Text | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One whole screen. `big` is the amount or whatever else must be read from afar.

    `qr` is what a phone reads off it as a QR code, '' for none; strokes on a `pad` go before it.
    """

    title: Text
    big: Text | None = None
    lines: tuple[Text, ...] = ()
    rows: tuple[Row, ...] = ()
    hint: Text | None = None
    soft_keys: tuple[SoftKey, ...] = ()
    tone: Tone = Tone.CALM
    pad: Pad | None = None
    qr: str = field(default="", repr=False)
