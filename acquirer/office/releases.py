"""What needs more than one agent: money without a signature, and parameters of a terminal."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

from acquirer.archive import set_free
from acquirer.audit import Actor
from acquirer.books import Store, Work
from acquirer.desk_records import (
    Case,
    ParameterPush,
    Release,
    ReleaseState,
    Role,
    Waiver,
)
from acquirer.office.cases import case_at_hand, do, do_for
from acquirer.office.paper import PaperCounter
from acquirer.office.refused import Reason, Refused
from acquirer.office.room import written
from acquirer.office.sale_view import asked_release
from acquirer.records import Action, Hold, Signature
from wire import resign_messages
from wire.resign_messages import LIMITS, Parameters


class ReleaseCounter(PaperCounter):
    """Releases with four eyes, and pushed parameters."""

    def release(self, number: int, why: str, actor: Actor, now: datetime) -> Release | Refused:
        """Ask that the money of a case's transaction goes out without a signature.

        Asked for again it is the same request, with both reasons for who decides.
        """
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        with self._changes(now, actor) as work:
            found = self._matched(work, number, actor)
            if isinstance(found, Refused):
                return found
            case, sale = found
            money = work.store.payout(sale.key)
            if money is None or money.hold is not Hold.UNSIGNED:
                return Refused(Reason.NOT_HELD)
            release = asked_release(work.store, sale.key)
            if release is None:
                release = Release(sale.key, work.next_number(), number, actor.who, now, why)
            elif why not in release.why:
                release = replace(release, why=written(f"{release.why}; {actor.who}: {why}"))
            work.put(release)
            do_for(work, case, sale.key, Action.RELEASE_ASKED, why)
            return release

    def releases(self) -> tuple[Release, ...]:
        """What somebody asked for and nobody has decided, oldest first.

        Nothing is left to decide once it was signed, or undone: its money is held no more.
        """
        with self._looking() as store:
            asked = store.many(Release, state=ReleaseState.ASKED)
            return tuple(release for release in asked if _is_held(store, release))

    def decided_release(self, number: int, actor: Actor) -> Release | None:
        """What this supervisor decided; None where it was another, or nobody yet."""
        with self._looking() as store:
            release = store.one(Release, number)
        return release if release is not None and release.decided_by == actor.who else None

    def confirm_release(self, number: int, actor: Actor, now: datetime) -> Release | Refused:
        """The second person agrees: the money goes out."""
        with self._changes(now, actor) as work:
            found = _asked(work, number, actor)
            if isinstance(found, Refused):
                return found
            case, release = found
            sale = work.store.transaction(release.key)
            if sale is None or not sale.is_open:
                return Refused(Reason.NOT_HELD)
            work.put(replace(sale, signature=Signature.WAIVED))
            work.put(Waiver(sale.key, case.route, actor.who, now))
            set_free(work, sale, self._settings, "released by the desk")
            do_for(work, case, release.key, Action.RELEASE_CONFIRMED, release.why)
            self._bank.shared.news.add(release.key)
            return _decided(work, release, ReleaseState.CONFIRMED)

    def refuse_release(
        self, number: int, why: str, actor: Actor, now: datetime
    ) -> Release | Refused:
        """The second person does not agree."""
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        with self._changes(now, actor) as work:
            found = _asked(work, number, actor)
            if isinstance(found, Refused):
                return found
            case, release = found
            do_for(work, case, release.key, Action.RELEASE_REFUSED, why)
            return _decided(work, release, ReleaseState.REFUSED)

    def push_parameters(
        self,
        number: int,
        terminal_id: str,
        parameters: Parameters,
        why: str,
        actor: Actor,
        now: datetime,
    ) -> ParameterPush | Refused:
        """Change how a terminal of the case's merchant asks for signatures.

        An agent does so once the case is matched: until then nobody knows who calls. A supervisor
        needs no match, since a merchant who asks for it may have nothing unsigned.
        """
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        named = {f.name: getattr(parameters, f.name) for f in fields(parameters)}
        changed = {name: value for name, value in named.items() if value is not None}
        if not changed or not all(_is_within(name, value) for name, value in changed.items()):
            return Refused(Reason.BAD_PARAMETERS)
        least, most = parameters.image_min_bytes, parameters.image_max_bytes
        if least is not None and most is not None and least > most:
            return Refused(Reason.BAD_PARAMETERS)
        with self._changes(now, actor) as work:
            case = case_at_hand(work, number, actor)
            if isinstance(case, Refused):
                return case
            if case.key is None and actor.role != Role.SUPERVISOR:
                return Refused(Reason.NOT_MATCHED)
            terminal = self._settings.merchants.terminal(terminal_id)
            if terminal is None or terminal.merchant_id != case.merchant_id:
                return Refused(Reason.NO_SUCH_TERMINAL)
            told = resign_messages.encode(parameters).hex()
            push = ParameterPush(work.next_number(), terminal_id, told, actor.who, now)
            work.put(push)
            said = ", ".join(_said(name, value) for name, value in changed.items())
            do(work, case, Action.PARAMETERS_PUSHED, f"terminal {terminal_id}: {said}: {why}")
            self._bank.shared.pushes.add(terminal_id)
            return push

    def pushes(self, terminal_id: str) -> tuple[ParameterPush, ...]:
        """All that was ever pushed to a terminal, oldest first."""
        with self._looking() as store:
            return store.many(ParameterPush, terminal_id=terminal_id)


def _is_held(store: Store, release: Release) -> bool:
    sale = store.transaction(release.key)
    return sale is not None and sale.is_open


def _asked(work: Work, number: int, actor: Actor) -> tuple[Case, Release] | Refused:
    """A release that waits for this supervisor, who must be another than who asked."""
    if actor.role != Role.SUPERVISOR:
        return Refused(Reason.NOT_ALLOWED)
    release = work.store.one(Release, number)
    if release is None:
        return Refused(Reason.NO_RELEASE)
    if release.state is not ReleaseState.ASKED:
        return Refused(Reason.DECIDED, release.decided_at)
    if release.asked_by == actor.who:
        return Refused(Reason.SAME_PERSON)
    case = work.store.one(Case, release.case_number)
    assert case is not None, "a release is asked for in a case"
    return case, release


def _decided(work: Work, release: Release, state: ReleaseState) -> Release:
    release = replace(release, state=state, decided_by=work.actor.who, decided_at=work.now)
    work.put(release)
    return release


def _said(name: str, value: int) -> str:
    """A changed parameter as the audit says it; an amount as people write it."""
    if not name.endswith("_minor"):
        return f"{name} {value}"
    return f"{name.removesuffix('_minor')} {value // 100}.{value % 100:02d}"


def _is_within(name: str, value: int) -> bool:
    least, most = LIMITS.get(name, (0, -1))
    return least <= value <= most
