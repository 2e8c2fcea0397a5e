"""The idle screen: what a person may start from it, with one key or one swipe."""

from __future__ import annotations

from dataclasses import dataclass

from terminal.dialogue import CardSwiped, Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.menu import Action
from terminal.messages import Text, text
from terminal.screen import Screen, SoftKey, Tone


@dataclass(frozen=True, slots=True)
class Begin:
    """What was chosen on the idle screen; None as action opens the menu."""

    action: Action | None
    first_digit: str = ""
    swiped: CardSwiped | None = None


@dataclass(frozen=True, slots=True)
class Idle:
    """Waits for ever; digits begin an amount, a swipe begins a sale.

    ENTER is not F1: after one too many for a notice, an amount's digits would choose in the menu.
    """

    merchant: Text
    lines: tuple[Text, ...]
    unsigned: int
    attention: bool = False

    def screen(self) -> Screen:
        soft_keys = [SoftKey(Key.F1, text("soft.menu"))]
        if self.unsigned:
            soft_keys.append(SoftKey(Key.F2, text("soft.unsigned", count=self.unsigned)))
        return Screen(
            self.merchant,
            lines=self.lines,
            soft_keys=tuple(soft_keys),
            tone=Tone.ATTENTION if self.attention else Tone.CALM,
        )

    def take(self, event: PanelEvent) -> Idle | Done[Begin | NoAnswer] | Refused:
        match event:
            case CardSwiped():
                return Done(Begin(Action.SALE, swiped=event))
            case KeyPressed(key=Key.F1):
                return Done(Begin(None))
            case KeyPressed(key=Key.F2) if self.unsigned:
                return Done(Begin(Action.RESIGN_LAST))
            case KeyPressed(key=key) if key.is_digit and key is not Key.D0:
                return Done(Begin(Action.SALE, first_digit=key.value))
            case _:
                return Refused()
