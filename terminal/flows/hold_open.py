"""Holding a transaction open until the bank has its signature, for as long as somebody stays."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogues.notice import Confirm
from terminal.effects import Ask, Look, Now
from terminal.entry import Entry, Route
from terminal.flows.resign import resign
from terminal.flows.told import tell
from terminal.flows.upload import is_stored, upload
from terminal.messages import plain, text
from terminal.screen import Screen, Tone

MAX_ROUNDS = 5
"""After so many the signature waits with the others: the bank or the pad has a lasting trouble."""


async def hold_until_stored(config: Config, entry: Entry) -> Entry:
    """Ask for the signature, and send it, until the screen can say that it is stored."""
    entry = (await Look())[entry.key]
    for _ in range(MAX_ROUNDS):
        if not entry.is_open and not entry.is_to_be_sent:
            break
        if await Ask(Confirm(_waiting(config, entry)), within_s=config.waits.ask_s) is not True:
            return entry
        if entry.is_to_be_sent:
            entry = await upload(config, entry)
            continue
        await resign(config, entry, Route.TERMINAL_LAST)
        entry = (await Look())[entry.key]
    if is_stored(entry):
        at = text("resign.stored", at=f"{await Now():%H:%M:%S}")
        await tell(config, text("sign.done"), at, tone=Tone.GOOD)
    return entry


def _waiting(config: Config, entry: Entry) -> Screen:
    return Screen(
        text("redo.not_stored"),
        big=plain(config.currency.screen(entry.amount_minor)),
        lines=(text("redo.go_on"), text("redo.later")),
        hint=text("hint.yes_no"),
        tone=Tone.ATTENTION,
    )
