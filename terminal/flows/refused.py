"""A signature that the bank did not take: why, in words, and telling it where nobody stood by."""

from __future__ import annotations

from dataclasses import dataclass

from terminal.brought import Brought
from terminal.config import Config
from terminal.dialogues.notice import notice
from terminal.effects import Ask
from terminal.entry import VOID, Entry
from terminal.faults import HostTrouble
from terminal.messages import Text, both, plain, text
from terminal.screen import Tone
from wire import response_codes


@dataclass(frozen=True, slots=True)
class Refused:
    """One that was given up: which transaction, how large, the last code, the way left."""

    which: Text
    amount_minor: int
    code: str
    way: Text


def refused_entry(entry: Entry) -> Refused:
    """A signature of this terminal's own transaction."""
    return Refused(named(entry), entry.amount_minor, entry.upload_code, text("refused.again"))


def refused_brought(brought: Brought) -> Refused:
    """One that was taken here for another terminal."""
    sale = brought.sale
    which = text("backup.terminal", terminal=sale.key.terminal_id)
    return Refused(which, sale.amount_minor, brought.upload_code, text("refused.by_reference"))


def named(entry: Entry) -> Text:
    """The transaction by its kind and voucher number."""
    kind = "entry.void" if entry.kind == VOID else "entry.sale"
    return text(kind, trace=f"{entry.key.trace:06d}")


def why_refused(code: str) -> tuple[Text, ...]:
    """The bank's word on the picture, or that it never had one to say."""
    if code in set(HostTrouble):
        return (text(f"host.{code}"), text("refused.given_up"))
    meaning = response_codes.lookup(code)
    words = both(meaning.zh, meaning.en)
    return (text("resign.refused"), words, text("sale.code", code=code))


async def tell_refused(config: Config, refused: list[Refused]) -> None:
    """One notice, of the first; the others are counted, and stand in the same list."""
    first = refused[0]
    others = (text("refused.more", count=len(refused) - 1),) if len(refused) > 1 else ()
    told = notice(
        text("refused.title"),
        first.which,
        *why_refused(first.code),
        *others,
        first.way,
        tone=Tone.BAD,
        big=plain(config.currency.screen(first.amount_minor)),
    )
    await Ask(told, within_s=config.waits.error_s)
