"""查询: any transaction of the journal with its three states; from there print or re-sign."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.browse import Browse
from terminal.dialogues.pick import EntryDetail, PickEntry, entry_detail
from terminal.effects import Ask, Look
from terminal.entry import Entry, Route
from terminal.flows.reprint import has_slip, reprint
from terminal.flows.resign import resign
from terminal.flows.told import nothing_to_do
from terminal.keys import Key
from terminal.messages import text
from terminal.screen import SoftKey


async def query(config: Config) -> None:
    """List, detail, back to the list; CANCEL leaves."""
    browse = Browse(PickEntry(text("list.title"), ()), _detail)
    while True:
        book = await Look()
        if not len(book):
            await nothing_to_do(config, "list.title", "list.empty")
            return
        asked = browse.over(tuple(book.newest()))
        browsed = await Ask(asked, within_s=config.waits.ask_s)
        if isinstance(browsed, NoAnswer):
            return
        entry, browse = book[browsed.entry], browsed.left
        match browsed.key:
            case Key.F1:
                await reprint(config, entry)
            case Key.F2:
                await resign(config, entry, Route.TERMINAL_SELECTED)
            case _:
                pass


def _detail(entry: Entry) -> EntryDetail:
    return entry_detail(text("detail.title"), entry, text("hint.enter_cancel"), _soft_keys(entry))


def _soft_keys(entry: Entry) -> tuple[SoftKey, ...]:
    keys = [SoftKey(Key.F1, text("soft.print"))] if has_slip(entry) else []
    if entry.is_open:
        keys.append(SoftKey(Key.F2, text("soft.sign")))
    return tuple(keys)
