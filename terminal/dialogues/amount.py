"""Typing an amount: digits come in from the right, as on every terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import Text, plain, text
from terminal.money import Currency
from terminal.screen import Screen

MAX_DIGITS = 10
"""99,999,999.99: what the screen shows large and no till ever needs more of."""


@dataclass(frozen=True, slots=True)
class EnterAmount:
    """Answers with the amount in minor units, never zero."""

    title: Text
    currency: Currency
    digits: str = ""

    def screen(self) -> Screen:
        return Screen(
            self.title,
            big=plain(self.currency.screen(int(self.digits or "0"))),
            lines=(text("sale.amount"),),
            hint=text("hint.correct"),
        )

    def take(self, event: PanelEvent) -> EnterAmount | Done[int | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.CLEAR):
                return replace(self, digits=self.digits[:-1])
            case KeyPressed(key=Key.ENTER):
                amount_minor = int(self.digits or "0")
                return Done(amount_minor) if amount_minor else Refused(text("sale.amount_zero"))
            case KeyPressed(key=key) if key.is_digit:
                if len(self.digits) == MAX_DIGITS:
                    return Refused(text("sale.amount_long"))
                return replace(self, digits=(self.digits + key.value).lstrip("0"))
            case _:
                return Refused()
