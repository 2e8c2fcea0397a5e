"""A kind of record as a flat row of a table, and back: the same for every database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from acquirer.records import (
    AuditRow,
    CardState,
    Payout,
    SignatureAttempt,
    TerminalState,
    Transaction,
    TransactionKey,
)

KEY_FIELDS = tuple(get_type_hints(TransactionKey))
"""The columns a `key: TransactionKey` becomes; always the first of their table."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `kind` is str, int or bytes; a moment is ISO 8601 text, so that text sorts it."""

    name: str
    kind: type
    nullable: bool
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


class Shelf(Generic[R]):
    """Where records of one dataclass stand: their columns, and which of them are the key."""

    def __init__(self, name: str, kind: type[R], *key: str) -> None:
        hints = get_type_hints(kind)
        self.name = name
        self._kind: Callable[..., R] = kind
        self._keyed = hints.pop("key", None) is TransactionKey
        if self._keyed:
            hints = {**get_type_hints(TransactionKey), **hints}
        self.columns = tuple(_column(name, hint) for name, hint in hints.items())
        self.key = tuple(k for part in key for k in (KEY_FIELDS if part == "key" else (part,)))

    def row(self, record: R) -> dict[str, Any]:
        """The record as plain values by column name."""
        row = key_row(record.key) if self._keyed else {}  # type: ignore[attr-defined]
        for column in self.columns[len(row) :]:
            row[column.name] = column.write(getattr(record, column.name))
        return row

    def record(self, row: Iterable[Any]) -> R:
        """The record of a row, its values in the order of the columns."""
        values = [c.read(value) for c, value in zip(self.columns, row, strict=True)]
        if self._keyed:
            values[: len(KEY_FIELDS)] = [TransactionKey(*values[: len(KEY_FIELDS)])]
        return self._kind(*values)


def key_row(key: TransactionKey) -> dict[str, Any]:
    """A key as plain values by column name."""
    return {name: getattr(key, name) for name in KEY_FIELDS}


def moment_text(moment: datetime) -> str:
    """A moment as it stands in a row."""
    return moment.isoformat(timespec="microseconds")


def _column(name: str, hint: Any) -> Column:
    plain = [argument for argument in get_args(hint) if argument is not type(None)]
    if not plain:
        kind, write, read = _ways(hint)
        return Column(name, kind, False, write, read)
    kind, write, read = _ways(plain[0])
    return Column(name, kind, True, _if_there(write), _if_there(read))


def _ways(hint: type) -> tuple[type, Callable[[Any], Any], Callable[[Any], Any]]:
    """What a field of this type becomes, and its ways in and out."""
    if hint is datetime:
        return str, moment_text, datetime.fromisoformat
    if issubclass(hint, StrEnum):
        return str, str.__str__, hint
    assert hint in (str, int, bytes), hint
    return hint, hint, hint


def _if_there(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)


TERMINALS = Shelf("terminal", TerminalState, "terminal_id")
CARDS = Shelf("card", CardState, "card_digest")
TRANSACTIONS = Shelf("bank_transaction", Transaction, "key")
PAYOUTS = Shelf("payout", Payout, "key")
ATTEMPTS = Shelf("signature_attempt", SignatureAttempt, "key", "number")
AUDIT = Shelf("audit", AuditRow, "seq")
