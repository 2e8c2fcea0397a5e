"""The slot of the card reader: a card drawn through it is seen to pass."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from countersign.tui.drawing import centred, strip
from countersign.tui.inks import ink_of
from countersign.tui.texts import say
from terminal.language import Language

PASS_S = 0.35
"""How long a card takes through the slot: quick, and seen."""
_STEPS = 10


class CardSlot(Widget):
    """One line; `swipe` lets a card run through it, `ready_for_drop` lights it up."""

    DEFAULT_CSS = """
    CardSlot {
        height: 1; background: $cs-body;
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    drop: reactive[bool] = reactive(False)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card = ""
        self._step = 0
        self._timer: Timer | None = None

    def swipe(self, card: str) -> None:
        """Let a card with this name run through, from left to right."""
        if self._timer is not None:
            self._timer.stop()
        self._card, self._step = f" ▮ {card} ", 0
        self._timer = self.set_interval(PASS_S / _STEPS, self._move)
        self.refresh()

    def _move(self) -> None:
        self._step += 1
        if self._step >= _STEPS and self._timer is not None:
            self._timer.stop()
            self._card = ""
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        width = self.size.width
        edge = ink_of(self, "slot.edge")
        if self._card:
            card = ink_of(self, "slot.card")
            before = width * self._step // _STEPS
            return strip(
                [("─" * before, edge), (self._card, card), ("─" * width, edge)], width, edge
            )
        if self.drop:
            ink = ink_of(self, "slot.drop")
            return centred([(f"▸▸ {say('slot.drop', self.language)} ▸▸", ink)], width, ink)
        words = f" {say('slot.ready', self.language)} "
        return strip([("──", edge), (words, edge), ("─" * width, edge)], width, edge)
