"""Short codes of an account: eight digits, for one purpose, once, and how often they are tried."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from acquirer.desk_records import PASSWORD, Account

CODE_DIGITS = 8
"""26 bits: more than the 20 that reliability.md asks for."""
CODE_LASTS_S = 600
CODE_TRIES = 5
"""Of the code for a phone, whose password was right; and of a password code, for bound phones."""
STRANGERS_TRIES = 300
"""Of all others together at a password code: whoever knows the login may make them.

305 of 10^8 codes are 3 in a million, and only the desk makes another code. Who would use them up,
so that nobody can use the code, has ten minutes: one address makes 220 tries in them
(portal.settings: 20 at once and 20 a minute), and a bound phone can use the code still.
"""


@dataclass(frozen=True, slots=True)
class ShortCode:
    """A code to show or to tell: eight digits, for one purpose, once."""

    code: str = field(repr=False)
    expires_at: datetime


def short_code(chance: bytes, now: datetime) -> ShortCode:
    """A fresh one, made of eight bytes of chance."""
    number = int.from_bytes(chance, "big") % 10**CODE_DIGITS
    return ShortCode(f"{number:0{CODE_DIGITS}d}", now + timedelta(seconds=CODE_LASTS_S))


def with_code(account: Account, purpose: str, code_hash: str, expires_at: datetime) -> Account:
    """The account once a code was told for this purpose; the one before is of no use any more."""
    tries = CODE_TRIES + (STRANGERS_TRIES if purpose == PASSWORD else 0)
    return replace(
        account,
        code_hash=code_hash,
        code_for=purpose,
        code_expires_at=expires_at,
        code_tries=tries,
    )


def without_code(account: Account) -> Account:
    """The account once its code was used."""
    return replace(account, code_hash="", code_for="", code_expires_at=None, code_tries=0)


def has_code(account: Account, purpose: str, *, is_bound: bool) -> bool:
    """Whether a code for this was told that a phone, bound to the account or not, may still try.

    The last tries of a password code are for bound phones: no stranger can use them up.
    """
    kept = CODE_TRIES if purpose == PASSWORD and not is_bound else 0
    return account.code_for == purpose and account.code_tries > kept
