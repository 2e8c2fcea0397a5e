"""Asking for the card: a swipe, or the first digit of a card number where that is allowed."""

from __future__ import annotations

from dataclasses import dataclass

from terminal.dialogue import CardSwiped, Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import Text, plain, text
from terminal.screen import Screen, Tone


@dataclass(frozen=True, slots=True)
class KeyedEntry:
    """The cashier began to type the card number (F22 01x)."""

    first_digit: str


@dataclass(frozen=True, slots=True)
class PresentCard:
    """Answers with what the reader saw, or with KeyedEntry where the merchant may key cards."""

    title: Text
    amount: str
    keyed_allowed: bool
    again: bool = False

    def screen(self) -> Screen:
        swipe = text("sale.swipe_again") if self.again else text("sale.swipe")
        return Screen(
            self.title,
            big=plain(self.amount),
            lines=(swipe, text("sale.or_type")) if self.keyed_allowed else (swipe,),
            hint=text("hint.swipe"),
            tone=Tone.ATTENTION if self.again else Tone.CALM,
        )

    def take(
        self, event: PanelEvent
    ) -> PresentCard | Done[CardSwiped | KeyedEntry | NoAnswer] | Refused:
        match event:
            case CardSwiped():
                return Done(event)
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=key) if key.is_digit:
                if self.keyed_allowed:
                    return Done(KeyedEntry(key.value))
                return Refused(text("sale.manual_off"))
            case _:
                return Refused()
