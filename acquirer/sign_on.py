"""签到 at the bank: a terminal gets fresh working keys and the number of its batch."""

from __future__ import annotations

from datetime import datetime, timedelta

from acquirer import dialect
from acquirer.books import Work
from acquirer.dialect import Request
from acquirer.keys import Entropy, working_keys
from acquirer.merchants import EnrolledTerminal
from acquirer.records import Action, TerminalState
from acquirer.session import Reply
from wire.cup_fields import WorkingKeys62
from wire.iso8583 import FieldValue, Message

REPEAT_WITHIN_S = 120
"""The same sign-on again within this gets the same keys: its first answer was lost on the way."""

FIRST_BATCH = 1
LAST_BATCH = 999_999


def sign_on(
    work: Work, request: Request, terminal: EnrolledTerminal, acquirer_code: str, entropy: Entropy
) -> Reply:
    """Answer 0800. Errors: MalformedError."""
    operator = dialect.read_operator(request.message)
    before = work.store.terminal(terminal.terminal_id)
    forgot = before is not None and _has_forgotten(work, request, before.batch)
    if before is not None and not forgot and _is_repeated(before, request, work.now):
        return Reply.plain(_answer(request, before, acquirer_code, work.now))
    keys = WorkingKeys62.seal(terminal.tmk, working_keys(request.network, entropy))
    state = TerminalState(
        terminal_id=terminal.terminal_id,
        batch=_batch(work, request, before, forgot),
        operator=operator,
        signed_on_at=work.now,
        sign_on_trace=request.key.trace,
        wrapped_keys=keys.encode(),
    )
    work.put(state)
    work.note(Action.SIGN_ON, terminal.terminal_id, f"operator {operator}, keys {request.network}")
    return Reply.plain(_answer(request, state, acquirer_code, work.now))


def _is_repeated(before: TerminalState, request: Request, now: datetime) -> bool:
    is_same = (before.sign_on_trace, before.batch) == (request.key.trace, request.key.batch)
    is_same_form = WorkingKeys62.decode(before.wrapped_keys).network == request.network
    within = timedelta(seconds=REPEAT_WITHIN_S)
    return is_same and is_same_form and now - before.signed_on_at < within


def _has_forgotten(work: Work, request: Request, batch: int) -> bool:
    """Whether the terminal signs on with a trace its batch has seen: it lost its memory.

    Its next sales would have the numbers of old ones, and be taken for them.
    """
    key = request.key
    return key.trace <= work.store.highest_trace(key.merchant_id, key.terminal_id, batch)


def _batch(work: Work, request: Request, before: TerminalState | None, forgot: bool) -> int:
    """The batch the terminal goes on with; a new one where its traces begin again."""
    if before is None:
        return max(request.key.batch, FIRST_BATCH)
    if not forgot:
        return before.batch
    batch = next_batch(before.batch)
    work.note(Action.BATCH_OPENED, before.terminal_id, f"batch {batch:06d}: traces began again")
    return batch


def next_batch(batch: int) -> int:
    """The number of the batch that follows."""
    return batch % LAST_BATCH + 1


def _answer(request: Request, state: TerminalState, acquirer_code: str, now: datetime) -> Message:
    more: dict[int, FieldValue] = {
        32: acquirer_code,
        60: dialect.with_batch(request.message, state.batch),
        62: state.wrapped_keys,
    }
    return dialect.answer(request.message, "00", now, more)
