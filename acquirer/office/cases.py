"""The desk: a call becomes a case, the case is matched to one transaction, then something is done.

resign.md, routes SUPPORT and BANK. Whoever calls must know the transaction; who guesses is locked
out. Everything that is done stands in the case and in the audit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from acquirer import read_out, sign_links
from acquirer.audit import Actor
from acquirer.books import Store, Work
from acquirer.desk_records import Case, CaseAction, CaseState, Role, Window
from acquirer.office.links import LinkCounter
from acquirer.office.refused import Reason, Refused
from acquirer.office.room import is_of_the_desk, written
from acquirer.office.sale_view import SaleView, sale_view
from acquirer.read_out import Issued
from acquirer.records import Action, AuditRow, Route, Transaction, TransactionKey
from acquirer.sign_links import Opened, Wanted

WRONG_TRIES = 3
LOCKED_S = 1800
WITHIN_S = 600
"""resign.md: the time of a call is good to ten minutes either way."""
MAX_EXTENSION_DAYS = 30


@dataclass(frozen=True, slots=True)
class Claim:
    """What a caller says of the transaction; `terminal_id` '' where he does not know it."""

    at: datetime
    amount_minor: int
    first_six: str
    last_four: str
    terminal_id: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with the transaction it was matched to, and all that was done in it.

    `wrong_tries` and `locked_until` are of all cases of its merchant together.
    """

    case: Case
    sale: SaleView | None
    actions: tuple[CaseAction, ...]
    wrong_tries: int
    locked_until: datetime | None


class CaseCounter(LinkCounter):
    """What agents do for a merchant who calls."""

    def open_case(self, shop: str, told: str, actor: Actor, now: datetime) -> Case | Refused:
        """Begin a case; none for a merchant for whom somebody has just guessed too often.

        `shop` is the number of the merchant or of one of his terminals: who calls may know but one.
        """
        if not is_of_the_desk(actor):
            return Refused(Reason.NOT_ALLOWED)
        merchant_id = self._settings.merchants.merchant_of(written(shop))
        if not merchant_id:
            return Refused(Reason.NO_SUCH_MERCHANT)
        with self._changes(now, actor) as work:
            if (until := _locked_until(work.store, merchant_id, now)) is not None:
                return Refused(Reason.LOCKED, until)
            case = new_case(work, merchant_id, told)
            do(work, case, Action.CASE_OPENED, case.told)
            return case

    def case(self, number: int, now: datetime) -> CaseView | None:
        """One case with all that belongs to it."""
        with self._looking() as store:
            case = store.one(Case, number)
            if case is None:
                return None
            sale = sale_view(store, self._settings, case.key, now) if case.key else None
            return CaseView(
                case,
                sale,
                store.many(CaseAction, case_number=number),
                _wrong_lately(store, case.merchant_id, now),
                _locked_until(store, case.merchant_id, now),
            )

    def cases(self, state: CaseState | None = None) -> tuple[Case, ...]:
        """All cases of a state, or all, oldest first."""
        with self._looking() as store:
            return store.many(Case, state=state) if state else store.many(Case)

    def trail(self, key: TransactionKey) -> tuple[AuditRow, ...]:
        """What the audit says of one transaction, oldest first."""
        with self._looking() as store:
            return store.trail(str(key))

    def match(self, number: int, claim: Claim, actor: Actor, now: datetime) -> SaleView | Refused:
        """Find the merchant's one unsigned transaction that fits what the caller says.

        Three claims that fit none, in however many cases, lock the merchant's for half an hour.
        """
        with self._changes(now, actor) as work:
            case = case_at_hand(work, number, actor)
            if isinstance(case, Refused):
                return case
            if case.key is not None:
                return Refused(Reason.MATCHED)
            if (until := _locked_until(work.store, case.merchant_id, now)) is not None:
                return Refused(Reason.LOCKED, until)
            found = [s for s in work.store.unsigned(case.merchant_id) if _fits(s, claim)]
            if not found:
                return _not_matched(work, case)
            found = found if len(found) == 1 else _at_that_time(found, claim)
            if len(found) != 1:
                return Refused(Reason.AMBIGUOUS)
            (sale,) = found
            key = sale.key
            verified = "time, amount, first six, last four" + (
                ", terminal" if claim.terminal_id else ""
            )
            matched = matched_to(case, key, verified)
            do(work, matched, Action.CASE_MATCHED, f"{key}: {verified}")
            return sale_view(work.store, self._settings, key, now)

    def send_link(self, number: int, actor: Actor, now: datetime) -> Opened | Refused:
        """A sign link for the case's transaction, to be sent to the merchant."""
        with self._changes(now, actor) as work:
            found = self._matched(work, number, actor)
            if isinstance(found, Refused):
                return found
            case, sale = found
            do(work, case, Action.LINK_OPENED, "sent to the merchant")
            wanted = Wanted(sale.key, case.route, number)
            return sign_links.open_link(work, self._bank.shared.entropy, wanted)

    def read_out_code(self, number: int, actor: Actor, now: datetime) -> Issued | Refused:
        """A code to read out, with which the terminal takes one more signature."""
        with self._changes(now, actor) as work:
            found = self._matched(work, number, actor)
            if isinstance(found, Refused):
                return found
            case, sale = found
            do(work, case, Action.READ_OUT_CODE_ISSUED, "read out")
            return read_out.issue(work, self._bank.keys, sale, number)

    def extend(
        self, number: int, days: int, why: str, actor: Actor, now: datetime
    ) -> Window | Refused:
        """Let the case's transaction be signed by any route for some days more than it could be."""
        assert 1 <= days <= MAX_EXTENSION_DAYS, days
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        with self._changes(now, actor) as work:
            found = self._matched(work, number, actor)
            if isinstance(found, Refused):
                return found
            case, sale = found
            tries = self._settings.signature.tries_by_route
            closes = max(now, sale_view(work.store, self._settings, sale.key, now).latest)
            window = Window(sale.key, closes + timedelta(days=days), tries, actor.who, now, why)
            work.put(window)
            do_for(work, case, sale.key, Action.WINDOW_EXTENDED, f"{days} days: {why}")
            return window

    def note(self, number: int, words: str, actor: Actor, now: datetime) -> Refused | None:
        """Write something down in a case."""
        words = written(words)
        if not words:
            return Refused(Reason.NO_WORDS)
        with self._changes(now, actor) as work:
            case = case_at_hand(work, number, actor)
            if isinstance(case, Refused):
                return case
            do(work, case, Action.CASE_NOTED, words)
            return None

    def close_case(self, number: int, why: str, actor: Actor, now: datetime) -> Refused | None:
        """Nothing more is done in it."""
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        with self._changes(now, actor) as work:
            case = case_at_hand(work, number, actor)
            if isinstance(case, Refused):
                return case
            do(work, replace(case, state=CaseState.CLOSED), Action.CASE_CLOSED, why)
            return None

    def _matched(self, work: Work, number: int, actor: Actor) -> tuple[Case, Transaction] | Refused:
        """A case that is open, with its transaction, which still lacks its signature."""
        case = case_at_hand(work, number, actor)
        if isinstance(case, Refused):
            return case
        if case.key is None:
            return Refused(Reason.NOT_MATCHED)
        sale = work.store.transaction(case.key)
        assert sale is not None, "a case is matched to what is there"
        return (case, sale) if sale.is_open else Refused(Reason.NEEDLESS)


def new_case(work: Work, merchant_id: str, told: str) -> Case:
    """A case of whoever acts, to be written; a bank's agent works by the bank's route."""
    route = Route.BANK if work.actor.role == Role.BANK_AGENT else Route.SUPPORT
    return Case(work.next_number(), route, work.actor.who, work.now, merchant_id, written(told))


def matched_to(case: Case, key: TransactionKey, verified: str) -> Case:
    """The case once it is known which transaction it is about; `verified` says by what."""
    return replace(
        case,
        state=CaseState.MATCHED,
        terminal_id=key.terminal_id,
        batch=key.batch,
        trace=key.trace,
        verified=verified,
    )


def do(work: Work, case: Case, action: Action, why: str) -> None:
    """Write down what was done in a case; one thing a commit."""
    done = len(work.store.many(CaseAction, case_number=case.number))
    work.put(case)
    who = work.actor
    work.put(CaseAction(case.number, done + 1, work.now, who.who, who.role, action, why))
    work.note(action, f"case {case.number}", why)


def do_for(work: Work, case: Case, key: TransactionKey, action: Action, why: str) -> None:
    """The same of what is decided for a transaction: its own audit says it too."""
    do(work, case, action, why)
    work.note(action, key, f"case {case.number}: {why}")


def case_at_hand(work: Work, number: int, actor: Actor) -> Case | Refused:
    """A case that somebody of the desk may work at."""
    if not is_of_the_desk(actor):
        return Refused(Reason.NOT_ALLOWED)
    case = work.store.one(Case, number)
    if case is None:
        return Refused(Reason.UNKNOWN)
    return Refused(Reason.CLOSED) if case.state is CaseState.CLOSED else case


def _fits(sale: Transaction, claim: Claim) -> bool:
    masked = sale.card_masked
    digits = (masked[:6], masked[-4:])
    is_terminal = claim.terminal_id in ("", sale.key.terminal_id)
    is_near = abs(_minute(sale.at) - _minute(claim.at)) <= timedelta(seconds=WITHIN_S)
    is_amount = sale.amount_minor == claim.amount_minor
    return digits == (claim.first_six, claim.last_four) and is_terminal and is_near and is_amount


def _at_that_time(sales: list[Transaction], claim: Claim) -> list[Transaction]:
    """Of several that fit, those of the very minute that was said, or second where one was."""
    if claim.at.second:
        return [sale for sale in sales if sale.at.replace(microsecond=0) == claim.at]
    return [sale for sale in sales if _minute(sale.at) == claim.at]


def _minute(at: datetime) -> datetime:
    """As a slip's reader says it: without its seconds."""
    return at.replace(second=0, microsecond=0)


def _locked_until(store: Store, merchant_id: str, now: datetime) -> datetime | None:
    """Until when nothing is looked for, where somebody has just guessed too often."""
    locks = (case.locked_until for case in store.many(Case, merchant_id=merchant_id))
    return max((until for until in locks if until and now < until), default=None)


def _wrong_lately(store: Store, merchant_id: str, now: datetime) -> int:
    """The wrong claims of all cases of this merchant since a lock would have ended."""
    since = now - timedelta(seconds=LOCKED_S)
    return sum(
        done.action == Action.CASE_NOT_MATCHED and done.at > since
        for case in store.many(Case, merchant_id=merchant_id)
        for done in store.many(CaseAction, case_number=case.number)
    )


def _not_matched(work: Work, case: Case) -> Refused:
    """Count it, and say nothing of what did not fit."""
    wrong = _wrong_lately(work.store, case.merchant_id, work.now) + 1
    if wrong < WRONG_TRIES:
        do(work, case, Action.CASE_NOT_MATCHED, f"try {wrong}")
        return Refused(Reason.NO_MATCH, left=WRONG_TRIES - wrong)
    until = work.now + timedelta(seconds=LOCKED_S)
    locked = replace(case, locked_until=until)
    do(work, locked, Action.CASE_NOT_MATCHED, f"try {wrong}: locked")
    return Refused(Reason.LOCKED, until)
