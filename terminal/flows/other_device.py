"""Signing on a phone from the menu (OTHER_DEVICE): pick, show the link, watch, offer the slip."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.pick import PickEntry
from terminal.effects import Ask, Look
from terminal.entry import Entry, Route
from terminal.flows.phone_link import sign_by_phone
from terminal.flows.recover import recover
from terminal.flows.resign import nothing_unsigned, offer_slip, refusal_of
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.supervisor import may_resign
from terminal.flows.told import warn
from terminal.messages import text
from terminal.states import Signature


async def sign_on_a_phone(config: Config) -> None:
    """Any unsigned transaction, without asking for the pad first."""
    title = text("phone.title")
    if not await recover(config) or not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    entry = await _picked(config)
    if entry is None:
        return
    if refusal := await refusal_of(config, entry, Route.OTHER_DEVICE):
        await warn(config, title, *refusal)
        return
    if not await may_resign(config, entry):
        return
    entry = await sign_by_phone(config, entry)
    if entry.signature is Signature.UPLOADED:
        await offer_slip(config, entry)
    else:
        await warn(config, title, text("sign.open"))


async def _picked(config: Config) -> Entry | None:
    book = await Look()
    entries = tuple(book.unsigned())
    if not entries:
        await nothing_unsigned(config, book, "phone.title")
        return None
    pick = PickEntry(text("list.unsigned"), entries)
    chosen = await Ask(pick, within_s=config.waits.ask_s)
    return None if isinstance(chosen, NoAnswer) else (await Look())[chosen]
