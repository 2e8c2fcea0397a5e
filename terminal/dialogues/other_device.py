"""Waiting while the cardholder signs on a phone: what is drawn there is shown here."""

from __future__ import annotations

from dataclasses import dataclass, field

from receipts.signature import Strokes
from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import Pad, Screen


@dataclass(frozen=True, slots=True)
class WatchPhone:
    """Only CANCEL answers; the flow looks again whenever the wait runs out."""

    amount: str
    masked_card: str
    feature_code: str
    strokes: Strokes = field(default=(), repr=False)

    def screen(self) -> Screen:
        return Screen(
            text("phone.title"),
            big=plain(self.amount),
            lines=(plain(self.masked_card),),
            hint=text("hint.phone"),
            pad=Pad(self.strokes, self.feature_code, 0) if self.strokes else None,
        )

    def take(self, event: PanelEvent) -> WatchPhone | Done[NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case _:
                return Refused(text("phone.there"))
