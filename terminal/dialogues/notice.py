"""A sentence to be read: any of ENTER, CANCEL and CLEAR sends it away, and so does time.

Digits do not, and keep it there: were it gone in the midst of an amount, the rest would be sold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import Text, text
from terminal.screen import Screen, Tone


@dataclass(frozen=True, slots=True)
class Notice:
    """Answers None once it was read."""

    shown: Screen

    def screen(self) -> Screen:
        return self.shown

    def take(self, event: PanelEvent) -> Notice | Done[NoAnswer | None] | Refused:
        if isinstance(event, KeyPressed) and event.key in {Key.ENTER, Key.CANCEL, Key.CLEAR}:
            return Done(None)
        if isinstance(event, KeyPressed) and event.key.is_digit and self.shown.hint is not None:
            return Notice(replace(self.shown, hint=text("hint.read_first")))
        return Refused()


def notice(title: Text, *lines: Text, tone: Tone = Tone.CALM, big: Text | None = None) -> Notice:
    """A notice with its lines and 'ENTER to go on'."""
    return Notice(Screen(title, big=big, lines=lines, hint=text("hint.enter"), tone=tone))


@dataclass(frozen=True, slots=True)
class Confirm:
    """Answers True on ENTER; CANCEL is no answer."""

    shown: Screen

    def screen(self) -> Screen:
        return self.shown

    def take(self, event: PanelEvent) -> Confirm | Done[bool | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.ENTER):
                return Done(True)
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case _:
                return Refused()
