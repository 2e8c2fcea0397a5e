"""Sign links as the bank keeps them: opened, found again by their token, ended."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from acquirer.books import Work
from acquirer.desk_records import LinkState, SignLink
from acquirer.keys import Entropy
from acquirer.records import Action, Route, TransactionKey

TOKEN_BYTES = 16
"""128 bits: never guessed (reliability.md, Web pages)."""
LINK_LASTS_S = 600
"""Long enough to walk over with a phone; reliability.md allows ten minutes at most."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A fresh link: `token` is told once and kept by nobody but who gets it."""

    token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which transaction a link is for, by which route it will be signed, and in which case."""

    key: TransactionKey
    route: Route = Route.OTHER_DEVICE
    case_number: int = 0


def open_link(work: Work, entropy: Entropy, wanted: Wanted) -> Opened:
    """A link for a transaction that may be signed; those opened before are revoked."""
    for link in work.store.many(SignLink, key=wanted.key, state=LinkState.OPEN):
        if work.now <= link.expires_at:
            end_link(work, link, LinkState.REVOKED)
    token = fresh_token(entropy)
    opened = Opened(token, work.now + timedelta(seconds=LINK_LASTS_S))
    link = SignLink(
        key=wanted.key,
        token_hash=token_hash(token),
        route=wanted.route,
        opened_by=work.actor.who,
        opened_at=work.now,
        expires_at=opened.expires_at,
        state=LinkState.OPEN,
        case_number=wanted.case_number,
    )
    work.put(link)
    work.note(Action.LINK_OPENED, wanted.key, f"link {link.token_hash[:16]}, {wanted.route}")
    return opened


def fresh_token(entropy: Entropy) -> str:
    """What opens a link, as it stands in an address."""
    return urlsafe_b64encode(entropy(TOKEN_BYTES)).rstrip(b"=").decode("ascii")


def end_link(work: Work, link: SignLink, state: LinkState) -> None:
    """The link is of no use any more."""
    work.put(replace(link, state=state, ended_at=work.now))
    action = Action.LINK_USED if state is LinkState.USED else Action.LINK_REVOKED
    work.note(action, link.key, f"link {link.token_hash[:16]}")


def token_hash(token: str) -> str:
    """What is kept of a token; it has too many bits to be tried, so a plain digest will do."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
