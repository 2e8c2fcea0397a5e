"""The faults at hand, paper, cover, cable, power, bank: each a switch that says its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import Piece, cut, measure, strip
from countersign.tui.inks import ink_of
from terminal.language import Language

if TYPE_CHECKING:
    from countersign.tui.desk import Fault

SWITCH_COLUMNS = 16
"""One switch: its letter, its mark and the longest label."""
EXPECTED_FAULTS = 6


class FaultBar(Widget, can_focus=True):
    """Posts Toggled for a switch that was clicked or entered."""

    DEFAULT_CSS = """
    FaultBar {
        background: $cs-desk; height: auto;
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    chosen: reactive[int] = reactive(0)

    class Toggled(Message):
        """Make this fault happen, or undo it."""

        def __init__(self, fault: Fault) -> None:
            super().__init__()
            self.fault = fault

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._faults: tuple[Fault, ...] = ()

    def show(self, faults: tuple[Fault, ...]) -> None:
        """The switches as they stand."""
        if faults != self._faults:
            resized = len(faults) != len(self._faults or range(EXPECTED_FAULTS))
            self._faults = faults
            self.refresh(layout=resized)

    @property
    def _count(self) -> int:
        return len(self._faults) or EXPECTED_FAULTS

    def _columns(self, width: int) -> int:
        most = max(1, min(self._count, (width + 1) // (SWITCH_COLUMNS + 1)))
        return -(-self._count // -(-self._count // most))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Lines for all the switches."""
        return -(-self._count // self._columns(width))

    def place(self, index: int) -> Region:
        """Where a switch is."""
        columns = self._columns(self.size.width)
        each = (self.size.width + 1) // columns
        row, column = divmod(index, columns)
        return Region(column * each, row, each - 1, 1)

    def render_line(self, y: int) -> Strip:
        off = ink_of(self, "faults.off")
        pieces: list[Piece] = []
        for index, fault in enumerate(self._faults):
            place = self.place(index)
            if place.y == y:
                pieces.append((" " * (place.x - measure(pieces)), off))
                pieces += self._switch(index, fault, place.width)
        return strip(pieces, self.size.width, off)

    def _switch(self, index: int, fault: Fault, width: int) -> list[Piece]:
        label = fault.undo if fault.on else fault.label
        name = "on" if fault.on else "off"
        if self.has_focus and index == self.chosen:
            name = "chosen"
        face = ink_of(self, f"faults.{name}")
        letter = ink_of(self, "faults.letter")
        mark = "✗" if fault.on else " "
        words = cut(f"{mark}{label.say(self.language)}", width - 3)
        return [(f" {fault.letter} ", letter), (words, face)]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        for index, fault in enumerate(self._faults):
            if self.place(index).contains(event.x, event.y):
                self.chosen = index
                self.post_message(self.Toggled(fault))

    def on_key(self, event: events.Key) -> None:
        """Arrows choose, ENTER switches; every other key is for somebody else."""
        if not self._faults:
            return
        columns = self._columns(self.size.width)
        steps = {"left": -1, "right": 1, "up": -columns, "down": columns}
        if event.key in steps:
            self.chosen = (self.chosen + steps[event.key]) % len(self._faults)
        elif event.key in ("enter", "space"):
            self.post_message(self.Toggled(self._faults[self.chosen]))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def letter(self, char: str) -> Fault | None:
        """The fault with this capital letter."""
        return next((fault for fault in self._faults if fault.letter == char), None)
