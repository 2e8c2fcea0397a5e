"""The plug: an observer of the board that cuts the power before or after a named effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drivers.board import View
from terminal.effects import Effect
from terminal.messages import Text
from terminal.screen import Screen

EFFECTS = sorted({kind.__name__ for kind in Effect.__subclasses__()})
"""What the firmware awaits of the world, by name (a class with slots is made twice)."""


class PowerCut(BaseException):
    """The power went; not an error of anybody, so nothing may catch it by accident."""


class PowerSwitch:
    """Cuts once where it was armed; until then it only looks on."""

    def __init__(self) -> None:
        self._when = ""
        self._effect = ""
        self.on_view: Callable[[Screen, Text | None], object] = lambda *_: None

    def arm(self, when: str, effect: str) -> None:
        """Cut `before` or `after` the next effect of this name ('' for any)."""
        if when not in ("before", "after"):
            raise ValueError(f"cut the power 'before' or 'after' an effect, not {when!r}")
        if effect and effect not in EFFECTS:
            raise ValueError(f"no effect is called {effect!r}; there are: {', '.join(EFFECTS)}")
        self._when, self._effect = when, effect

    @property
    def armed(self) -> str:
        """Where it still waits to cut, '' where it does not."""
        return f"{self._when} {self._effect}".strip() if self._when else ""

    def disarm(self) -> None:
        """Cut nothing any more."""
        self._when = ""

    def view_changed(self, view: View) -> None:
        """Pass each screen on."""
        self.on_view(view.screen, view.notice)

    def before(self, effect: Effect[Any]) -> None:
        """Cut here if armed so."""
        self._cut("before", effect)

    def after(self, effect: Effect[Any], _answer: object) -> None:
        """Cut here if armed so; the effect has been performed."""
        self._cut("after", effect)

    def _cut(self, when: str, effect: Effect[Any]) -> None:
        if self._when == when and self._effect in ("", type(effect).__name__):
            self._when = ""
            raise PowerCut
