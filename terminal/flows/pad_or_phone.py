"""The cardholder's choice at every sign prompt: the pad, or by its soft key a phone."""

from __future__ import annotations

from terminal.config import Config
from terminal.entry import Entry, Route
from terminal.flows.phone_link import sign_by_phone
from terminal.flows.signature import FRESH, Collected, collect_signature
from terminal.states import Signature

PHONES = 3
"""How often one prompt lets the pad be left for a phone: who comes back so often has none."""


async def obtain_signature(
    config: Config, entry: Entry, route: Route
) -> tuple[Entry, Collected | None]:
    """The entry as it is then, and what the pad gave; None where the bank has it from a phone.

    A phone that gave nothing leads back to the pad, which stands as it was left.
    """
    kept = FRESH
    for left in range(PHONES, -1, -1):
        tries = entry.tries_by(Route.OTHER_DEVICE)
        offers = left > 0 and tries < config.signature.tries_per_route
        collected = await collect_signature(config, entry, route, offers_phone=offers, kept=kept)
        if isinstance(collected, Collected):
            return entry, collected
        kept = collected
        entry = await sign_by_phone(config, entry)
        if entry.signature is Signature.UPLOADED:
            return entry, None
    raise AssertionError("a phone that was not offered was chosen")
