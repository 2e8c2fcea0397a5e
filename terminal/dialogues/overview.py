"""Entries to be read before going on: nothing is chosen among them, UP and DOWN turn the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.dialogues.pick import ROWS_SHOWN, entry_row
from terminal.entry import Entry
from terminal.keys import Key
from terminal.messages import Text, text
from terminal.screen import Screen, Tone


@dataclass(frozen=True, slots=True)
class Overview:
    """Answers True on ENTER; `hint` says what it does then."""

    title: Text
    entries: tuple[Entry, ...]
    hint: Text
    top: int = 0

    def screen(self) -> Screen:
        page = self.entries[self.top : self.top + ROWS_SHOWN]
        span = f"{self.top + 1}-{self.top + len(page)}"
        return Screen(
            self.title,
            lines=(text("count", done=span, all=len(self.entries)),),
            rows=tuple(entry_row(entry) for entry in page),
            hint=self.hint,
            tone=Tone.ATTENTION,
        )

    def take(self, event: PanelEvent) -> Overview | Done[bool | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.ENTER):
                return Done(True)
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.DOWN) if self.top + ROWS_SHOWN < len(self.entries):
                return replace(self, top=self.top + ROWS_SHOWN)
            case KeyPressed(key=Key.UP) if self.top > 0:
                return replace(self, top=self.top - ROWS_SHOWN)
            case _:
                return Refused()
