"""Carving: find events in the raw pages of a journal whose trees no longer hold together.

SQLite file format, 1.6 (b-tree pages) and 2.1 (record format). An event never leaves its page,
and its MAC tells a whole one from a ruin, so a page found anywhere is as good as any.
"""

from __future__ import annotations

from collections.abc import Iterator

from drivers.event_codec import EVENT_TYPES
from drivers.journal.notary import EventRow, checked_row
from drivers.journal.schema import PAGE_BYTES

LEAF = 0x0D
"""The first byte of a leaf page of a table."""
FILE_HEADER = 100
LOG_HEADER = 32
FRAME_HEADER = 24

Column = int | str | bytes | None


def carved(content: bytes, *, log: bool) -> Iterator[EventRow]:
    """Every event row that can be read from a database file or from its write-ahead log."""
    start, step = (LOG_HEADER + FRAME_HEADER, FRAME_HEADER) if log else (0, 0)
    for at in range(start, len(content) - PAGE_BYTES + 1, PAGE_BYTES + step):
        yield from _rows(content[at : at + PAGE_BYTES], FILE_HEADER if at == 0 else 0)


def _rows(page: bytes, header: int) -> Iterator[EventRow]:
    if page[header] != LEAF:
        return
    cells = int.from_bytes(page[header + 3 : header + 5], "big")
    for number in range(min(cells, PAGE_BYTES // 4)):
        pointer = header + 8 + 2 * number
        offset = int.from_bytes(page[pointer : pointer + 2], "big")
        try:
            row = checked_row(_columns(page, offset))
        except (ValueError, IndexError, TypeError):
            continue  # a ruin, or a row of another table
        if row.type in EVENT_TYPES:
            yield row


def _columns(page: bytes, offset: int) -> list[Column]:
    """The columns of the cell at `offset`. Errors: ValueError, IndexError."""
    size, at = _varint(page, offset)
    rowid, at = _varint(page, at)
    if at + size > PAGE_BYTES:
        raise ValueError("runs off its page")
    length, position = _varint(page, at)
    types_end = body = at + length
    columns: list[Column] = []
    while position < types_end:
        kind, position = _varint(page, position)
        column, body = _column(page, body, kind)
        columns.append(column)
    if columns and columns[0] is None:
        columns[0] = rowid  # an INTEGER PRIMARY KEY stands only as the row's number
    return columns


INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""File format 2.1: size of an integer by its serial type; 8 and 9 are the constants 0 and 1."""


def _column(page: bytes, at: int, kind: int) -> tuple[Column, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    size = INTEGER_BYTES.get(kind) or (kind - 12) // 2
    if kind in (7, 10, 11) or at + size > PAGE_BYTES:
        raise ValueError("no column of an event")
    held = page[at : at + size]
    if kind < 12:
        return int.from_bytes(held, "big", signed=True), at + size
    return (held if kind % 2 == 0 else held.decode(errors="replace")), at + size


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """File format 1.6: big-endian, seven bits a byte; nine bytes, whose last counts whole, are
    longer than any number here. Gives the number and where it ends."""
    value = 0
    for position in range(at, at + 8):
        value = value << 7 | page[position] & 0x7F
        if page[position] < 0x80:
            return value, position + 1
    raise ValueError("no number of an event")
