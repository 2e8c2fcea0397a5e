"""Signatures made elsewhere come home: the bank tells what became of the open ones (810)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from terminal.config import Config
from terminal.effects import Look, Now, Record, RecordDevice
from terminal.entry import Attempt, AttemptOutcome, Entry, Route
from terminal.events import SignedElsewhere, StatusTaken, Waived
from terminal.faults import HostFault
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.told import tell, warn, working
from terminal.journal import Book
from terminal.messages import text
from terminal.screen import Tone
from wire.resign_messages import MAX_ASKED, STATUS, Original, Status, StatusAnswer, StatusQuery

WAIVED = "WAIVED"
SETTLED_ASKED = 60
"""Unsigned entries of closed batches that are still asked about: ten questions' worth."""


async def fetch_status(config: Config) -> None:
    """Asked for at the menu: what the bank holds by now, and how many are left."""
    title = text("status.title")
    if not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    found = await bring_status_home(config)
    if found is None:
        await warn(config, title, text("status.not_asked"), text("line.check"))
        return
    left = text("status.left", count=len(open_anywhere(await Look())))
    await tell(config, title, text("status.found", count=found), left, tone=Tone.GOOD)


async def bring_news_home(config: Config) -> None:
    """The same without a word, where the bank has told that there is something."""
    if (await Look()).terminal.has_news:
        await bring_status_home(config)


async def bring_status_home(config: Config) -> int | None:
    """Ask about every open signature and write down what was made elsewhere; how many.

    None where the bank could not be asked.
    """
    asked = open_anywhere(await Look())
    found = 0
    for start in range(0, len(asked), MAX_ASKED):
        some = asked[start : start + MAX_ASKED]
        await working(text("status.title"), text("status.wait"))
        query = StatusQuery(tuple(Original(e.key.batch, e.key.trace) for e in some))
        try:
            answer = await ask_privately(config, STATUS, query, StatusAnswer)
        except HostFault:
            return None
        if isinstance(answer, Denied):
            return None
        for entry, status in matching(some, answer):
            found += await _written_down(entry, status)
    if (await Look()).terminal.has_news:
        await RecordDevice(StatusTaken(await Now()))
    return found


async def _written_down(entry: Entry, status: Status) -> bool:
    """Whether the bank told of a signature, or that none is needed any more."""
    now = await Now()
    if status.signature == WAIVED:
        attempt = _waiver(entry, status, status.at or now)
        await Record(Waived(entry.key, attempt, now, status.limit_minor or 0))
        return True
    signed = made_elsewhere(entry, status)
    if signed is not None:
        await Record(SignedElsewhere(entry.key, signed, now))
    return signed is not None


def open_anywhere(book: Book) -> list[Entry]:
    """What is unsigned here, then what closed batches left unsigned: other routes may sign it."""
    settled = [entry for entry in book.newest() if entry.was_settled_unsigned]
    return [*book.unsigned(), *settled[:SETTLED_ASKED]]


def matching(asked: list[Entry], answer: StatusAnswer) -> Iterator[tuple[Entry, Status]]:
    """Each entry with what the bank said of it."""
    said = {(status.batch, status.trace): status for status in answer.status}
    for entry in asked:
        status = said.get((entry.key.batch, entry.key.trace))
        if status is not None:
            yield entry, status


def _waiver(entry: Entry, status: Status, at: datetime) -> Attempt:
    by_rule = status.route == Route.AUTO
    return attempt_at(entry, Route.AUTO if by_rule else Route.SUPPORT, at, AttemptOutcome.WAIVED)


def attempt_at(entry: Entry, route: Route, at: datetime, outcome: AttemptOutcome) -> Attempt:
    """An attempt that was not made on this pad."""
    return Attempt(
        generation=len(entry.attempts) + 1,
        route=route,
        operator="",
        device="",
        at=at,
        delay_s=int((at - entry.started_at).total_seconds()),
        outcome=outcome,
    )


def made_elsewhere(entry: Entry, status: Status) -> Attempt | None:
    """The attempt that the bank tells of; None where it has no signature of the cardholder."""
    if status.signature not in {"SIGNED", "PAPER"} or status.at is None:
        return None
    if status.route not in set(Route):
        return None
    signed = attempt_at(entry, Route(status.route), status.at, AttemptOutcome.SIGNED)
    return replace(signed, image_digest=status.image_digest or "")
