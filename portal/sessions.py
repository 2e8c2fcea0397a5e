"""Who is logged in: sessions live in the server, the browser has a number nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from acquirer.audit import Actor
from acquirer.front_office import LoggedIn
from acquirer.records import TransactionKey
from portal.settings import PortalSettings

TOKEN_BYTES = 32
"""256 bits; ASVS 5.0, 7.2 asks for 128."""
MAX_SESSIONS = 4096
"""All phones of a town; beyond it the one not used for longest is logged out."""


@dataclass(slots=True)
class Session:
    """One log-in. `handed` is the sale whose cardholder holds the phone at this moment: until it is
    signed, or the merchant logs in again, nothing but its pad is shown.

    `greeted` once the pop-up was shown; `uncovered` are the sales whose handwriting is shown.
    """

    who: LoggedIn
    actor: Actor
    began_at: datetime
    used_at: datetime
    greeted: bool = False
    handed: TransactionKey | None = None
    uncovered: set[TransactionKey] = field(default_factory=set)


class Sessions:
    """The sessions by the digest of their token. For one thread: that of the event loop."""

    def __init__(self, settings: PortalSettings) -> None:
        self._settings = settings
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def begin(self, who: LoggedIn, origin: str, now: datetime) -> str:
        """A session with a fresh token, which is told to the browser and kept nowhere."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._sessions[_digest(token)] = Session(who, who.actor(origin), now, now)
        while len(self._sessions) > MAX_SESSIONS:
            self._sessions.popitem(last=False)
        return token

    def of(self, token: str, now: datetime) -> Session | None:
        """The session of this token; None once it has ended, idle for too long or too old."""
        session = self._sessions.get(_digest(token))
        if session is None:
            return None
        idle_until = session.used_at + timedelta(seconds=self._settings.idle_s)
        ends_at = session.began_at + timedelta(seconds=self._settings.session_lasts_s)
        if now >= min(idle_until, ends_at):
            self.end(token)
            return None
        session.used_at = now
        self._sessions.move_to_end(_digest(token))
        return session

    def end(self, token: str) -> None:
        """Nobody is logged in by this token any more."""
        self._sessions.pop(_digest(token), None)

    def end_all_of(self, login: str) -> None:
        """Whoever is logged in with this login is so no longer."""
        for digest in [d for d, s in self._sessions.items() if s.who.login == login]:
            del self._sessions[digest]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
