"""Typing a number: operator, PIN of an operator, voucher, card number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import Text, plain, text
from terminal.screen import Screen


@dataclass(frozen=True, slots=True)
class EnterDigits:
    """Answers with `shortest` to `longest` digits; `hidden` shows dots in their place."""

    title: Text
    label: Text
    shortest: int
    longest: int
    hidden: bool = False
    digits: str = ""
    note: Text | None = None
    """One more line, for what helps to type it."""

    def __repr__(self) -> str:
        return f"EnterDigits({self.title.id}, {len(self.digits)} typed)"

    @property
    def _wanted(self) -> str:
        """How many digits, as it is said."""
        least, most = self.shortest, self.longest
        return str(least) if least == most else f"{least}-{most}"

    def screen(self) -> Screen:
        shown = "*" * len(self.digits) if self.hidden else self.digits
        lines = (self.label,) if self.note is None else (self.label, self.note)
        return Screen(self.title, big=plain(shown or "_"), lines=lines, hint=text("hint.correct"))

    def take(self, event: PanelEvent) -> EnterDigits | Done[str | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.CLEAR):
                return replace(self, digits=self.digits[:-1])
            case KeyPressed(key=Key.ENTER) if len(self.digits) >= self.shortest:
                return Done(self.digits)
            case KeyPressed(key=Key.ENTER):
                return Refused(text("digits.wanted", digits=self._wanted))
            case KeyPressed(key=key) if key.is_digit and len(self.digits) < self.longest:
                return replace(self, digits=self.digits + key.value)
            case _:
                return Refused()
