"""Cashier and cardholder in one: answers every question of a board at once, and never thinks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from drivers.board import Board
from receipts.signature import Strokes
from terminal.dialogue import Dialogue, KeyPressed, PanelEvent, PenStroke
from terminal.dialogues.card import PresentCard
from terminal.dialogues.idle import Idle
from terminal.dialogues.notice import Confirm, Notice
from terminal.dialogues.pin import EnterPin
from terminal.dialogues.signature import Sign
from terminal.keys import Key
from tests.laws.people import CARDS, PINS, as_swiped

MAX_QUESTIONS = 50
"""More in one transaction is a flow that never comes to its end."""

SWIPED = {card: as_swiped(card) for card in CARDS}


@dataclass(slots=True)
class Cashier:
    """`strokes` None walks off from the signature pad; `confirms` is the answer to yes or no."""

    board: Board
    card: str = "unionpay_credit_signature"
    strokes: Strokes | None = None
    confirms: Key = Key.ENTER

    def power_on(self) -> None:
        """Self-test, recovery, sign-on, idle."""
        self.board.pump()
        self._until_idle()

    def sell(self, amount: str) -> None:
        """One sale of an amount in digits, to its last slip."""
        self._begin(*amount, Key.ENTER)

    def resign_last(self) -> None:
        """What the soft key of the unsigned does."""
        self._begin(Key.F2)

    def _begin(self, *keys: str) -> None:
        assert isinstance(self.board.asking, Idle)
        self._post(KeyPressed(Key(key)) for key in keys)
        self._until_idle()

    def _until_idle(self) -> None:
        for _ in range(MAX_QUESTIONS):
            question = self.board.asking
            assert question is not None
            if isinstance(question, Idle):
                return
            self._post(self._answer(question))
        raise AssertionError(f"it goes on asking: {self.board.asking}")

    def _post(self, events: Iterable[PanelEvent]) -> None:
        for event in events:
            self.board.post(event)
            self.board.pump()

    def _answer(self, question: Dialogue[Any]) -> list[PanelEvent]:
        match question:
            case PresentCard():
                return [SWIPED[self.card]]
            case EnterPin():
                return _keys(*PINS[self.card], Key.ENTER)
            case Sign():
                if self.strokes is None:
                    return _keys(Key.CANCEL)
                return [*map(PenStroke, self.strokes), *_keys(Key.ENTER)]
            case Notice():
                return _keys(Key.ENTER)
            case Confirm():
                return _keys(self.confirms)
            case _:
                raise AssertionError(f"nobody knows how to answer {question}")


def _keys(*keys: str) -> list[PanelEvent]:
    return [KeyPressed(Key(key)) for key in keys]
