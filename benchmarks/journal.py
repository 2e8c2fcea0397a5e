"""A journal commit with seal and chain, beside the same rows written by bare SQLite (WAL, FULL).

The yardstick replays, statement by statement, what the journal itself wrote for the same sales, on
a connection with SQLite's own checkpointing; so the difference is what spelling, sealing, chaining
and keeping the book cost, less what writing out the log ahead saves. The raw append is the floor:
one write and one fdatasync to a file that already has its size.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import apsw

from benchmarks.side_by_side import in_turns
from drivers.journal import schema
from drivers.journal_store import JournalStore
from terminal.events import Event
from tests.drivers.journal.workbench import TERMINAL, keys, record
from tests.terminal.deeds import signed_sale

SALES = 25
"""A block is a hundred commits: request, outcome, signature, slips."""
ROUNDS = 30
RAW_BYTES = 16 * 1024 * 1024
RAW_RECORD_BYTES = 700
AT_LEAST = 0.85
ANY = float("inf")

Bindings = tuple[int | str | bytes | None, ...] | None

Statement = tuple[str, Bindings]


def main() -> None:
    """Print what a hundred commits cost in each way, and the journal's share of bare SQLite."""
    with tempfile.TemporaryDirectory(prefix=".countersign-journal-", dir=".") as name:
        directory = Path(name)
        commits = _written_commits()
        whole = in_turns(
            "100 commits / the same rows, bare WAL FULL",
            _journal(directory / "a"),
            _bare(directory / "rows.db", commits),
            rounds=ROUNDS,
            at_most=1 / AT_LEAST,
        )
        events_only = ([s for s in one if not s[0].startswith(STATES)] for one in commits)
        one_row = in_turns(
            "100 commits / one row each, bare WAL FULL",
            _journal(directory / "b"),
            _bare(directory / "row.db", [*events_only]),
            rounds=ROUNDS,
            at_most=1 / AT_LEAST,
        )
        raw = in_turns(
            "100 commits / raw append + fdatasync",
            _journal(directory / "c"),
            _raw(directory / "raw"),
            rounds=ROUNDS,
            at_most=ANY,
        )
    for comparison in (whole, one_row, raw):
        print(comparison.line)
    print(f"    {1 / whole.ratio:.2f} of bare WAL FULL (target: at least {AT_LEAST})")


STATES = (schema.INSERT_ENTRY, schema.UPDATE_ENTRY, schema.UPDATE_TERMINAL, schema.INSERT_SECRET)


def _sales() -> Iterator[list[Event]]:
    return (signed_sale(trace) for trace in count(1))


def _journal(directory: Path) -> Callable[[], float]:
    """A block of sales in the journal, as the product writes it."""
    store, sales = JournalStore.open(directory / "journal.db", keys(), TERMINAL), _sales()

    def block() -> float:
        events = [next(sales) for _ in range(SALES)]
        start = perf_counter()
        for sale in events:
            record(store, sale)
        return perf_counter() - start

    return block


def _written_commits() -> list[list[Statement]]:
    """Every statement of every commit the journal makes for enough sales, one list a commit."""
    commits: list[list[Statement]] = []

    def note(_cursor: apsw.Cursor, sql: str, bindings: Any) -> bool:
        if sql.startswith("BEGIN"):
            commits.append([])
        commits[-1].append((sql, bindings))
        return True

    with tempfile.TemporaryDirectory() as name:
        store = JournalStore.open(Path(name) / "journal.db", keys(), TERMINAL)
        store._cursor.exec_trace = note
        for sale, _ in zip(_sales(), range(SALES * (ROUNDS + 1)), strict=False):
            record(store, sale)
        store.close()
    return commits


def _bare(path: Path, commits: Iterable[list[Statement]]) -> Callable[[], float]:
    """The same number of commits by SQLite alone."""
    connection = apsw.Connection(str(path))
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute(schema.SCHEMA)
    connection.execute("INSERT INTO terminal VALUES (1, 0, 1, 0, '', NULL)")
    execute, left = connection.cursor().execute, iter(commits)

    def block() -> float:
        statements = [next(left) for _ in range(4 * SALES)]
        start = perf_counter()
        for commit in statements:
            for sql, bindings in commit:
                execute(sql, bindings)
        return perf_counter() - start

    return block


def _raw(path: Path) -> Callable[[], float]:
    """The same number of appends to a file that is long enough already."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    os.write(handle, bytes(RAW_BYTES))
    os.fsync(handle)
    places, row = count(0, RAW_RECORD_BYTES), os.urandom(RAW_RECORD_BYTES)

    def block() -> float:
        start = perf_counter()
        for _ in range(4 * SALES):
            os.pwrite(handle, row, next(places))
            os.fdatasync(handle)
        return perf_counter() - start

    return block
