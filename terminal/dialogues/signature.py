"""The cardholder's signature: strokes, clear-and-redo with its limit, confirm."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from receipts.signature import MAX_POINTS, BoundedStrokes, Strokes, bounded
from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, PenStroke, Refused
from terminal.keys import Key
from terminal.messages import Text, plain, text
from terminal.screen import Pad, Screen, SoftKey


@dataclass(frozen=True, slots=True)
class SignedStrokes:
    """What the cardholder drew and confirmed, after how many redos."""

    strokes: BoundedStrokes = field(repr=False)
    redos: int


@dataclass(frozen=True, slots=True)
class PhoneWanted:
    """The cardholder would rather sign on a phone; what the pad keeps for who comes back to it."""

    strokes: Strokes = field(default=(), repr=False)
    redos: int = 0


def earlier_sale(trace: int, at: datetime) -> tuple[Text, ...]:
    """What tells an earlier sale from others of its amount and card: voucher number and time."""
    return (voucher(trace), plain(f"{at:%m-%d %H:%M}"))


def voucher(trace: int) -> Text:
    """The number a transaction has on its slip."""
    return text("sign.voucher", trace=f"{trace:06d}")


@dataclass(frozen=True, slots=True)
class Sign:
    """Answers with the strokes, or PhoneWanted where that is offered; `mandatory` refuses CANCEL.

    cup-terminal.md 2.2: each clear counts; the last one allowed is announced.
    """

    amount: str
    masked_card: str
    feature_code: str
    redos_left: int
    mandatory: bool
    redos: int = 0
    strokes: Strokes = field(default=(), repr=False)
    offers_phone: bool = False
    title: Text = field(default_factory=lambda: text("sign.title"))
    of: tuple[Text, ...] = ()
    """Which sale it is, where that is not the one just made; the most telling first."""

    def screen(self) -> Screen:
        redo = SoftKey(Key.CLEAR, text("soft.clear_pad", left=self.redos_left))
        phone = SoftKey(Key.F1, text("soft.phone"))
        return Screen(
            self.title,
            big=plain(self.amount),
            lines=(plain(self.masked_card), *self.of),
            hint=text("sign.last_redo") if self._on_last_try else text("hint.sign"),
            soft_keys=(redo, phone) if self.offers_phone else (redo,),
            pad=Pad(self.strokes, self.feature_code, self.redos_left),
        )

    @property
    def _on_last_try(self) -> bool:
        return self.redos > 0 and self.redos_left == 0

    def take(
        self, event: PanelEvent
    ) -> Sign | Done[SignedStrokes | PhoneWanted | NoAnswer] | Refused:
        match event:
            case PenStroke(points=points):
                drawn = sum(len(stroke) for stroke in self.strokes) + len(points)
                if drawn > MAX_POINTS:
                    return Refused(text("sign.too_much"))
                return replace(self, strokes=(*self.strokes, points))
            case KeyPressed(key=Key.CLEAR):
                return self._redo()
            case KeyPressed(key=Key.ENTER):
                if not self.strokes:
                    return Refused(text("sign.no_strokes"))
                return Done(SignedStrokes(bounded(self.strokes), self.redos))
            case KeyPressed(key=Key.F1) if self.offers_phone:
                return Done(PhoneWanted(self.strokes, self.redos))
            case KeyPressed(key=Key.CANCEL):
                return Refused(text("sign.must")) if self.mandatory else Done(NoAnswer.CANCELLED)
            case _:
                return Refused()

    def _redo(self) -> Sign | Refused:
        if not self.strokes:
            return Refused(text("sign.no_strokes"))
        if self.redos_left == 0:
            return Refused(text("sign.no_more"))
        return replace(self, strokes=(), redos=self.redos + 1, redos_left=self.redos_left - 1)
