"""The device's display: one live screen, the only voice of the firmware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from countersign.tui.display import Display
from countersign.tui.picture import Moment, Picture
from terminal.keys import Key

if TYPE_CHECKING:
    from countersign.tui.lcd_picture import LcdPainter
    from drivers.board import View


class Lcd(Display):
    """Draws the whole View; posts Touched where a finger means keys."""

    DEFAULT_CSS = """
    Lcd {
        border: outer $cs-lcd-title;
        &.-beep { border: outer $cs-attention; }
        &.-off { border: outer $cs-lcd-off; background: $cs-lcd-off; }
    }
    """

    class Touched(Message):
        """A finger touched something that stands for these keys."""

        def __init__(self, keys: tuple[Key, ...]) -> None:
            super().__init__()
            self.keys = keys

    def _paint(self, painter: LcdPainter, view: View, moment: Moment) -> Picture:
        return painter.paint(view, moment)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self.is_off:
            return
        keys = self.picture().keys_at(offset.x, offset.y)
        if keys:
            self.post_message(self.Touched(keys))

    def on_mouse_scroll_down(self) -> None:
        self._turn(Key.DOWN)

    def on_mouse_scroll_up(self) -> None:
        self._turn(Key.UP)

    def _turn(self, key: Key) -> None:
        """A wheel over a list moves in it; over anything else it does nothing."""
        if self.view is not None and self.view.screen.rows:
            self.post_message(self.Touched((key,)))
