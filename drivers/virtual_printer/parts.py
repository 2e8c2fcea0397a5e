"""The parts a person can touch and sensors watch: cover, roll, head, knife, button and drawer."""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.escpos.status import PrinterStatus
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.heat import Head
from drivers.virtual_printer.motor import DOTS_PER_MM
from drivers.virtual_printer.roll import Roll


@dataclass(slots=True)
class Parts:
    """How the parts stand. What is `..._blocked` makes an error of the same part when it is tried.

    An error stays until the printer is told to recover from it (DLE ENQ) or loses its power; one
    that is `broken` stays until it is repaired.
    """

    roll: Roll = field(default_factory=Roll)
    head: Head = field(default_factory=Head)
    drawer_fitted: bool = True
    drawer_open_high: bool = True

    cover_open: bool = False
    knife_blocked: bool = False
    knife_error: bool = False
    feed_blocked: bool = False
    feed_error: bool = False
    broken: bool = False
    button_down: bool = False
    feeding: bool = False
    waiting: bool = False
    drawer_open: bool = False

    # Told by commands, set back by ESC @.
    low_stops: bool = False
    button_works: bool = True
    speed_share: float = 1.0
    density: float = 1.0
    print_offset_rows: int = 0
    cut_offset_rows: int = 0

    @classmethod
    def of(cls, profile: PrinterProfile) -> Parts:
        """As the model leaves the factory, with a roll in."""
        return cls(
            roll=Roll(profile.near_end_mm * DOTS_PER_MM),
            drawer_fitted=profile.drawer,
            drawer_open_high=profile.drawer_open_high,
        )

    @property
    def status(self) -> PrinterStatus:
        """What the sensors see."""
        return PrinterStatus(
            cover_open=self.cover_open,
            paper_out=self.roll.out,
            paper_low=self.roll.low and not self.roll.out,
            cutter_jammed=self.knife_error,
            overheated=self.head.hot,
            broken=self.broken,
            stuck=self.feed_error,
            low_stops=self.low_stops,
            drawer_high=self.drawer_fitted and self.drawer_open is self.drawer_open_high,
            feeding=self.feeding,
            button_down=self.button_down,
            waiting=self.waiting,
        )

    @property
    def undisturbed(self) -> bool:
        """Whether rows and cuts go through without anything to look at."""
        return self.roll.plain and not self.feed_blocked and not self.stopped

    @property
    def stopped(self) -> bool:
        """Whether printing stands still."""
        return self.feeding or self.waiting or self.stopped_but_for_button

    @property
    def stopped_but_for_button(self) -> bool:
        """Whether printing stands still for another reason than the feed button."""
        return self.cover_open or self.roll.out or self.error

    @property
    def error(self) -> bool:
        """Whether the error lamp is on."""
        return self.knife_error or self.feed_error or self.broken or self.head.hot

    @property
    def low_stops_now(self) -> bool:
        """Whether the near end of the roll is to stop printing, and is there (ESC c 4)."""
        return self.low_stops and self.roll.low

    def try_knife(self) -> bool:
        """Let the knife go; False, and an error, when it is blocked."""
        self.knife_error = self.knife_blocked
        return not self.knife_error

    def try_feed(self) -> bool:
        """Let the platen turn; False, and an error, when it is blocked."""
        self.feed_error = self.feed_blocked
        return not self.feed_error

    def press_button(self) -> bool:
        """The feed button goes down; True when it is to feed."""
        self.button_down = True
        if self.waiting:
            self.waiting = False
            return False
        return self.button_works and not self.stopped_but_for_button

    def release_button(self) -> None:
        """The feed button comes up."""
        self.button_down = self.feeding = False

    def kick_drawer(self) -> None:
        """A pulse to the drawer's lock; a printer without a drawer has nothing that opens."""
        self.drawer_open = self.drawer_fitted

    def set_back(self) -> None:
        """All that commands have set is as after power on (ESC @)."""
        self.low_stops = False
        self.button_works = True
        self.speed_share = self.density = 1.0
        self.print_offset_rows = self.cut_offset_rows = 0

    def lose_power(self) -> None:
        """Errors and buttons are forgotten; what is blocked, open or empty stays so."""
        self.knife_error = self.feed_error = False
        self.feeding = self.waiting = False
        self.set_back()
