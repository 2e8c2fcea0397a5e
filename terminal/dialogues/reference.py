"""The reference number of a transaction, typed from its slip or read off it by the scanner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal.dialogue import CodeScanned, Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import Screen

DIGITS = 12
"""F37 holds as many (cup-terminal.md 1.4)."""


@dataclass(frozen=True, slots=True)
class EnterReference:
    """Answers with the twelve digits."""

    digits: str = ""

    def screen(self) -> Screen:
        return Screen(
            text("backup.title"),
            big=plain(self.digits or "_"),
            lines=(text("backup.reference"), text("backup.scan")),
            hint=text("hint.correct"),
        )

    def take(self, event: PanelEvent) -> EnterReference | Done[str | NoAnswer] | Refused:
        match event:
            case CodeScanned(words=words):
                is_reference = len(words) == DIGITS and words.isascii() and words.isdecimal()
                return Done(words) if is_reference else Refused(text("backup.no_reference"))
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.CLEAR):
                return replace(self, digits=self.digits[:-1])
            case KeyPressed(key=Key.ENTER) if len(self.digits) == DIGITS:
                return Done(self.digits)
            case KeyPressed(key=Key.ENTER):
                return Refused(text("backup.short"))
            case KeyPressed(key=key) if key.is_digit and len(self.digits) < DIGITS:
                return replace(self, digits=self.digits + key.value)
            case _:
                return Refused()
