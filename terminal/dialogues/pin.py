"""The cardholder's PIN: never shown, never in a log, and optional where the card only prompts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import Screen

SHORTEST, LONGEST = 4, 12
"""ISO 9564-1: a PIN has four to twelve digits."""


@dataclass(frozen=True, slots=True)
class EnteredPin:
    """The PIN on its way to the secure element; '' where the cardholder has none."""

    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnterPin:
    """Answers with the PIN; with an empty one only where `optional`."""

    amount: str
    masked_card: str
    optional: bool
    digits: str = field(default="", repr=False)

    def screen(self) -> Screen:
        return Screen(
            text("sale.pin"),
            big=plain("*" * len(self.digits) or "_"),
            lines=(
                plain(self.amount),
                plain(self.masked_card),
                text("sale.pin_or_enter") if self.optional else text("blank"),
            ),
            hint=text("hint.correct"),
        )

    def take(self, event: PanelEvent) -> EnterPin | Done[EnteredPin | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.CLEAR):
                return replace(self, digits="")
            case KeyPressed(key=Key.ENTER):
                if len(self.digits) >= SHORTEST or (self.optional and not self.digits):
                    return Done(EnteredPin(self.digits))
                return Refused(text("sale.pin_short"))
            case KeyPressed(key=key) if key.is_digit and len(self.digits) < LONGEST:
                return replace(self, digits=self.digits + key.value)
            case _:
                return Refused()
