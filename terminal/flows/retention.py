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
    on_their_way = [entry.effective_attempt for entry in book.outbox()]
    on_their_way += [other.signed_attempt for other in book.brought() if other.is_to_be_sent]
    for attempt in on_their_way:
        if attempt is not None:
            before = min(before, month_of(attempt.at))
    kept = [one for one in (*book, *book.brought()) if one.image]
    if any(one.was_signed_before(before) for one in kept):
        await RecordDevice(HandwritingErased(before, now))
