"""Logging in, binding a phone, and getting in again with a forgotten password or another phone.

Nothing here tells whether a login exists: who has none meets the same words, waits and delays.
Guesses from phones that are bound are counted apart, so that no stranger can lock them out.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeGuard

from acquirer.audit import Actor
from acquirer.books import Store, Work
from acquirer.desk_records import PASSWORD, Account, Device, Role
from acquirer.host import Bank
from acquirer.office.codes import ShortCode, has_code, short_code, with_code, without_code
from acquirer.office.passwords import Hashing, Strangers, locked_until, weakness
from acquirer.office.refused import Reason, Refused
from acquirer.office.room import Room, is_of_the_desk, written
from acquirer.records import Action

LOGIN_CHARACTERS = 64
"""Longer logins are cut: nobody has one."""

_WORDS = {
    Role.MERCHANT: "merchant",
    Role.AGENT: "agent",
    Role.BANK_AGENT: "bank agent",
    Role.SUPERVISOR: "supervisor",
}


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """Who somebody is, once that is known."""

    login: str
    name: str
    role: Role
    merchant_id: str

    def actor(self, origin: str) -> Actor:
        """Him as the audit names him; `origin` is where he sits."""
        return Actor(f"{_WORDS[self.role]} {self.login}", self.role.value, origin)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An account whose owner, or somebody who says so, forgot the password."""

    login: str
    name: str
    merchant_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LogInState:
    """What holds a log-in up on one device; the same for a login nobody has."""

    locked_until: datetime | None
    is_bound: bool


class AccountCounter(Room):
    """Who people are."""

    def __init__(self, bank: Bank) -> None:
        super().__init__(bank)
        self._hashing = Hashing(bank.settings.password)
        self._strangers = Strangers()
        self._begun: dict[str, str] = {}

    def log_in(
        self, login: str, password: str, device_id: str, now: datetime
    ) -> LoggedIn | Refused:
        """Let somebody in. A merchant's first device is bound to the account by this."""
        login = _plain(login)
        if (locked := self._locked(login, device_id, now)) is not None:
            return locked
        is_right = self._is_right(login, password)
        with self._changes(now, _somebody(login, device_id)) as work:
            account = self._account(work.store, login)
            device = work.store.one(Device, login, _digest(device_id))
            if (locked := self._locked_now(account, device, login, now)) is not None:
                return locked
            if account is None or not is_right:
                return self._failed(work, account, device, login)
            return self._admitted(work, account, device, _digest(device_id))

    def log_in_state(self, login: str, device_id: str, now: datetime) -> LogInState:
        """Until when this device waits, and whether it is bound; never whether there is a login."""
        login = _plain(login)
        with self._looking() as store:
            device = store.one(Device, login, _digest(device_id))
        locked = self._locked(login, device_id, now)
        return LogInState(locked.until if locked else None, _is_bound(device))

    def bind_device(
        self, login: str, password: str, code: str, device_id: str, now: datetime
    ) -> LoggedIn | Refused:
        """Bind the device that asked before, by the code that a bound one shows."""
        login = _plain(login)
        if (locked := self._locked(login, device_id, now)) is not None:
            return locked
        is_right = self._is_right(login, password)
        with self._changes(now, _somebody(login, device_id)) as work:
            account = self._account(work.store, login)
            digest = _digest(device_id)
            device = work.store.one(Device, login, digest)
            if account is None or not is_right:
                return self._failed(work, account, device, login)
            if account.pending_device != digest:
                return Refused(Reason.WRONG)
            refused = self._code_refused(work, account, device, f"device {digest}", code)
            if refused is not None:
                return refused
            work.put(without_code(replace(account, pending_device="", failures=0)))
            return self._bound(work, account, digest)

    def device_code(self, login: str, device_id: str, now: datetime) -> ShortCode | Refused:
        """What a bound device, on which somebody is logged in, shows for one that asked."""
        login = _plain(login)
        with self._changes(now, _somebody(login, device_id)) as work:
            account = self._account(work.store, login)
            device = work.store.one(Device, login, _digest(device_id))
            if account is None or not _is_bound(device):
                return Refused(Reason.OTHER_DEVICE)
            if not account.pending_device:
                return Refused(Reason.UNKNOWN)
            work.note(Action.DEVICE_CODE_ISSUED, login, "for another device")
            return self._new_code(work, account, f"device {account.pending_device}")

    def account(self, login: str) -> LoggedIn | None:
        """Who a login belongs to; for who is logged in already."""
        with self._looking() as store:
            account = self._account(store, _plain(login))
        return _logged_in(account) if account else None

    def has_pending_device(self, login: str) -> bool:
        """Whether a device that is not bound has given the right password."""
        with self._looking() as store:
            account = self._account(store, _plain(login))
        return account is not None and bool(account.pending_device)

    def forgotten(self, login: str, now: datetime) -> None:
        """Tell the desk that somebody says he forgot his password; it issues a code by telephone.

        The answer is the same for a login nobody has, and for the desk's own.
        """
        login = _plain(login)
        with self._changes(now, _somebody(login, "")) as work:
            account = self._account(work.store, login)
            if account is not None and account.role is Role.MERCHANT and not account.wants:
                work.put(replace(account, wants=PASSWORD, wants_since=now))
            work.note(Action.PASSWORD_FORGOTTEN, login, "asked for help")

    def waiting_for_help(self) -> tuple[Waiting, ...]:
        """Whose password is forgotten and who has not called yet, who waits longest first."""
        with self._looking() as store:
            accounts = store.many(Account, wants=PASSWORD)
        found = [
            Waiting(each.login, each.name, each.merchant_id, each.wants_since)
            for each in accounts
            if each.wants_since is not None
        ]
        return tuple(sorted(found, key=lambda each: each.since))

    def password_code(
        self, login: str, actor: Actor, why: str, now: datetime
    ) -> ShortCode | Refused:
        """A code the desk tells a merchant who has proved who he is, to set a password with."""
        login = _plain(login)
        why = written(why)
        if (refused := _for_the_desk(actor, why)) is not None:
            return refused
        with self._changes(now, actor) as work:
            account = self._merchant(work.store, login)
            if isinstance(account, Refused):
                return account
            work.note(Action.PASSWORD_CODE_ISSUED, login, why)
            return self._new_code(work, _helped(account), PASSWORD)

    def set_password(
        self, login: str, proof: str, new: str, device_id: str, now: datetime
    ) -> Refused | None:
        """Set a password; `proof` is the old one, or the code the desk told.

        The code has tries of its own: who is locked out for a forgotten password needs it most.
        Strangers read of a wrong one what they would if there were none.
        """
        login = _plain(login)
        locked = self._locked(login, device_id, now)
        listed = self._settings.roster.account(login)
        weak = weakness(new, login, listed.password if listed else "")
        if weak is not None:
            return locked or Refused(weak)
        is_right, fresh = self._is_right(login, proof), self._hashing.hash(new)
        with self._changes(now, _somebody(login, device_id)) as work:
            account = self._account(work.store, login)
            device = work.store.one(Device, login, _digest(device_id))
            is_bound = _is_bound(device)
            is_told = account is not None and has_code(account, PASSWORD, is_bound=is_bound)
            if locked is not None and not is_told:
                return locked
            if account is None:
                return self._failed(work, None, device, login)
            if locked is not None or not is_right:
                refused = self._code_refused(work, account, device, PASSWORD, proof)
                if refused is not None:
                    return refused
            changed = replace(account, password_hash=fresh, failures=0, locked_until=None)
            work.put(_helped(without_code(changed)))
            if _is_bound(device):
                work.put(replace(device, failures=0, locked_until=None))
            work.note(Action.PASSWORD_SET, login, "by the old one" if is_right else "by a code")
            return None

    def forget_devices(self, login: str, actor: Actor, why: str, now: datetime) -> Refused | None:
        """All phones of a merchant are gone; the next one that logs in is bound anew."""
        login = _plain(login)
        why = written(why)
        if (refused := _for_the_desk(actor, why)) is not None:
            return refused
        with self._changes(now, actor) as work:
            account = self._merchant(work.store, login)
            if isinstance(account, Refused):
                return account
            devices = work.store.many(Device, login=login)
            if not devices:
                return Refused(Reason.NO_PHONE)
            for device in devices:
                work.put(replace(device, is_bound=0))
            work.note(Action.DEVICES_FORGOTTEN, login, why)
            return None

    def _merchant(self, store: Store, login: str) -> Account | Refused:
        """The account the desk may help; one of its own people could else become two of them."""
        account = self._account(store, login)
        if account is None:
            return Refused(Reason.NO_SUCH_ACCOUNT)
        return account if account.role is Role.MERCHANT else Refused(Reason.NOT_ALLOWED)

    def _account(self, store: Store, login: str) -> Account | None:
        """The account as it is kept, or as the list begins it."""
        kept = store.one(Account, login)
        listed = self._settings.roster.account(login)
        if listed is None or (kept is not None and kept.password_hash):
            return kept
        begun = self._begun.get(login, "")
        if kept is not None:
            return replace(kept, password_hash=begun)
        return Account(login, listed.name, listed.role, listed.merchant_id, begun)

    def _is_right(self, login: str, password: str) -> bool:
        """Whether it is the account's password; takes the same time for a login nobody has."""
        with self._looking() as store:
            account = self._account(store, login)
        listed = self._settings.roster.account(login)
        if account is not None and not account.password_hash and listed is not None:
            self._begun[login] = begun = self._hashing.hash(listed.password)
            account = replace(account, password_hash=begun)
        return self._hashing.is_right(account.password_hash if account else "", password)

    def _locked(self, login: str, device_id: str, now: datetime) -> Refused | None:
        with self._looking() as store:
            account = self._account(store, login)
            device = store.one(Device, login, _digest(device_id))
        return self._locked_now(account, device, login, now)

    def _locked_now(
        self, account: Account | None, device: Device | None, login: str, now: datetime
    ) -> Refused | None:
        """Guesses from a bound device have their own count, all others share the account's."""
        if account is None:
            until = self._strangers.until(login)
        else:
            until = device.locked_until if _is_bound(device) else account.locked_until
        return Refused(Reason.LOCKED, until) if until and now < until else None

    def _failed(
        self, work: Work, account: Account | None, device: Device | None, login: str
    ) -> Refused:
        """Count a wrong password, and say nothing of what was wrong."""
        if account is None:
            self._strangers.failed(login, work.now)
        elif _is_bound(device):
            failures = device.failures + 1
            until = locked_until(failures, work.now)
            work.put(replace(device, failures=failures, locked_until=until))
        else:
            failures = account.failures + 1
            until = locked_until(failures, work.now)
            work.put(replace(account, failures=failures, locked_until=until))
        work.note(Action.LOG_IN_REFUSED, login, "wrong login, password or code")
        return Refused(Reason.WRONG)

    def _admitted(
        self, work: Work, account: Account, device: Device | None, digest: str
    ) -> LoggedIn | Refused:
        if account.role is Role.MERCHANT and not _is_bound(device):
            if any(map(_is_bound, work.store.many(Device, login=account.login))):
                work.put(replace(account, pending_device=digest))
                work.note(Action.LOG_IN_REFUSED, account.login, "another device, not bound yet")
                return Refused(Reason.OTHER_DEVICE)
            work.put(_helped(replace(account, failures=0, locked_until=None)))
            return self._bound(work, account, digest)
        if not _is_bound(device):
            # The desk's own browsers are known from now on: who guesses elsewhere locks none out.
            work.put(replace(account, failures=0, locked_until=None))
            device = Device(account.login, digest, work.now, work.now)
        elif account.wants:
            work.put(_helped(account))
        work.put(replace(device, last_seen_at=work.now, failures=0, locked_until=None))
        work.note(Action.LOGGED_IN, account.login, "with the password")
        return _logged_in(account)

    def _bound(self, work: Work, account: Account, digest: str) -> LoggedIn:
        work.put(Device(account.login, digest, work.now, work.now))
        work.note(Action.DEVICE_BOUND, account.login, f"device {digest[:16]}")
        return _logged_in(account)

    def _new_code(self, work: Work, account: Account, purpose: str) -> ShortCode:
        code = short_code(self._bank.shared.entropy(8), work.now)
        kept = self._bank.keys.code_digest(f"{account.login} {purpose}", code.code)
        work.put(with_code(account, purpose, kept, code.expires_at))
        return code

    def _code_refused(
        self, work: Work, account: Account, device: Device | None, purpose: str, code: str
    ) -> Refused | None:
        """Why a code is not taken; None where it is. Each wrong one is counted."""
        expires_at = account.code_expires_at
        if not has_code(account, purpose, is_bound=_is_bound(device)) or expires_at is None:
            return self._failed(work, account, device, account.login)
        given = self._bank.keys.code_digest(f"{account.login} {purpose}", code)
        if not hmac.compare_digest(account.code_hash, given):
            account = replace(account, code_tries=account.code_tries - 1)
            work.put(account)
            work.note(Action.CODE_REFUSED, account.login, f"{account.code_tries} tries left")
            if purpose != PASSWORD:
                return Refused(Reason.WRONG)
            locked = self._locked_now(account, device, account.login, work.now)
            if locked is None:  # it may have been a guess at the password
                return self._failed(work, account, device, account.login)
            return Refused(Reason.WRONG) if _is_bound(device) else locked
        return Refused(Reason.EXPIRED, expires_at) if work.now > expires_at else None


def _plain(login: str) -> str:
    return written(login).lower()[:LOGIN_CHARACTERS].strip()


def _digest(device_id: str) -> str:
    return hashlib.sha256(device_id.encode("utf-8", "surrogatepass")).hexdigest()


def _is_bound(device: Device | None) -> TypeGuard[Device]:
    return device is not None and device.is_bound == 1


def _somebody(login: str, device_id: str) -> Actor:
    """Who is not known yet."""
    return Actor(f"login {login}", "NOBODY", f"device {_digest(device_id)[:16]}")


def _logged_in(account: Account) -> LoggedIn:
    return LoggedIn(account.login, account.name, account.role, account.merchant_id)


def _helped(account: Account) -> Account:
    """It wants nothing of the desk any more."""
    return replace(account, wants="", wants_since=None)


def _for_the_desk(actor: Actor, why: str) -> Refused | None:
    if not is_of_the_desk(actor):
        return Refused(Reason.NOT_ALLOWED)
    return None if why else Refused(Reason.NO_REASON)
