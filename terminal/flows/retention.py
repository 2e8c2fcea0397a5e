"""Handwriting is kept so long and no longer (resign.md): what is over goes, by whole months."""

from __future__ import annotations

from datetime import timedelta

from terminal.config import Config
from terminal.effects import Look, Now, RecordDevice
from terminal.entry import month_of
from terminal.events import HandwritingErased


async def erase_old_handwriting(config: Config) -> None:
    """Erase the pictures of signatures whose time is over; digests and attempts stay.

    A month goes when all of it is over, and none before what still waits for the bank.
    """
    book, now = await Look(), await Now()
    before = month_of(now - timedelta(days=config.signature.retention_days))
    for entry in book.outbox():
        attempt = entry.effective_attempt
        if attempt is not None:
            before = min(before, month_of(attempt.at))
    if any(entry.image and entry.was_signed_before(before) for entry in book):
        await RecordDevice(HandwritingErased(before, now))
