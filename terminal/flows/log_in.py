"""Operator log-in: number, then PIN; the secure element knows whether they belong together."""

from __future__ import annotations

from terminal.config import Config
from terminal.effects import Now, RecordDevice
from terminal.events import LoggedIn
from terminal.flows.operator_pin import identified
from terminal.flows.told import tell
from terminal.messages import text
from terminal.screen import Tone


async def log_in(config: Config) -> bool:
    """True when an operator took over; False when the person left it, or is locked."""
    title = text("log_in.title")
    number = await identified(config, title, text("log_in.number"))
    if number is None:
        return False
    await RecordDevice(LoggedIn(number, await Now()))
    await tell(config, title, text("log_in.done", operator=number), tone=Tone.GOOD)
    return True
