"""The guard against charging twice: what failed is asked about at the bank before it is redone."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.notice import Confirm
from terminal.effects import Ask, Look, Now
from terminal.entry import Entry, EntryKey
from terminal.faults import HostFault
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.reversal import reversal_due, reverse
from terminal.flows.supervisor import agreed_by
from terminal.flows.told import warn, working
from terminal.host import REASON_NO_ANSWER
from terminal.intents import Link, charged_for, failed_like, intent_of
from terminal.messages import Text, plain, text
from terminal.operators import Deed
from terminal.screen import Screen, Tone
from wire.pan import Pan
from wire.resign_messages import STATUS, Original, Status, StatusAnswer, StatusQuery

CHARGED = "APPROVED"
_SAID = {
    "NOT_FOUND": "redo.never_came",
    "DECLINED": "redo.declined",
    "REVERSED": "redo.reversed",
    "TOMBSTONE": "redo.reversed",
    CHARGED: "redo.still_charged",
}


async def link_to_a_failed_one(
    config: Config, pan: Pan, amount_minor: int
) -> Link | NoAnswer | None:
    """None where no sale of this card and amount has just failed; else as `cleared`."""
    failed = failed_like(await Look(), pan, amount_minor, await Now())
    return None if failed is None else await cleared(config, failed)


async def cleared(config: Config, failed: Entry) -> Link | NoAnswer:
    """What the bank knows of `failed`, shown; then whether its amount may be charged again.

    A reversal goes first where the bank holds money for it. What was charged for the same intent
    before needs somebody who may say yes to a second charge.
    """
    known = await _known(config, failed.key)
    if known is not None and known.payment == CHARGED:
        known = await _undone(config, failed)
    if known is None or known.payment == CHARGED:
        why = text("redo.not_asked" if known is None else "redo.still_charged")
        await warn(config, text("redo.title"), why, text("redo.nothing_charged"))
        return NoAnswer.CANCELLED
    intent = intent_of(failed)
    charged = charged_for(await Look(), intent)
    if charged is not None:
        return await _second_charge(config, charged, intent)
    lines = text("redo.found", time=_time(failed)), text(_SAID.get(known.payment, "redo.declined"))
    screen = _asked(config, failed, text("redo.confirm"), *lines)
    agreed = await Ask(Confirm(screen), within_s=config.waits.ask_s)
    return Link(intent) if agreed is True else NoAnswer.CANCELLED


async def _known(config: Config, key: EntryKey) -> Status | None:
    """The last result, from the bank's books; None where it could not be asked (810)."""
    await working(text("redo.title"), text("redo.asking"))
    query = StatusQuery((Original(key.batch, key.trace),))
    try:
        answer = await ask_privately(config, STATUS, query, StatusAnswer)
    except HostFault:
        return None
    if isinstance(answer, Denied):
        return None
    named = [s for s in answer.status if (s.batch, s.trace) == (key.batch, key.trace)]
    return named[0] if named else None


async def _undone(config: Config, failed: Entry) -> Status | None:
    """The bank holds money for what failed here: it is reversed, and asked about once more."""
    due = await reversal_due(failed, REASON_NO_ANSWER)
    return await _known(config, failed.key) if await reverse(config, due) else None


async def _second_charge(config: Config, charged: Entry, intent: EntryKey) -> Link | NoAnswer:
    """Two approvals for one intent: only on somebody's word, who is written down."""
    screen = _asked(
        config,
        charged,
        text("redo.twice"),
        text("redo.charged", time=_time(charged)),
        text("redo.supervisor"),
    )
    agreed = await Ask(Confirm(screen), within_s=config.waits.ask_s)
    if agreed is not True:
        return NoAnswer.CANCELLED
    operator = await agreed_by(config, Deed.CHARGE_TWICE)
    return NoAnswer.CANCELLED if operator is None else Link(intent, operator)


def _asked(config: Config, entry: Entry, title: Text, *lines: Text) -> Screen:
    """A question about an amount, large."""
    return Screen(
        title,
        big=plain(config.currency.screen(entry.amount_minor)),
        lines=(*lines, plain(entry.pan.masked)),
        hint=text("hint.yes_no"),
        tone=Tone.ATTENTION,
    )


def _time(entry: Entry) -> str:
    return f"{entry.started_at:%H:%M}"
