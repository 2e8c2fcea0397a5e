"""Reading a report: rows to go up and down in, F1 for it on paper, ENTER when it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import Text, text
from terminal.screen import Row, Screen, SoftKey, Tone


@dataclass(frozen=True, slots=True)
class ReadReport:
    """Answers ENTER when it was read, F1 where it is to be printed."""

    title: Text
    rows: tuple[tuple[Text, Text], ...]
    tone: Tone = Tone.CALM
    chosen: int = 0

    def screen(self) -> Screen:
        return Screen(
            self.title,
            rows=tuple(
                Row("", left, right, place == self.chosen)
                for place, (left, right) in enumerate(self.rows)
            ),
            hint=text("hint.enter_cancel"),
            soft_keys=(SoftKey(Key.F1, text("soft.print")),),
            tone=self.tone,
        )

    def take(self, event: PanelEvent) -> ReadReport | Done[Key | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.ENTER | Key.F1 as key):
                return Done(key)
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.UP) if self.chosen > 0:
                return replace(self, chosen=self.chosen - 1)
            case KeyPressed(key=Key.DOWN) if self.chosen + 1 < len(self.rows):
                return replace(self, chosen=self.chosen + 1)
            case _:
                return Refused()
