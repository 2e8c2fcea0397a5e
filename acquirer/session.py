"""One message of a terminal that is signed on: what every decision about it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from acquirer import dialect
from acquirer.books import Store, Work
from acquirer.dialect import MACED_CODES, Request
from acquirer.drawings import Drawings
from acquirer.keys import BankKeys, Entropy
from acquirer.mishaps import NO_TROUBLE, Trouble
from acquirer.records import TerminalState, TransactionKey
from acquirer.settings import Settings
from wire import iso8583
from wire.framing import Processing
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


@dataclass(slots=True)
class Shared:
    """What terminals and people meet over, beside the books; none of it outlives the process.

    `news`: transactions whose terminal has not been told that they were signed elsewhere; `pushes`:
    terminals that have not taken their changed parameters; `heard`: when the last message of each
    came. `portal_url` is where sign links lead, without a slash at its end, '' while no page is
    served.
    """

    entropy: Entropy
    drawings: Drawings = field(default_factory=Drawings)
    news: set[TransactionKey] = field(default_factory=set)
    pushes: set[str] = field(default_factory=set)
    heard: dict[str, datetime] = field(default_factory=dict)
    portal_url: str = ""

    def link_url(self, token: str) -> str:
        """Where the holder of a sign link goes."""
        return f"{self.portal_url}/s/{token}"

    def slip_url(self, token: str) -> str:
        """Where the holder of a slip's link goes."""
        return f"{self.portal_url}/e/{token}"

    def announced(self, terminal_id: str) -> Processing:
        """Digit 6 of the header: what a terminal should ask for when it has time."""
        if terminal_id in self.pushes:
            return Processing.DOWNLOAD_MAGSTRIPE_PARAMETERS
        has_news = any(key.terminal_id == terminal_id for key in self.news)
        return Processing.UPLOAD_STATUS if has_news else Processing.NONE

    def told(self, asked: Iterable[TransactionKey]) -> None:
        """Their terminal has asked about these, or closed them itself; others stay news."""
        self.news.difference_update(asked)


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
    shared: Shared
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
