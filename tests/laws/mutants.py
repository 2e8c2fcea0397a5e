"""Eight mistakes seen in real code (reliability.md), each put into this code on purpose.

A simulation that cannot find them would find nothing: each must be killed, and the seed that
kills it is kept beside it so that every test run checks the net in a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from acquirer import ledger
from acquirer.dialect import SaleFacts
from acquirer.session import Reply, Session
from drivers.journal.memory_journal import MemoryJournal
from terminal import host, host_answers
from terminal.config import Config
from terminal.effects import AnswerKey, Heard, Look, Now, Record
from terminal.entry import Entry
from terminal.events import (
    Approved,
    Declined,
    Event,
    Intended,
    ReversalDone,
    TraceTaken,
    Uploaded,
    UploadFailed,
)
from terminal.faults import HostFault
from terminal.flows.exchange import ask_bank, sealed
from terminal.flows.reversal import reverse
from terminal.journal import Book, Change
from wire import iso8583
from wire.errors import MalformedError
from wire.framing import Frame


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: how to put it in, and the first seed that shows it."""

    name: str
    apply: Callable[[], AbstractContextManager[None]]
    seed: int


@contextmanager
def reversal_saved_after_sending() -> Iterator[None]:
    """The intent, which is the pending reversal, becomes durable only with the outcome."""
    lose_power = MemoryJournal.lose_power

    def forgetful(self: MemoryJournal) -> None:
        last = self.events[-1] if self.events else None
        if isinstance(last, Intended):
            self.events[-1] = TraceTaken(last.key.trace, last.at)
        lose_power(self)

    with patch.object(MemoryJournal, "lose_power", forgetful):
        yield


@contextmanager
def reversal_removed_before_its_outcome() -> Iterator[None]:
    """The reversal is struck off the list, then sent."""

    async def hasty(config: Config, entry: Entry) -> bool:
        request = host.reversal_request(config, entry)
        await Record(ReversalDone(entry.key, "", await Now()))
        with suppress(HostFault):
            await ask_bank(config, request, await sealed(request))
        return True

    with _reverse_replaced(hasty):
        yield


@contextmanager
def reversal_dropped_after_some_tries() -> Iterator[None]:
    """After the last try in vain the terminal gives the reversal up."""

    async def weary(config: Config, entry: Entry) -> bool:
        if await reverse(config, entry):
            return True
        current = (await Look())[entry.key]
        if current.reversal_tries >= 3 * config.reversal_tries:
            await Record(ReversalDone(entry.key, "", await Now()))
            return True
        return False

    with _reverse_replaced(weary):
        yield


@contextmanager
def upload_requeued_in_two_commits() -> Iterator[None]:
    """A signature leaves the store before it is sent, and comes back if that failed."""

    async def two_steps(config: Config, entry: Entry) -> Entry:
        request = host.signature_upload(config, entry)
        entry = await Record(UploadFailed(entry.key, "", await Now(), final=True))
        try:
            answer = host_answers.read_answer(
                await ask_bank(config, request, await sealed(request))
            )
        except HostFault:
            return entry
        if answer.code in host_answers.STORED_CODES:
            return await Record(Uploaded(entry.key, answer.code, await Now()))
        return entry

    with (
        patch("terminal.flows.upload.upload", two_steps),
        patch("terminal.flows.resign.upload", two_steps),
    ):
        yield


@contextmanager
def trace_saved_after_sending() -> Iterator[None]:
    """The trace counter moves only when the outcome is recorded."""
    plan = Book.plan

    def lagging(self: Book, event: Event) -> Change:
        change = plan(self, event)
        if isinstance(event, Intended):
            return replace(change, terminal=self.terminal)
        if isinstance(event, Approved | Declined):
            return replace(change, terminal=replace(self.terminal, last_trace=event.key.trace))
        return change

    with patch.object(Book, "plan", lagging):
        yield


@contextmanager
def bank_forgets_an_early_reversal() -> Iterator[None]:
    """A reversal whose original has not come yet is answered and forgotten."""

    def forgetful(session: Session, _: SaleFacts) -> Reply:
        return session.reply(session.answer(ledger.NOT_FOUND))

    with patch("acquirer.ledger._tombstone", forgetful):
        yield


@contextmanager
def bank_without_duplicate_detection() -> Iterator[None]:
    """A repeated sale is decided and booked anew."""

    def anew(session: Session, *_: object) -> Reply | None:
        with patch.object(session.store, "transaction", lambda _: None):
            return ledger.sell(session)

    with patch("acquirer.ledger.answered_before", anew):
        yield


@contextmanager
def answer_matched_without_its_trace() -> Iterator[None]:
    """Any answer of the right kind to this terminal is taken for ours."""
    matched = host_answers.matched

    def careless(frame: Frame, key: AnswerKey) -> Heard | None:
        try:
            trace = iso8583.decode(frame.message).get(11)
        except MalformedError:
            return None
        return matched(frame, replace(key, trace=trace if isinstance(trace, str) else ""))

    with patch("drivers.board.matched", careless):
        yield


def _reverse_replaced(mutant: Callable[..., Any]) -> AbstractContextManager[Any]:
    return _together(
        patch("terminal.flows.approval.reverse", mutant),
        patch("terminal.flows.reversal.reverse", mutant),
    )


@contextmanager
def _together(*patches: AbstractContextManager[Any]) -> Iterator[None]:
    first, second = patches
    with first, second:
        yield


MUTANTS = (
    Mutant("reversal saved after sending", reversal_saved_after_sending, 5),
    Mutant("reversal removed before its outcome", reversal_removed_before_its_outcome, 5),
    Mutant("reversal dropped after some tries", reversal_dropped_after_some_tries, 415),
    Mutant("upload requeued in two commits", upload_requeued_in_two_commits, 17),
    Mutant("trace saved after sending", trace_saved_after_sending, 1),
    Mutant("bank forgets an early reversal", bank_forgets_an_early_reversal, 18),
    Mutant("bank without duplicate detection", bank_without_duplicate_detection, 3),
    Mutant("answer matched without its trace", answer_matched_without_its_trace, 21),
)
