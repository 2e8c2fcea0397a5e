"""重刷 (RE-SWIPE): charging again what failed, once the bank has said what became of it."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.pick import PickEntry
from terminal.effects import Ask, Look, Now
from terminal.entry import Entry
from terminal.flows.approval import ready
from terminal.flows.double_charge import cleared
from terminal.flows.sale import Abandoned, ask_card, charge, left
from terminal.flows.told import nothing_to_do
from terminal.intents import redoable
from terminal.messages import text


async def redo(config: Config) -> Entry | Abandoned:
    """Pick what failed, ask the bank, confirm the amount, take the card, charge; linked."""
    if not await ready(config, text("redo.title")):
        return Abandoned()
    failed = await _picked(config)
    if failed is None:
        return Abandoned()
    link = await cleared(config, failed)
    if isinstance(link, NoAnswer):
        return await left(config, link)
    card = await ask_card(config, failed.amount_minor, None)
    if isinstance(card, NoAnswer):
        return await left(config, card)
    return await charge(config, failed.amount_minor, card, link)


async def _picked(config: Config) -> Entry | None:
    entries = redoable(await Look(), await Now())
    if not entries:
        await nothing_to_do(config, "redo.title", "redo.none")
        return None
    pick = PickEntry(text("redo.title"), entries)
    chosen = await Ask(pick, within_s=config.waits.ask_s)
    return None if isinstance(chosen, NoAnswer) else (await Look())[chosen]
