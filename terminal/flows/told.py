"""Telling the person at the terminal something, and going on when it was read or time is up."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogues.notice import notice
from terminal.effects import Ask, Show
from terminal.messages import Text, text
from terminal.screen import Screen, Tone


async def tell(config: Config, title: Text, *lines: Text, tone: Tone = Tone.CALM) -> None:
    """A notice that goes by itself after the short wait."""
    await Ask(notice(title, *lines, tone=tone), within_s=config.waits.notice_s)


async def warn(config: Config, title: Text, *lines: Text, tone: Tone = Tone.BAD) -> None:
    """A notice that somebody should not miss: it stays longer."""
    await Ask(notice(title, *lines, tone=tone), within_s=config.waits.error_s)


async def working(title: Text, line: Text, big: Text | None = None) -> None:
    """The screen while the device is busy; CANCEL is dead now."""
    await Show(Screen(title, big=big, lines=(line,)))


async def nothing_to_do(config: Config, title: str, why: str) -> None:
    """A request that has nothing to work on."""
    await tell(config, text(title), text(why), tone=Tone.ATTENTION)
