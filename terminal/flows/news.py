"""What the bank told of in a header is fetched once the transaction is over."""

from __future__ import annotations

from terminal.config import Config
from terminal.effects import Look
from terminal.flows.parameters import take_parameters
from terminal.flows.status_home import bring_news_home, bring_status_home
from terminal.terminal_changes import Terminal


async def take_news(config: Config) -> None:
    """Changed parameters first: signatures made elsewhere change nothing for the next sale."""
    if (await Look()).terminal.has_push:
        await take_parameters(config)
    await bring_news_home(config)


async def take_news_since(config: Config, before: Terminal) -> None:
    """After anything that may have spoken to the bank: what it told of meanwhile is fetched.

    After a sign-on every open signature is asked about, since a bank announces only what happened
    while it ran. What could not be fetched `before` waits for the next approved sale or sign-on:
    a line that is down is not tried after every key.
    """
    now = (await Look()).terminal
    if now.signed_on_at is not None and now.signed_on_at != before.signed_on_at:
        if now.has_push:
            await take_parameters(config)
        await bring_status_home(config)
    elif now.has_news > before.has_news or now.has_push > before.has_push:
        await take_news(config)
