"""What the bank told of in a header is fetched once the transaction is over."""

from __future__ import annotations

from terminal.config import Config
from terminal.effects import Look
from terminal.flows.parameters import take_parameters
from terminal.flows.status_home import bring_news_home


async def take_news(config: Config) -> None:
    """Changed parameters first: signatures made elsewhere change nothing for the next sale."""
    if (await Look()).terminal.has_push:
        await take_parameters(config)
    await bring_news_home(config)
