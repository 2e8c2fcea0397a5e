"""Changed parameters on their way to a terminal: announced in a header, fetched, taken."""

from __future__ import annotations

from dataclasses import replace

from acquirer import dialect
from acquirer.books import Store
from acquirer.desk_records import ParameterPush, PushState
from acquirer.records import Action
from acquirer.session import Reply, Session
from wire import resign_messages
from wire.resign_messages import Parameters, PushAnswered

DONE, NOT_FOUND = "00", "25"
_OVER = frozenset({PushState.TAKEN, PushState.REFUSED})


def waiting(store: Store) -> set[str]:
    """The terminals that have not taken what was pushed."""
    pushes = store.many(ParameterPush)
    return {push.terminal_id for push in pushes if push.state not in _OVER}


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
    """361: the terminal has taken the push it names, or says why not. Errors: MalformedError."""
    told = dialect.read_private(session.request.message, PushAnswered)
    named = told.push
    terminal_id = session.request.key.terminal_id
    push = session.store.one(ParameterPush, named) if named is not None else None
    if push is None or push.terminal_id != terminal_id:
        return session.reply(session.answer(NOT_FOUND))
    if push.state not in _OVER:
        _close(session, push, told.refused or "")
    if all(left.number == push.number for left in _open(session)):
        session.shared.pushes.discard(terminal_id)
    return session.reply(session.answer(DONE))


def _close(session: Session, push: ParameterPush, refusal: str) -> None:
    """It is in force at the terminal, or never will be."""
    state = PushState.REFUSED if refusal else PushState.TAKEN
    action = Action.PARAMETERS_REFUSED if refusal else Action.PARAMETERS_TAKEN
    why = f"push {push.number}" + (f": {refusal}" if refusal else "")
    session.work.put(replace(push, state=state, taken_at=session.now, refusal=refusal))
    session.work.note(action, push.terminal_id, why)


def read(push: ParameterPush) -> Parameters:
    """What was pushed."""
    return resign_messages.decode(Parameters, bytes.fromhex(push.parameters), "push")


def _open(session: Session) -> list[ParameterPush]:
    """The terminal's pushes that it has not taken, oldest first."""
    pushes = session.store.many(ParameterPush, terminal_id=session.request.key.terminal_id)
    return [push for push in pushes if push.state not in _OVER]
