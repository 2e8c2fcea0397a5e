"""A kind of record as a flat row of a table, and back: the same for every database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from acquirer.desk_records import (
    Account,
    Case,
    CaseAction,
    DeskRecord,
    Device,
    Enrolment,
    PaperProof,
    ParameterPush,
    ReadOutCode,
    Redo,
    Release,
    SignLink,
    SlipLink,
    Waiver,
    Window,
)
from acquirer.records import (
    AuditRow,
    Batch,
    CardState,
    Head,
    Kind,
    Payment,
    Payout,
    PayoutState,
    SignatureAttempt,
    Sum,
    TerminalState,
    Transaction,
    TransactionKey,
)

KEY_FIELDS = tuple(get_type_hints(TransactionKey))
"""The columns a `key: TransactionKey` becomes; always the first of their table."""

R = TypeVar("R")

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `kind` is str, int or bytes; a moment is ISO 8601 text, so that text sorts it.

    `write` and `read` convert a value; None where it stands in the row as it is.
    """

    name: str
    kind: type
    nullable: bool
    write: Convert | None
    read: Convert | None


class Shelf(Generic[R]):
    """Where records of one dataclass stand: their columns, and which of them are the key."""

    def __init__(self, name: str, kind: type[R], *key: str) -> None:
        hints = get_type_hints(kind)
        self.name = name
        self._kind: Callable[..., R] = kind
        self.is_keyed = hints.pop("key", None) is TransactionKey
        if self.is_keyed:
            hints = {**get_type_hints(TransactionKey), **hints}
        self.columns = tuple(_column(name, hint) for name, hint in hints.items())
        self.names = tuple(column.name for column in self.columns)
        self.key = tuple(k for part in key for k in (KEY_FIELDS if part == "key" else (part,)))
        self._key_places = [self.names.index(name) for name in self.key]
        places = (f"key.{name}" if self.is_keyed and name in KEY_FIELDS else name for name in hints)
        self._values: Callable[[R], tuple[Any, ...]] = attrgetter(*places)
        self._writes = [(at, c.write) for at, c in enumerate(self.columns) if c.write]
        self._reads = [(at, c.read) for at, c in enumerate(self.columns) if c.read]

    def column(self, name: str) -> Column:
        """The column of this name."""
        return self.columns[self.names.index(name)]

    def plain(self, where: Mapping[str, Any]) -> dict[str, Any]:
        """Values of fields as they stand in a row; a `key` becomes its columns."""
        key = where.get("key")
        flat = dict(zip(KEY_FIELDS, key_row(key), strict=True)) if key else {}
        for name, value in where.items():
            if name != "key":
                write = self.column(name).write
                flat[name] = write(value) if write else value
        return flat

    def place(self, row: Sequence[Any]) -> str:
        """What a person calls the record of a row: its key."""
        return "/".join(str(row[at]) for at in self._key_places)

    def row(self, record: R) -> tuple[Any, ...]:
        """The record as plain values in the order of the columns."""
        values = list(self._values(record))
        for at, write in self._writes:
            values[at] = write(values[at])
        return tuple(values)

    def record(self, row: Sequence[Any]) -> R:
        """The record of a row."""
        values = list(row)
        for at, read in self._reads:
            values[at] = read(values[at])
        if self.is_keyed:
            values[: len(KEY_FIELDS)] = [TransactionKey(*values[: len(KEY_FIELDS)])]
        return self._kind(*values)


def sum_of(row: Sequence[Any]) -> Sum:
    """The sum in a row of acquirer.tables.SUMS."""
    kind, payment, payout, count, amount_minor = row
    state = PayoutState(payout) if payout else None
    return Sum(Kind(kind), Payment(payment), state, int(count), int(amount_minor))


def key_row(key: TransactionKey) -> tuple[str, str, int, int]:
    """A key as plain values in the order of its columns."""
    return key.merchant_id, key.terminal_id, key.batch, key.trace


def plain_key(key: Sequence[str | int | TransactionKey]) -> tuple[str | int, ...]:
    """A key with each TransactionKey in it as its columns."""
    return tuple(
        value
        for part in key
        for value in (key_row(part) if isinstance(part, TransactionKey) else (part,))
    )


def moment_text(moment: datetime) -> str:
    """A moment as it stands in a row."""
    return moment.isoformat(timespec="microseconds")


def _column(name: str, hint: Any) -> Column:
    plain = [argument for argument in get_args(hint) if argument is not type(None)]
    if not plain:
        return Column(name, *_ways(hint))
    kind, _, write, read = _ways(plain[0])
    return Column(name, kind, True, write and _if_there(write), read and _if_there(read))


def _ways(hint: type) -> tuple[type, bool, Convert | None, Convert | None]:
    """What a field of this type becomes, never NULL, and its ways in and out."""
    if hint is datetime:
        return str, False, moment_text, datetime.fromisoformat
    if issubclass(hint, StrEnum):
        return str, False, str.__str__, hint
    assert hint in (str, int, bytes), hint
    return hint, False, None, None


def _if_there(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


TERMINALS = Shelf("terminal", TerminalState, "terminal_id")
CARDS = Shelf("card", CardState, "card_digest")
TRANSACTIONS = Shelf("bank_transaction", Transaction, "key")
PAYOUTS = Shelf("payout", Payout, "key")
ATTEMPTS = Shelf("signature_attempt", SignatureAttempt, "key", "number")
AUDIT = Shelf("audit", AuditRow, "seq")
HEAD = Shelf("bank", Head)
BATCHES = Shelf("settled_batch", Batch, "merchant_id", "terminal_id", "batch")

DESK: Mapping[type[DeskRecord], Shelf[Any]] = MappingProxyType(
    {
        Account: Shelf("account", Account, "login"),
        Device: Shelf("device", Device, "login", "device_digest"),
        SignLink: Shelf("sign_link", SignLink, "token_hash"),
        SlipLink: Shelf("slip_link", SlipLink, "token_hash"),
        Window: Shelf("signing_window", Window, "key"),
        ReadOutCode: Shelf("read_out_code", ReadOutCode, "key", "number"),
        Case: Shelf("desk_case", Case, "number"),
        CaseAction: Shelf("case_action", CaseAction, "case_number", "number"),
        PaperProof: Shelf("paper_proof", PaperProof, "key", "number"),
        Release: Shelf("release_request", Release, "number"),
        Waiver: Shelf("signature_waiver", Waiver, "key"),
        Enrolment: Shelf("enrolment", Enrolment, "merchant_id", "card_digest"),
        Redo: Shelf("redone_sale", Redo, "key", "number"),
        ParameterPush: Shelf("parameter_push", ParameterPush, "number"),
    }
)
"""The shelf of each kind of record that people make."""

RECORDED: tuple[Shelf[Any], ...] = (
    *(TERMINALS, CARDS, TRANSACTIONS, PAYOUTS, ATTEMPTS, BATCHES),
    *DESK.values(),
)
"""Every shelf but the audit's own: the audit covers what stands on them."""
