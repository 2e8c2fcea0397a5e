"""Passwords: hashed with argon2id, and how long the next guess has to wait."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from acquirer.office.refused import Reason
from acquirer.settings import PasswordSettings

MIN_CHARACTERS, MAX_CHARACTERS = 8, 128
"""ASVS 5.0, 6.2: at least eight; longer than the most is no password but an attack."""

DIFFERENT_CHARACTERS = 4
"""Of fewer, as 11111111 or abababab, there are so few that nobody needs a list to guess them."""

WAITS_S = (0, 0, 0, 5, 15, 60, 300)
SOFT_LOCK_S = 900
"""reliability.md: the delay grows, a lock is soft and ends after 15 minutes."""

MAX_STRANGERS = 1000
"""Logins nobody has whose guesses are counted; the one not tried for longest is forgotten."""


def wait_s(failures: int) -> int:
    """How long nobody may try after so many wrong passwords in a row."""
    return WAITS_S[failures] if failures < len(WAITS_S) else SOFT_LOCK_S


def locked_until(failures: int, now: datetime) -> datetime | None:
    """Until when; None where the next may come at once."""
    wait = wait_s(failures)
    return now + timedelta(seconds=wait) if wait else None


def weakness(password: str, login: str, test_password: str) -> Reason | None:
    """Why it may not become this login's password; None where it may."""
    lower = password.lower()
    is_long_enough = MIN_CHARACTERS <= len(password) <= MAX_CHARACTERS
    if not is_long_enough or login in lower or password == test_password:
        return Reason.WEAK_PASSWORD
    is_common = len(set(lower)) < DIFFERENT_CHARACTERS or lower in _common()
    return Reason.COMMON_PASSWORD if is_common else None


@cache
def _common() -> frozenset[str]:
    """What is tried first (ASVS 5.0, 6.2.4; NIST SP 800-63B, 5.1.1.2), in small letters."""
    lines = Path(__file__).with_name("common_passwords.txt").read_text("ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _of_nobody(settings: PasswordSettings) -> str:
    """A login that nobody has costs the same time; made once, not for each office that opens."""
    hasher = PasswordHasher(settings.passes, settings.memory_kib, settings.lanes)
    return hasher.hash("nobody's password")


class Hashing:
    """Makes and checks hashes. Takes a tenth of a second: never within the bank's turn."""

    def __init__(self, settings: PasswordSettings) -> None:
        self._hasher = PasswordHasher(settings.passes, settings.memory_kib, settings.lanes)
        self._nobodys = _of_nobody(settings)

    def hash(self, password: str) -> str:
        """The hash to keep."""
        return self._hasher.hash(password)

    def is_right(self, password_hash: str, password: str) -> bool:
        """Whether the password is the hash's; '' is the hash of nobody and takes as long."""
        if len(password) > MAX_CHARACTERS:
            return False
        try:
            self._hasher.verify(password_hash or self._nobodys, password)
        except (Argon2Error, InvalidHashError):
            return False
        return bool(password_hash)


class Strangers:
    """Guesses at logins nobody has, slowed as the others are: a lock tells nobody who exists."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tries: OrderedDict[str, tuple[int, datetime | None]] = OrderedDict()

    def until(self, login: str) -> datetime | None:
        """Until when this login is locked."""
        with self._lock:
            return self._tries.get(login, (0, None))[1]

    def failed(self, login: str, now: datetime) -> None:
        """One more wrong password."""
        with self._lock:
            failures = self._tries.pop(login, (0, None))[0] + 1
            self._tries[login] = (failures, locked_until(failures, now))
            while len(self._tries) > MAX_STRANGERS:
                self._tries.popitem(last=False)
