"""What every counter of the front office shares: the bank, its turn, and who may do what."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

from acquirer.audit import Actor
from acquirer.books import Store, Work
from acquirer.desk_records import Role
from acquirer.host import Bank
from wire.pan import without_numbers

DESK = frozenset({Role.AGENT, Role.BANK_AGENT, Role.SUPERVISOR})
"""Who works at the desk."""


WORDS_CHARACTERS = 2000
"""Of one reason or note: more is a letter and not for the audit."""


class Room:
    """One bank as people meet it. Safe to call from several threads."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._settings = bank.settings

    def _changes(self, now: datetime, actor: Actor) -> AbstractContextManager[Work]:
        """One turn and one commit."""
        return self._bank.changes(now, actor)

    def _looking(self) -> AbstractContextManager[Store]:
        """The books, held still."""
        return self._bank.looking()


def written(text: str) -> str:
    """What somebody wrote, as it may stand in the books: one line, clipped, nothing unprintable.

    A NUL or half a surrogate pair is no text to a database, and would end the bank's use of it. A
    card number that a caller gave whole is kept masked.
    """
    line = "".join(c if c.isprintable() else " " for c in text[:WORDS_CHARACTERS])
    return without_numbers(" ".join(line.split()))


def is_of_the_desk(actor: Actor) -> bool:
    """Whether somebody may act for any merchant."""
    return actor.role in DESK
