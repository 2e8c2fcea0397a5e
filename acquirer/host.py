"""The bank: one message in, its answer out; everything a message changes is one commit."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from threading import Lock

from acquirer import (
    automatic,
    dialect,
    elsewhere,
    ledger,
    noted_head,
    parameters,
    payout,
    retention,
    settlement,
    signatures,
    slip_links,
    voids,
)
from acquirer.audit import Actor, Chain
from acquirer.books import NotNowError, Store, StoreError, Work
from acquirer.delivery import deliveries
from acquirer.dialect import Kind, Request
from acquirer.keys import BankKeys, Entropy
from acquirer.merchants import EnrolledTerminal
from acquirer.mishaps import Delivery, Faults, Mishap, Trouble
from acquirer.records import Action, TerminalState
from acquirer.session import Reply, Session, Shared, WorkingKeys
from acquirer.settings import Settings
from acquirer.sign_on import sign_on
from wire import mac
from wire.cup_fields import WorkingKeys62
from wire.errors import MalformedError
from wire.framing import Frame

__all__ = ["Bank", "Delivery", "Faults"]

UNKNOWN_TERMINAL, UNKNOWN_MERCHANT, SIGN_ON_FIRST, BAD_MAC = "97", "03", "77", "A0"
INVALID, FORMAT_ERROR, NOT_OFFERED, NOT_NOW = "12", "30", "40", "96"

CLOCK = Actor("bank", "CLOCK", "due payouts")
START = Actor("bank", "START", "the note of the audit's end")
RETENTION = Actor("bank", "CLOCK", "retention")

_log = logging.getLogger(__name__)
_DECIDE: dict[Kind, Callable[[Session], Reply | None]] = {
    Kind.SALE: ledger.sell,
    Kind.VOID: voids.void,
    Kind.REVERSAL: ledger.reverse,
    Kind.UPLOAD: signatures.archive,
    Kind.SETTLE: settlement.settle,
    Kind.STATUS: elsewhere.tell_status,
    Kind.ASK_LINK: elsewhere.give_link,
    Kind.POLL_LINK: elsewhere.show_drawing,
    Kind.FETCH: elsewhere.fetch,
    Kind.USE_CODE: elsewhere.use_code,
    Kind.COMPLETE: automatic.complete,
    Kind.ENROL: automatic.enrol,
    Kind.SEND_SLIP: slip_links.give,
    Kind.PARAMETERS: parameters.give,
    Kind.PARAMETERS_TAKEN: parameters.taken,
}


class Bank:
    """The acquirer behind the terminals. Safe to call from several threads; they take turns.

    `entropy` gives random bytes for working keys. `faults` is what the desk orders at run time.
    Errors of every method: StoreError where the books cannot be written; of the constructor, where
    they were written under another key.
    """

    def __init__(self, store: Store, settings: Settings, entropy: Entropy) -> None:
        self.store = store
        self.settings = settings
        self.keys = BankKeys(settings.root_key)
        self.faults = Faults()
        self.shared = Shared(entropy, pushes=parameters.waiting(store))
        self._chain = Chain(self.keys.audit)
        if noted_head.is_of_another_key(store.noted(), store.head(), self._chain.seal):
            raise StoreError(
                "this is not the key of these books: put their own back, or name its file. If it is"
                " theirs, their -head note was changed: `countersign host verify` tells"
            )
        self._is_unnoted = store.noted() == b"" and store.head().audit_seq > 0
        if self._is_unnoted:
            _log.warning(
                "the -head note of the bank's database is gone: nobody can tell whether an older"
                " file was put back. The audit says so from here on; compare with the terminals"
            )
        self._opened: dict[str, tuple[bytes, WorkingKeys]] = {}
        self._turn = Lock()
        self._erased_next: datetime | None = None
        self._waits = False

    def answer(self, frame: Frame, now: datetime) -> tuple[Delivery, ...]:
        """What goes back on the connection `frame` came on; () is silence."""
        with self._turn:
            ordered = self.faults.take(frame.message[:2].hex())
            if ordered.mishap is Mishap.REQUEST_LOST:
                return ()
            with suppress(NotNowError):
                self._catch_up(now)
            reply = self._reply(frame, now, ordered)
        if reply is None:
            return ()
        announced = self.shared.announced(str(reply.message.get(41)))
        return deliveries(frame, reply, ordered if ordered.mishap else reply.trouble, announced)

    def tick(self, now: datetime) -> None:
        """Let time do its work: payouts that are due go out, pictures past retention are erased."""
        with self._turn, suppress(NotNowError):
            self._catch_up(now)
            self._erase_due(now)

    @contextmanager
    def changes(self, now: datetime, actor: Actor) -> Iterator[Work]:
        """What a person changes: one turn, and one commit unless the caller raises."""
        with self._turn:
            self._catch_up(now)
            work = Work(self.store, self._chain, now, actor)
            yield work
            self._commit(work)

    @contextmanager
    def looking(self) -> Iterator[Store]:
        """The books, held still for a look."""
        with self._turn:
            yield self.store

    def verify_audit(self) -> int:
        """Check the whole audit; return the number of rows. Errors: AuditBrokenError."""
        with self._turn:
            return self._chain.verify(self.store.audit(), self.store.head())

    def _catch_up(self, now: datetime) -> None:
        """Before anything else: what the start still owes the audit, and payouts that are due."""
        if self._is_unnoted:
            work = Work(self.store, self._chain, now, START)
            work.note(Action.TAKEN_UP_UNNOTED, "bank", "newer rows may be lost: -head was gone")
            self._commit(work)
            self._is_unnoted = False
        while payout.is_any_due(self.store, now):
            work = Work(self.store, self._chain, now, CLOCK)
            payout.pay_due(work, self.settings.payout)
            self._commit(work)

    def _erase_due(self, now: datetime) -> None:
        if self._erased_next is not None and now < self._erased_next:
            return
        while retention.is_any_due(self.store, now, self.settings.signature):
            work = Work(self.store, self._chain, now, RETENTION)
            retention.erase_due(work, self.settings.signature)
            self._commit(work)
        self._erased_next = now + timedelta(seconds=retention.LOOKED_EVERY_S)

    def _reply(self, frame: Frame, now: datetime, ordered: Trouble) -> Reply | None:
        if not dialect.is_request(frame.message):
            _log.warning("ignored an answer that came to the bank")
            return None
        try:
            request = dialect.read(frame.message)
        except MalformedError as error:
            _log.warning("a message that cannot be read: %s", error)
            refusal = dialect.format_error(frame.message, now)
            return Reply.plain(refusal) if refusal else None
        actor = Actor(f"terminal {request.key.terminal_id}", "TERMINAL", request.mti)
        work = Work(self.store, self._chain, now, actor)
        news, pushes = set(self.shared.news), set(self.shared.pushes)
        try:
            reply = self._decide(request, work, ordered.code)
        except MalformedError as error:
            _log.warning("%s of terminal %s: %s", request.mti, request.key.terminal_id, error)
            return Reply.plain(dialect.answer(request.message, FORMAT_ERROR, now))
        try:
            self._commit(work)
        except NotNowError:
            self.shared.news |= news  # of what it would have heard it was told nothing
            self.shared.pushes |= pushes
            return Reply.plain(dialect.answer(request.message, NOT_NOW, now))
        return reply

    def _commit(self, work: Work) -> None:
        """Write it; what keeps the bank waiting is told when it begins and when it is over."""
        before = self.store.head()
        try:
            work.commit()
        except NotNowError as error:
            if not self._waits:
                kept = f"until then terminals are told {NOT_NOW}, and nothing of theirs is kept"
                _log.error("%s; %s", error, kept)
            self._waits = True
            raise
        if self._waits and self.store.head() != before:
            _log.warning("the bank's books are written again")
            self._waits = False

    def _decide(self, request: Request, work: Work, ordered: str) -> Reply | None:
        def no(code: str) -> Reply:
            return Reply.plain(dialect.answer(request.message, code, work.now))

        terminal = self.settings.merchants.terminal(request.key.terminal_id)
        if terminal is None:
            return no(UNKNOWN_TERMINAL)
        if terminal.merchant_id != request.key.merchant_id:
            return no(UNKNOWN_MERCHANT)
        self.shared.heard[terminal.terminal_id] = work.now
        match request.kind:
            case Kind.UNKNOWN:
                return no(INVALID)
            case Kind.UPLOAD_PART:
                return no(NOT_OFFERED)
            case Kind.ECHO:
                return no(ordered or "00")
            case Kind.SIGN_ON if ordered:
                return no(ordered)
            case Kind.SIGN_ON:
                return sign_on(
                    work, request, terminal, self.settings.acquirer_code, self.shared.entropy
                )
        state = self.store.terminal(terminal.terminal_id)
        working = self._working_keys(terminal, state) if state else None
        if state is None or working is None:
            return no(SIGN_ON_FIRST)
        if self._wants_mac(request.kind) and not dialect.mac_fits(request, working.mac):
            _log.warning("%s of terminal %s: wrong MAC", request.mti, terminal.terminal_id)
            return no(BAD_MAC)
        session = Session(
            settings=self.settings,
            keys=self.keys,
            work=work,
            request=request,
            state=state,
            working=working,
            shared=self.shared,
            ordered=ordered,
        )
        return _DECIDE[request.kind](session)

    def _wants_mac(self, kind: Kind) -> bool:
        """cup-terminal.md 1.7: every financial message; uploads where the host checks them.

        Of management messages settlement carries none, our own ones always do.
        """
        if kind is Kind.SETTLE:
            return False
        return kind is not Kind.UPLOAD or self.settings.signature.mac_checked

    def _working_keys(self, terminal: EnrolledTerminal, state: TerminalState) -> WorkingKeys | None:
        """The terminal's keys, opened once for each sign-on.

        None where its master key has been changed since.
        """
        opened = self._opened.get(terminal.terminal_id)
        if opened is None or opened[0] != state.wrapped_keys:
            try:
                clear = WorkingKeys62.decode(state.wrapped_keys).open(terminal.tmk)
            except MalformedError:
                return None
            keys = WorkingKeys(clear.pin_key, mac.cup_ecb(clear.mac_key))
            opened = self._opened[terminal.terminal_id] = (state.wrapped_keys, keys)
        return opened[1]
