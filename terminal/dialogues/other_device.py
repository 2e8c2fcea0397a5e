"""Waiting while the cardholder signs on a phone: the code to scan, then what is drawn there."""

from __future__ import annotations

from dataclasses import dataclass, field

from receipts.signature import Strokes
from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.keys import Key
from terminal.messages import Text, plain, text
from terminal.screen import Pad, Screen, SoftKey


class PrintWanted:
    """The link is wanted on paper."""


@dataclass(frozen=True, slots=True)
class WatchPhone:
    """Answers to CANCEL and to "print"; the flow looks again whenever the wait runs out.

    `link` is the address in the code; `of` tells the transaction from others of its amount.
    """

    amount: str
    masked_card: str
    feature_code: str
    link: str = field(repr=False)
    until: str
    of: Text
    line_down: bool = False
    strokes: Strokes = field(default=(), repr=False)

    def screen(self) -> Screen:
        return Screen(
            text("phone.title"),
            big=plain(self.amount),
            lines=(self.of, plain(self.masked_card), text("phone.until", at=self.until)),
            hint=self._hint,
            soft_keys=(SoftKey(Key.F1, text("soft.print")),),
            pad=Pad(self.strokes, self.feature_code, 0) if self.strokes else None,
            qr=self.link,
        )

    @property
    def _hint(self) -> Text:
        if self.line_down:
            return text("phone.line")
        return text("hint.phone_signs" if self.strokes else "hint.phone")

    def take(self, event: PanelEvent) -> WatchPhone | Done[PrintWanted | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.CANCEL):
                return Done(NoAnswer.CANCELLED)
            case KeyPressed(key=Key.F1):
                return Done(PrintWanted())
            case _:
                return Refused(text("phone.there"))
