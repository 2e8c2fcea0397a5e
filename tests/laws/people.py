"""Whoever stands at the terminal in a simulation: answers each question as chance has it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from receipts.signature import sample
from sim_cards.card import load
from sim_cards.magstripe import swipe
from terminal.dialogue import CardSwiped, Dialogue, KeyPressed, PanelEvent, PenStroke
from terminal.dialogues.amount import EnterAmount
from terminal.dialogues.browse import Browse
from terminal.dialogues.card import PresentCard
from terminal.dialogues.digits import EnterDigits
from terminal.dialogues.idle import Idle
from terminal.dialogues.menu import ChooseItem
from terminal.dialogues.notice import Confirm, Notice
from terminal.dialogues.overview import Overview
from terminal.dialogues.pick import PickEntry
from terminal.dialogues.pin import EnterPin
from terminal.dialogues.reference import EnterReference
from terminal.dialogues.report import ReadReport
from terminal.dialogues.signature import Sign
from terminal.keys import Key

AMOUNTS = ("1200", "1200", "1200", "2550", "990")
"""Mostly the same one: a stray answer must not be told by its amount."""
CARDS = ("unionpay_credit_signature", "visa", "mastercard", "unionpay_debit_pin", "unionpay_19")
SWIPES = {name: swipe(load(name), 0) for name in CARDS}
PINS = {name: load(name).pin or "" for name in CARDS}
DRAWN = (PenStroke(sample(1)[0]),)
"""One stroke of a signature; a simulation's pictures are made by `cheap_pictures`."""


@dataclass(slots=True)
class Person:
    """Cashier and cardholder in one; `None` as an answer means they walked off."""

    rng: Random
    card: str = CARDS[0]
    leaves_rate: float = 0.1

    def answer(self, dialogue: Dialogue[Any]) -> list[PanelEvent] | None:
        """The events that answer this question; None to let it time out."""
        if not isinstance(dialogue, Idle) and self.rng.random() < self.leaves_rate:
            return self.rng.choice([None, _keys("CANCEL")])
        match dialogue:
            case Idle():
                return self._begin(dialogue)
            case EnterAmount():
                return _keys("CLEAR", *self.rng.choice(AMOUNTS), "ENTER")
            case PresentCard():
                return [self._swiped()]
            case EnterPin():
                return _keys(*PINS[self.card], "ENTER")
            case EnterDigits() | EnterReference():
                return _keys("CANCEL")
            case Sign():
                return [*DRAWN, *_keys("ENTER")]
            case PickEntry() | Browse():
                return _keys(self.rng.choice(["ENTER", "ENTER", "CANCEL"]))
            case ChooseItem():
                return _keys(self.rng.choice("12345"))
            case Notice() | Confirm() | ReadReport() | Overview():
                return _keys("ENTER")
            case _:
                raise AssertionError(f"nobody knows how to answer {dialogue}")

    def _begin(self, dialogue: Idle) -> list[PanelEvent]:
        if dialogue.unsigned and self.rng.random() < 0.4:
            return _keys("F2")
        if self.rng.random() < 0.15:
            return _keys("F1")
        return _keys("1")

    def _swiped(self) -> CardSwiped:
        self.card = self.rng.choice(CARDS)
        return as_swiped(self.card)


def as_swiped(card: str) -> CardSwiped:
    """The event of drawing this card through the reader."""
    tracks = SWIPES[card]
    return CardSwiped(tracks.track1, tracks.track2, tracks.track3)


def _keys(*keys: str) -> list[PanelEvent]:
    return [KeyPressed(Key(key)) for key in keys]
