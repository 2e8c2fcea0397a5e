"""Who works at a script's terminal: operators take over, and a supervisor comes when called."""

from __future__ import annotations

from abc import abstractmethod

from countersign.rig_elsewhere import Elsewhere
from countersign.rig_views import RigError
from terminal.messages import Text, text
from terminal.operators import ADMINISTRATOR, SUPERVISOR, TEST_PINS

CALLS = tuple(text("override.number", operator=each) for each in (SUPERVISOR, ADMINISTRATOR))
"""What a screen says that calls for somebody."""
NOT_PROVED = ("log_in.pin_of", "log_in.wrong", "log_in.locked")
"""What a screen says to who has not proved yet that the number is his."""


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
        # Where the power was cut on the way nobody can say what came of it.
        if self.screen and not self._shows(text("log_in.done", operator=number)):
            raise self._not_let_in(number)

    def supervisor(self, number: str = SUPERVISOR, pin: str = "") -> None:
        """Somebody who may comes to the terminal and lets the operator on duty do it."""
        if not self._shows(*CALLS):
            raise RigError(
                "the screen calls for nobody: begin what only a supervisor may do first\n"
                f"{self.screen_frame()}"
            )
        self._identify(number, pin or _test_pin(number))
        not_proved = (text(each, operator=number, at="") for each in NOT_PROVED)
        if self._shows(*CALLS, *not_proved):
            raise self._not_let_in(number)

    def _identify(self, number: str, pin: str) -> None:
        self.keys(f"{number} ENTER")
        if self._shows(text("log_in.locked", operator=number, at="")):
            raise self._not_let_in(number)
        self.keys(f"{pin} ENTER")

    def _shows(self, *texts: Text) -> bool:
        shown = self.screen
        return any(words in shown for each in texts for words in (each.say("zh"), each.say("en")))

    def _not_let_in(self, number: str) -> RigError:
        return RigError(f"operator {number} was not let in\n{self.screen_frame()}")


def _test_pin(number: str) -> str:
    pin = TEST_PINS.get(number)
    if pin is None:
        known = " ".join(sorted(TEST_PINS))
        raise RigError(
            f"operator {number} has no test PIN: write his PIN after the number; "
            f"those who have one: {known}"
        )
    return pin
