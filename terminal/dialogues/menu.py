"""Choosing from a menu by digit, or with the arrows and ENTER."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.menu import MenuItem
from terminal.messages import Text, text
from terminal.screen import Row, Screen


@dataclass(frozen=True, slots=True)
class ChooseItem:
    """Answers with the chosen item."""

    title: Text
    items: tuple[MenuItem, ...]
    chosen: int = 0

    def screen(self) -> Screen:
        rows = tuple(
            Row(item.key, text(item.label), chosen=place == self.chosen)
            for place, item in enumerate(self.items)
        )
        return Screen(self.title, rows=rows, hint=text("hint.choose"))

    def take(self, event: PanelEvent) -> ChooseItem | Done[MenuItem | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.ENTER):
                return Done(self.items[self.chosen])
            case KeyPressed(key=Key.UP):
                return replace(self, chosen=(self.chosen - 1) % len(self.items))
            case KeyPressed(key=Key.DOWN):
                return replace(self, chosen=(self.chosen + 1) % len(self.items))
            case KeyPressed(key=key):
                for item in self.items:
                    if item.key == key.value:
                        return Done(item)
                return Refused()
            case _:
                return Refused()
