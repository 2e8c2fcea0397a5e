"""What a test sees of the desk: the journal, the paper and the bank's books, by plain names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from acquirer.host import Bank
from acquirer.records import Kind, Payment, PayoutState
from terminal.brought import Brought
from terminal.entry import Entry
from terminal.journal import Book

MAX_SALES = 100_000
"""A script that sells more is a load test: use the bank's own report."""


NO_WORDS = "no words are everywhere and nowhere: write those that are to be looked for"
"""What is told to who looks for an empty text."""


class RigError(AssertionError):
    """A step of a script or test did not hold; the sentence says what was there instead."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of the terminal's journal."""

    entry: Entry

    @property
    def payment(self) -> str:
        return str(self.entry.told_payment)

    @property
    def slip(self) -> str:
        return str(self.entry.slip)

    @property
    def signature(self) -> str:
        return str(self.entry.signature)

    @property
    def amount(self) -> str:
        return f"{self.entry.amount_minor / 100:.2f}"

    @property
    def code(self) -> str:
        """The bank's response code; '' while it has not answered."""
        return self.entry.answer.code if self.entry.answer else ""

    @property
    def attempts(self) -> int:
        """How many attempts for a signature were made, the forgotten ones included."""
        return len(self.entry.attempts)

    @property
    def route(self) -> str:
        """The route of the newest attempt."""
        return str(self.entry.attempts[-1].route) if self.entry.attempts else ""

    @property
    def forgotten(self) -> str:
        """How the newest attempt ended."""
        return str(self.entry.attempts[-1].outcome) if self.entry.attempts else ""

    @property
    def why(self) -> str:
        """Why the newest attempt failed, where an automatic one did; '' otherwise."""
        return self.entry.attempts[-1].why if self.entry.attempts else ""

    @property
    def redo_of(self) -> str:
        """Batch and trace of the failed sale in whose place it was charged; '' for none."""
        return str(self.entry.redo_of or "")

    @property
    def agreed_by(self) -> str:
        """Who let it be charged a second time; '' for nobody."""
        return self.entry.agreed_by


ENTRY_FIELDS = tuple(name for name, held in vars(EntryView).items() if isinstance(held, property))
"""What a script may ask of an entry."""


@dataclass(frozen=True, slots=True)
class BroughtView:
    """What this terminal did for a transaction of another one."""

    brought: Brought

    @property
    def terminal(self) -> str:
        """Whose it is."""
        return self.brought.sale.key.terminal_id

    @property
    def signature(self) -> str:
        return str(self.brought.signature)

    @property
    def amount(self) -> str:
        return f"{self.brought.sale.amount_minor / 100:.2f}"

    @property
    def attempts(self) -> int:
        return len(self.brought.attempts)

    @property
    def code(self) -> str:
        """What the bank said of the upload; '' while it was not asked."""
        return self.brought.upload_code


BROUGHT_FIELDS = tuple(n for n, held in vars(BroughtView).items() if isinstance(held, property))


class JournalView:
    """The terminal's journal, oldest entry first."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def __len__(self) -> int:
        return len(self._book)

    def __iter__(self) -> Iterator[EntryView]:
        return (EntryView(entry) for entry in self._book)

    @property
    def last(self) -> EntryView:
        """The newest entry. Errors: RigError while there is none."""
        if self._book.last is None:
            raise RigError("the journal has no entry yet")
        return EntryView(self._book.last)

    def number(self, place: int) -> EntryView:
        """The entry at `place`, 1 for the oldest. Errors: RigError where there is none."""
        entries = list(self._book)
        if not 1 <= place <= len(entries):
            entries_are = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
            raise RigError(f"the journal has {entries_are}, no number {place}")
        return EntryView(entries[place - 1])

    def entry(self, which: str) -> EntryView:
        """The entry a script means: `last`, or its place. Errors: RigError."""
        if which == "last":
            return self.last
        if not (which.isascii() and which.isdecimal()):
            raise RigError(f"{which!r} is no entry: write last, or its number from 1")
        return self.number(int(which))

    @property
    def brought(self) -> list[BroughtView]:
        """What was done for other terminals' transactions, oldest first."""
        return [BroughtView(brought) for brought in self._book.brought()]

    @property
    def unsigned(self) -> int:
        """Signatures still to be made good."""
        return self._book.unsigned_count


@dataclass(frozen=True, slots=True)
class PaperSlip:
    """One slip that was cut, as text."""

    text: str

    def has(self, words: str) -> bool:
        """Whether these words stand on it; line breaks and spaces do not count.

        Errors: RigError where there are none.
        """
        if not words.strip():
            raise RigError(NO_WORDS)
        return _squeezed(words) in _squeezed(self.text)


@dataclass(frozen=True, slots=True)
class BankView:
    """What the bank's books say: sales held for a signature, and the money in all."""

    held: int
    released: int
    charged_minor: int


def bank_view(bank: Bank) -> BankView:
    """The embedded bank's books as they stand."""
    held = released = charged_minor = 0
    for transaction in bank.store.transactions(MAX_SALES):
        if transaction.kind is Kind.SALE and transaction.payment is Payment.APPROVED:
            charged_minor += transaction.amount_minor
        payout = bank.store.payout(transaction.key)
        if payout is not None:
            held += payout.state is PayoutState.HELD
            released += payout.state in (PayoutState.RELEASED, PayoutState.PAID)
    return BankView(held, released, charged_minor)


def frame(words: str) -> str:
    """Text in a frame, for messages about a screen; a Chinese character is two cells wide."""
    lines = [printable(line) for line in words.removesuffix("\n").split("\n")]
    width = max(map(_cells, lines))
    bar = "+" + "-" * (width + 2) + "+"
    return "\n".join([bar, *(f"| {line}{' ' * (width - _cells(line))} |" for line in lines), bar])


def printable(line: str) -> str:
    """The line without anything that would move a cursor or change a colour: written as \\x1b."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def _cells(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def _squeezed(words: str) -> str:
    return "".join(words.casefold().split())
