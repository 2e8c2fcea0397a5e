"""A stage for tests of the screens: the application on a scripted desk, or one widget alone."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from countersign.tui.app import CountersignApp
from countersign.tui.theme import DARK, THEMES
from terminal.keys import Key
from terminal.language import Language
from tests.countersign.tui.fake_desk import FakeDesk

PATIENCE_S = 10.0
"""A busy machine may be slow; what has not come by then does not come."""


def played(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run a coroutine test in a loop of its own."""

    @functools.wraps(test)
    def run(*args: object, **kwargs: object) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


def words_of(widget: Widget) -> str:
    """What a widget that draws its own lines shows, line by line."""
    lines = (widget.render_line(y).text.rstrip() for y in range(widget.size.height))
    return "\n".join(lines)


async def pull(pilot: Pilot[Any], widget: Widget, offset: tuple[int, int]) -> None:
    """Move the mouse there with its button held, as a hand does that draws."""
    await pilot._post_mouse_events([events.MouseMove], widget, offset, button=1)


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Wait until it holds; AssertionError when it never does."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "this never came to hold"
        await pilot.pause(0.01)


class Stage:
    """The application, the pilot at its keys and the desk behind it."""

    def __init__(self, app: CountersignApp, pilot: Pilot[None], desk: FakeDesk) -> None:
        self.app, self.pilot, self.desk = app, pilot, desk

    async def press(self, *keys: str) -> None:
        """Press keys of the computer."""
        await self.pilot.press(*keys)

    async def type(self, keys: str) -> None:
        """Press keys, one word each."""
        await self.pilot.press(*keys.split())

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until it holds."""
        await until(self.pilot, holds)

    async def sees(self, words: str) -> None:
        """Wait until the display shows these words."""
        try:
            await self.until(lambda: words in self.display)
        except AssertionError:
            raise AssertionError(f"no {words!r} on\n{self.display}") from None

    @property
    def display(self) -> str:
        """What the device's display, or the signature screen's head, shows."""
        device = self.app.top.device
        return words_of(device.pad.head if device.signing else device.lcd)

    @property
    def keys(self) -> list[Key]:
        """The keys of the device that were pressed."""
        from terminal.dialogue import KeyPressed

        return [event.key for event in self.desk.posted if isinstance(event, KeyPressed)]

    async def to_the_pad(self) -> None:
        """Sell for 12.00 until the cardholder is asked to sign."""
        await self.type("1 2 0 0 enter")
        await self.sees("SWIPE CARD" if self.app.language == "en" else "请刷卡")
        await self.press("a")
        await self.until(lambda: "PIN" in self.display or "密码" in self.display)
        await self.press("enter")
        await self.until(lambda: self.app.top.device.signing)
        await self.until(lambda: self.app.top.device.pad.sheet.size.width > 1)


@asynccontextmanager
async def stage(
    size: tuple[int, int] = (80, 24),
    language: Language = "en",
    theme: str = DARK,
    *,
    toasts: bool = False,
) -> AsyncIterator[Stage]:
    """The application as it stands at the idle screen; `toasts` are drawn where they are wanted."""
    desk = FakeDesk()
    app = CountersignApp(desk, language, theme)
    try:
        async with app.run_test(size=size, notifications=toasts) as pilot:
            acted = Stage(app, pilot, desk)
            await acted.until(lambda: app.top.furnished and "12:03" in acted.display)
            yield acted
    finally:
        desk.stop()


class Alone(App[None]):
    """One widget alone on the screen, as large as it wants to be."""

    ALLOW_SELECT = False

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.widget = widget
        self._heard: dict[int, Any] = {}

    def hear(self, message: Any) -> None:
        """A message was dispatched, on its way up perhaps for the second time."""
        self._heard.setdefault(id(message), message)

    @property
    def heard(self) -> list[Any]:
        """Every message once, in order."""
        return list(self._heard.values())

    def compose(self) -> ComposeResult:
        yield self.widget


@asynccontextmanager
async def alone(widget: Widget, size: tuple[int, int] = (40, 12)) -> AsyncIterator[Pilot[None]]:
    """A pilot over one widget."""
    app = Alone(widget)
    async with app.run_test(size=size, message_hook=app.hear) as pilot:
        await pilot.pause()
        yield pilot
