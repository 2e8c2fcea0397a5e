"""One message of a terminal that is signed on: what every decision about it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from acquirer import dialect
from acquirer.books import Store, Work
from acquirer.dialect import MACED_CODES, Request
from acquirer.keys import BankKeys
from acquirer.mishaps import NO_TROUBLE, Trouble
from acquirer.records import TerminalState
from acquirer.settings import Settings
from wire import iso8583
from wire.iso8583 import FieldValue, Message
from wire.mac import Maker


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one message, and what is to happen to it on its way.

    `mac` made its F64; None for an answer without one.
    """

    message: Message
    encoded: bytes = field(repr=False)
    mac: Maker | None = field(default=None, repr=False)
    trouble: Trouble = NO_TROUBLE

    @classmethod
    def plain(cls, message: Message) -> Reply:
        """An answer without F64."""
        return cls(message, iso8583.encode(message))


@dataclass(frozen=True, slots=True)
class WorkingKeys:
    """A terminal's keys of one sign-on, ready for use."""

    pin_key: bytes = field(repr=False)
    mac: Maker = field(repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """A request whose MAC was right, with the keys and rules that apply.

    `ordered` is a response code the desk wants, '' for none.
    """

    settings: Settings
    keys: BankKeys
    work: Work
    request: Request
    state: TerminalState
    working: WorkingKeys
    ordered: str = ""

    @property
    def now(self) -> datetime:
        """The bank's time."""
        return self.work.now

    @property
    def store(self) -> Store:
        """The books as they were before this message."""
        return self.work.store

    def answer(self, code: str, more: Mapping[int, FieldValue] | None = None) -> Message:
        """The answer to this request."""
        return dialect.answer(self.request.message, code, self.now, more)

    def reply(
        self, message: Message, trouble: Trouble = NO_TROUBLE, maced: frozenset[str] = MACED_CODES
    ) -> Reply:
        """The answer on its way, with F64 where its code is one of `maced`."""
        if message.get(39) not in maced:
            return Reply(message, iso8583.encode(message), None, trouble)
        mac = self.working.mac
        return Reply(message, dialect.sealed(message, mac), mac, trouble)

    def again(self, stored: bytes) -> Reply:
        """An answer given before, under the MAC key of today."""
        return self.reply(dialect.unsealed(stored))
