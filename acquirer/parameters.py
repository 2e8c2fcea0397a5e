"""Changed parameters on their way to a terminal: announced in a header, fetched, taken."""

from __future__ import annotations

from dataclasses import replace

from acquirer import dialect
from acquirer.books import Store
from acquirer.desk_records import ParameterPush, PushState
from acquirer.records import Action
from acquirer.session import Reply, Session
from wire import resign_messages
from wire.resign_messages import Parameters

DONE, NOT_FOUND = "00", "25"


def waiting(store: Store) -> set[str]:
    """The terminals that have not taken what was pushed."""
    pushes = store.many(ParameterPush)
    return {push.terminal_id for push in pushes if push.state is not PushState.TAKEN}


def give(session: Session) -> Reply:
    """360: the oldest push that was not taken; without field 62 there is none."""
    push = next(iter(_open(session)), None)
    if push is None:
        session.shared.pushes.discard(session.request.key.terminal_id)
        return session.reply(session.answer(DONE))
    if push.state is PushState.PENDING:
        session.work.put(replace(push, state=PushState.FETCHED))
        session.work.note(Action.PARAMETERS_FETCHED, push.terminal_id, f"push {push.number}")
    changed = replace(read(push), push=push.number)
    return session.reply(session.answer(DONE, {62: resign_messages.encode(changed)}))


def taken(session: Session) -> Reply:
    """361: the terminal has taken the push it names. Errors: MalformedError."""
    named = dialect.read_private(session.request.message, Parameters).push
    terminal_id = session.request.key.terminal_id
    push = session.store.one(ParameterPush, named) if named is not None else None
    if push is None or push.terminal_id != terminal_id:
        return session.reply(session.answer(NOT_FOUND))
    if push.state is not PushState.TAKEN:
        session.work.put(replace(push, state=PushState.TAKEN, taken_at=session.now))
        session.work.note(Action.PARAMETERS_TAKEN, terminal_id, f"push {push.number}")
    if all(left.number == push.number for left in _open(session)):
        session.shared.pushes.discard(terminal_id)
    return session.reply(session.answer(DONE))


def read(push: ParameterPush) -> Parameters:
    """What was pushed."""
    return resign_messages.decode(Parameters, bytes.fromhex(push.parameters), "push")


def _open(session: Session) -> list[ParameterPush]:
    """The terminal's pushes that it has not taken, oldest first."""
    pushes = session.store.many(ParameterPush, terminal_id=session.request.key.terminal_id)
    return [push for push in pushes if push.state is not PushState.TAKEN]
