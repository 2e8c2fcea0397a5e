"""Who works at a script's terminal: operators take over, and a supervisor comes when called."""

from __future__ import annotations

from abc import abstractmethod

from countersign.rig_elsewhere import Elsewhere
from countersign.rig_views import RigError
from terminal.messages import text
from terminal.operators import ADMINISTRATOR, SUPERVISOR, TEST_PINS

CALLS = tuple(text("override.number", operator=each) for each in (SUPERVISOR, ADMINISTRATOR))
"""What a screen says that calls for somebody."""


class Operators(Elsewhere):
    """The acts of operators. Errors of every one: RigError."""

    @property
    @abstractmethod
    def screen(self) -> str:
        """The screen as text."""

    @abstractmethod
    def menu(self, label: str) -> None:
        """Choose a row of the menu by its words."""

    @abstractmethod
    def screen_frame(self) -> str:
        """The screen as text in a frame."""

    def log_in(self, number: str, pin: str = "") -> None:
        """This operator takes over the terminal, with the test PIN where none is given."""
        pin = pin or _test_pin(number)
        self.menu(text("menu.log_in").say("en"))
        self._identify(number, pin)

    def supervisor(self, number: str = SUPERVISOR, pin: str = "") -> None:
        """Somebody who may comes to the terminal and lets the operator on duty do it."""
        shown = self.screen
        if not any(words in shown for call in CALLS for words in (call.say("zh"), call.say("en"))):
            raise RigError(
                "the screen calls for nobody: begin what only a supervisor may do first\n"
                f"{self.screen_frame()}"
            )
        self._identify(number, pin or _test_pin(number))

    def _identify(self, number: str, pin: str) -> None:
        self.keys(f"{number} ENTER {pin} ENTER")


def _test_pin(number: str) -> str:
    pin = TEST_PINS.get(number)
    if pin is None:
        known = " ".join(sorted(TEST_PINS))
        raise RigError(
            f"operator {number} has no test PIN: write his PIN after the number; "
            f"those who have one: {known}"
        )
    return pin
