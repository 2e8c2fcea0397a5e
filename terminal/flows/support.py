"""Support by telephone: a code that is read out lets one more signature in (814).

The bank binds the code to the transaction and checks it; the challenge on the screen is what the
merchant compares with the agent's.
"""

from __future__ import annotations

from dataclasses import replace

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.digits import EnterDigits
from terminal.dialogues.pick import PickEntry
from terminal.effects import Ask, Look
from terminal.entry import Entry, Route
from terminal.faults import HostFault
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.recover import recover
from terminal.flows.resign import sign_again
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.status_home import open_anywhere
from terminal.flows.told import nothing_to_do, warn, working
from terminal.messages import Text, text
from wire.resign_messages import USE_CODE, CodeAnswer, CodeQuestion

CODE_DIGITS = 8
MOST_TYPED = 10
"""Twice what our bank allows: one that counts none is not tried for ever."""

WRONG = "55"
_NO = {WRONG: "support.wrong", "68": "support.expired", "75": "support.too_often"}


async def sign_with_code(config: Config) -> None:
    """Pick, compare the challenge, type the code, sign once: past the deadline and the limits."""
    title = text("support.title")
    if not await recover(config) or not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    entry = await pick_open(config, "support.title")
    if entry is None:
        return
    known = await ask_code(config, title, CodeQuestion(entry.key.batch, entry.key.trace))
    if isinstance(known, Text):
        await warn(config, title, known, text("support.call"))
        return
    route = await let_in(config, title, entry, known)
    if route is not None:
        await sign_again(config, entry, route)


async def let_in(
    config: Config, title: Text, entry: Entry, known: CodeAnswer, label: Text | None = None
) -> Route | None:
    """The code, until the bank takes it or no try is left; it counts the wrong ones itself.

    A wrong one is typed again on the same screen: nothing stands in between, where a key too many
    would lead to the idle screen and what is typed on would be sold.
    """
    note: Text | None = None
    for _ in range(MOST_TYPED):
        if known.tries_left == 0:
            await warn(config, title, text("support.too_often"), text("support.new_code"))
            return None
        asked = label or text("support.challenge", challenge=known.challenge or "")
        dialogue = EnterDigits(title, asked, CODE_DIGITS, CODE_DIGITS, note=note)
        typed = await Ask(dialogue, within_s=config.waits.reload_s)
        if isinstance(typed, NoAnswer):
            return None
        bare = CodeQuestion(entry.key.batch, entry.key.trace)
        used = await ask_code(config, title, replace(bare, read_out=typed))
        if isinstance(used, CodeAnswer):
            return route_of(used)
        if used.id != _NO[WRONG]:
            new = (text("support.new_code"),) if used.id in _NO.values() else ()
            await warn(config, title, used, *new)
            return None
        again = await ask_code(config, title, bare)  # it may have read out another one meanwhile
        known = again if isinstance(again, CodeAnswer) else replace(known, tries_left=None)
        left = known.tries_left
        note = used if left is None else text("support.wrong_left", left=left)
    return None


def route_of(answer: CodeAnswer) -> Route:
    """Whose code it is."""
    return Route.BANK if answer.route == Route.BANK else Route.SUPPORT


async def pick_open(config: Config, title: str) -> Entry | None:
    """Any that is unsigned, also of a closed batch."""
    entries = tuple(open_anywhere(await Look()))
    if not entries:
        await nothing_to_do(config, title, "resign.none")
        return None
    pick = PickEntry(text("list.unsigned"), entries)
    chosen = await Ask(pick, within_s=config.waits.ask_s)
    return None if isinstance(chosen, NoAnswer) else (await Look())[chosen]


async def ask_code(config: Config, title: Text, question: CodeQuestion) -> CodeAnswer | Text:
    """The bank's answer, or why there is none."""
    await working(title, text("status.wait"))
    try:
        answer = await ask_privately(config, USE_CODE, question, CodeAnswer)
    except HostFault as fault:
        return text(f"host.{fault.trouble}")
    if isinstance(answer, Denied):
        if answer.code == WRONG and question.read_out is None:  # nothing was typed yet
            return text("support.none")
        known = _NO.get(answer.code)
        return text(known) if known else text("sale.code", code=answer.code)
    return answer
