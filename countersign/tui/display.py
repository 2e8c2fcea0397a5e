"""What draws a View: it remembers the newest, flashes a refusal and counts a wait down."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from countersign.tui.inks import ink_of
from countersign.tui.picture import INKS, Moment, Picture, dark
from countersign.tui.texts import say
from terminal.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from countersign.tui.desk import Status
    from countersign.tui.lcd_picture import LcdPainter
    from drivers.board import View

FLASH_S = 0.18
"""How long a refused key lights the frame up: seen, and gone before the next key."""
NOTICE_S = 2.5
"""How long the reason of a refusal stays, unless the screen changes first."""
TICK_S = 0.25
"""How often a countdown or a waiting mark looks at the clock."""

EMPTY = Picture((), ())


class Display(Widget):
    """The base of everything that shows a View; `_paint` says how."""

    DEFAULT_CSS = """
    Display {
        background: $cs-lcd; color: $cs-lcd-ink;
    }
    """

    language: reactive[Language] = reactive[Language]("zh")

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, classes="-off")
        self.view: View | None = None
        self.status: Status | None = None
        self._clock: Callable[[], float] | None = None
        self._picture: Picture | None = None
        self._notice_until = 0.0
        self._tick = 0
        self._ticking: Timer | None = None

    def on_mount(self) -> None:
        self._ticking = self.set_interval(TICK_S, self._on_tick, pause=True)

    def use_clock(self, clock: Callable[[], float]) -> None:
        """The clock a View's deadline is read on."""
        self._clock = clock

    def show(self, view: View, status: Status | None) -> None:
        """Draw this view; a beep more than before flashes, and its notice stays a moment."""
        before, self.view, self.status = self.view, view, status
        if before is not None and view.beeps > before.beeps:
            self.add_class("-beep")
            self.set_timer(FLASH_S, lambda: self.remove_class("-beep"))
        if view.notice is not None:
            self._notice_until = self._now_s + NOTICE_S
        self.set_class(self.is_off, "-off")
        self.redraw()
        self._watch_the_clock()

    def show_status(self, status: Status) -> None:
        """Draw the facts of the device anew."""
        if status != self.status:
            self.status = status
            self.set_class(self.is_off, "-off")
            self.redraw()
            self._watch_the_clock()

    @property
    def is_off(self) -> bool:
        """Without power, or before it came."""
        return self.view is None or (self.status is not None and not self.status.powered)

    @property
    def _now_s(self) -> float:
        return self._clock() if self._clock is not None else 0.0

    @abstractmethod
    def _paint(self, painter: LcdPainter, view: View, moment: Moment) -> Picture:
        """The picture of this view at this moment, `self.size` large."""

    def picture(self) -> Picture:
        """What stands on the display right now; nothing while it has no room."""
        size, view = self.size, self.view
        if not size:
            return EMPTY
        if self._picture is None:
            if view is None or self.is_off:
                words = say("lcd.off", self.language) if view is not None else ""
                self._picture = dark(*size, ink_of(self, "display.off"), words)
            else:
                self._picture = self._painted(view)
        return self._picture

    def _painted(self, view: View) -> Picture:
        from countersign.tui.lcd_picture import LcdPainter  # late: a dark display needs none

        inks = {ink: ink_of(self, f"display.{ink}") for ink in INKS}
        painter = LcdPainter(*self.size, self.language, inks)
        return self._paint(painter, view, self._moment(view))

    def _moment(self, view: View) -> Moment:
        now = self._now_s
        left = None if view.deadline is None else max(0.0, view.deadline - now)
        notice = view.notice
        said = notice.say(self.language) if notice and now < self._notice_until else ""
        return Moment(self.status, left, said, self._tick)

    def _watch_the_clock(self) -> None:
        """Tick only while something on the display moves by itself."""
        view = self.view
        moves = view is not None and (
            view.deadline is not None or view.notice is not None or not view.asking
        )
        if self._ticking is not None:
            (self._ticking.resume if moves and not self.is_off else self._ticking.pause)()

    def _on_tick(self) -> None:
        self._tick += 1
        self.redraw()

    def redraw(self) -> None:
        """Draw, and refresh only the lines that look different."""
        before, self._picture = self._picture or EMPTY, None
        after = self.picture()
        if len(before.strips) != len(after.strips):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before.strips, after.strips, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        strips = self.picture().strips
        return strips[y] if y < len(strips) else Strip.blank(self.size.width)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._picture = None

    def watch_language(self) -> None:
        self._picture = None
        self.refresh()

    def on_resize(self) -> None:
        self._picture = None
        self.refresh()
