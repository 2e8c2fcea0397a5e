"""补签名: obtaining the signature that was forgotten, for the last sale or for a chosen one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from terminal import host_answers
from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.browse import Browse
from terminal.dialogues.notice import Confirm
from terminal.dialogues.pick import EntryDetail, PickEntry, entry_detail
from terminal.effects import Ask, Look, Now, Record
from terminal.entry import Entry, Route
from terminal.events import Forgotten, Signed
from terminal.flows.pad_or_phone import obtain_signature
from terminal.flows.recover import recover
from terminal.flows.refused import why_refused
from terminal.flows.reprint import reprint
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.supervisor import may_resign
from terminal.flows.told import nothing_to_do, tell, warn
from terminal.flows.upload import is_stored, upload
from terminal.journal import Book
from terminal.messages import Text, plain, text
from terminal.screen import Screen, Tone
from terminal.states import Signature


async def resign_last(config: Config) -> None:
    """The newest transaction that is still unsigned."""
    await recover(config)
    book = await Look()
    unsigned = book.unsigned()
    if not unsigned:
        await nothing_unsigned(config, book, "resign.title")
        return
    await resign(config, unsigned[0], Route.TERMINAL_LAST)


async def resign_selected(config: Config) -> None:
    """List (newest first, with a filter), detail, sign; back to the list until CANCEL."""
    await recover(config)
    browse = Browse(PickEntry(text("list.unsigned"), ()), _detail)
    while True:
        book = await Look()
        unsigned = tuple(book.unsigned())
        if not unsigned:
            await nothing_unsigned(config, book, "resign.title")
            return
        browsed = await Ask(browse.over(unsigned), within_s=config.waits.ask_s)
        if isinstance(browsed, NoAnswer):
            return
        await resign(config, book[browsed.entry], Route.TERMINAL_SELECTED)
        browse = browsed.left


def _detail(entry: Entry) -> EntryDetail:
    return entry_detail(text("resign.title"), entry, text("hint.enter_cancel"))


async def nothing_unsigned(config: Config, book: Book, title: str) -> None:
    """Nothing at all, or nothing this terminal may still sign: its batch is settled."""
    if any(entry.was_settled_unsigned for entry in book):
        await warn(config, text(title), text("resign.settled"), text("resign.ways_left"))
        return
    await nothing_to_do(config, title, "resign.none")


async def resign(config: Config, entry: Entry, route: Route) -> None:
    """One attempt by this route; the bank is asked at once, and the slip can be printed again."""
    refusal = await refusal_of(config, entry, route)
    if refusal:
        await warn(config, text("resign.title"), *refusal)
        return
    if await may_resign(config, entry):
        await sign_again(config, entry, route)


async def sign_again(config: Config, entry: Entry, route: Route) -> None:
    """The pad, the bank's word on it, and the slip; whoever calls has checked that it may be."""
    entry = await sign_once(config, entry, route)
    if entry.signature in {Signature.UPLOADED, Signature.SIGNED}:
        await offer_slip(config, entry)


async def sign_once(config: Config, entry: Entry, route: Route) -> Entry:
    """The pad and the bank's word on it; the entry as it is then."""
    entry, collected = await obtain_signature(config, entry, route)
    if collected is None:
        return entry
    operator = (await Look()).terminal.operator or config.operator_at_power_on
    attempt = replace(collected.attempt, operator=operator)
    if not collected.image:
        entry = await Record(Forgotten(entry.key, attempt))
        await tell(config, text("resign.title"), text("sign.open"), tone=Tone.ATTENTION)
        return entry
    entry = await Record(Signed(entry.key, attempt, collected.image))
    if await sign_on_when_due(config):
        entry = await upload(config, entry)
    await _report(config, entry)
    return entry


async def refusal_of(config: Config, entry: Entry, route: Route) -> tuple[Text, ...]:
    """Deadline and tries (resign.md, Deadlines and limits), with the way that is left."""
    rules = config.signature
    way_left = text("resign.ways_left")
    if entry.tries_by(route) >= rules.tries_per_route:
        return (text("resign.tries_used", tries=rules.tries_per_route), way_left)
    if await Now() - entry.started_at > timedelta(days=rules.hard_deadline_days):
        return (text("resign.too_late"), text("resign.ways_late"))
    return ()


async def _report(config: Config, entry: Entry) -> None:
    title = text("resign.title")
    if is_stored(entry):
        at = f"{await Now():%H:%M:%S}"
        is_first = entry.upload_code != host_answers.STORED_BEFORE
        stored = text("resign.stored", at=at) if is_first else text("resign.before")
        await tell(config, text("sign.done"), stored, text("resign.paid"), tone=Tone.GOOD)
    elif entry.signature is Signature.SIGNED:
        await tell(config, title, text("resign.kept"), tone=Tone.ATTENTION)
    else:
        await warn(config, title, *why_refused(entry.upload_code))


async def offer_slip(config: Config, entry: Entry) -> None:
    """The slip once more, now that it is signed."""
    if await wants_slip(config, entry.amount_minor):
        await reprint(config, entry)


async def wants_slip(config: Config, amount_minor: int) -> bool:
    """Whether somebody wants the slip of what was signed just now."""
    question = Screen(
        text("resign.print"),
        big=plain(config.currency.screen(amount_minor)),
        hint=text("hint.yes_no"),
    )
    return await Ask(Confirm(question), within_s=config.waits.ask_s) is True
