"""How the audit covers the records: each commit's last row holds a digest of all it wrote.

The audit's chain is sealed (acquirer.audit), so a record that was changed, put back to an earlier
state, taken out or slipped in does not fit what the chain says of it (acquirer.verification).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from acquirer.shelves import Shelf

_PLAIN = {str, int, bytes, type(None)}

DIGEST_DIGITS = 32
"""128 bits of SHA-256 in hex: no second record of the same digest can be found."""


def covers(number: int, records: Iterable[tuple[Shelf[Any], Any]]) -> str:
    """The bank's counter, then "TABLE KEY DIGEST" of each record, one a line."""
    return "\n".join((str(number), *(_line(shelf, shelf.row(record)) for shelf, record in records)))


def lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Table, key and digest of each record in what `covers` wrote."""
    for line in text.splitlines()[1:]:
        table, _, rest = line.partition(" ")
        key, _, found = rest.rpartition(" ")
        yield table, key, found


def number(text: str) -> int:
    """The bank's counter in what `covers` wrote."""
    return int(text.partition("\n")[0])


def digest(row: Sequence[Any]) -> str:
    """What a row of plain values is known by; a member of an enum would be written as another."""
    assert {type(value) for value in row} <= _PLAIN, "a value that is not what comes back"
    # ascii() writes text, numbers, bytes and None unmistakably, the same on every Python.
    return hashlib.sha256(ascii(tuple(row)).encode()).hexdigest()[:DIGEST_DIGITS]


def _line(shelf: Shelf[Any], row: tuple[Any, ...]) -> str:
    return f"{shelf.name} {shelf.place(row)} {digest(row)}"
