"""A journal commit with seal and chain, beside the same rows written by bare SQLite (WAL, FULL).

Measured is a terminal's day: power on, then 250 signed sales of four commits. The yardstick
replays, statement by statement, what the journal itself wrote for those sales, on a connection
with SQLite's own checkpointing. So the difference is what spelling, sealing, chaining and keeping
the book cost, less what the journal saves by writing its log out at power-on. The second yardstick
is denied that loss: it goes on with a log that has grown already. The raw append is the floor: one
write and one fdatasync to a file that has its size.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import apsw

from drivers.journal import schema
from drivers.journal_store import JournalStore
from tests.drivers.journal.workbench import TERMINAL, keys, record
from tests.terminal.deeds import signed_sale

HOURS = 10
SALES_AN_HOUR = 25
COMMITS_AN_HOUR = 4 * SALES_AN_HOUR
COMMITS = COMMITS_AN_HOUR * HOURS
DAYS = 7
RAW_RECORD_BYTES = 700
AT_LEAST = 0.85

Statement = tuple[str, Any]
Day = Iterator[float]
"""The seconds each hour's commits took, one after the other."""


def main() -> None:
    """Print what one commit costs in each way, and the journal's share of bare SQLite."""
    commits = _written_commits()
    with tempfile.TemporaryDirectory(prefix=".countersign-journal-", dir=".") as name:
        directory = Path(name)
        ways: dict[str, Callable[[int], Day]] = {
            "ours": lambda day: _journal(directory / f"ours-{day}"),
            "bare": lambda day: _bare(directory / f"bare-{day}.db", commits, days_before=0),
            "grown": lambda day: _bare(directory / f"grown-{day}.db", commits, days_before=1),
            "raw": lambda day: _raw(directory / f"raw-{day}"),
        }
        us = _measured(ways)
    share = us["bare"] / us["ours"]
    verdict = "ok" if share >= AT_LEAST else "BELOW TARGET"
    print(f"journal, sealed and chained          {us['ours']:7.0f} us a commit")
    print(
        f"the same rows, bare WAL FULL         {us['bare']:7.0f} us    ours does {share:.2f} of it"
        f"   >= {AT_LEAST} {verdict}"
    )
    print(f"the same, its log grown the day before {us['grown']:5.0f} us{_share(us, 'grown')}")
    print(f"raw append and fdatasync             {us['raw']:7.0f} us{_share(us, 'raw')}")


def _share(us: dict[str, float], way: str) -> str:
    return f"    ours does {us[way] / us['ours']:.2f} of it"


def _measured(ways: dict[str, Callable[[int], Day]]) -> dict[str, float]:
    """Microseconds a commit: every hour in turns, the median day hour by hour."""
    took: dict[str, list[list[float]]] = {way: [[] for _ in range(HOURS)] for way in ways}
    for number in range(DAYS):
        days = {way: day(number) for way, day in ways.items()}
        for hour in range(HOURS):
            for way, day in days.items():
                took[way][hour].append(next(day))
        for day in days.values():
            next(day, None)
    return {way: sum(median(hour) for hour in hours) / COMMITS * 1e6 for way, hours in took.items()}


def _journal(directory: Path) -> Day:
    """A day in a fresh journal, as the product writes it."""
    store = JournalStore.open(directory / "journal.db", keys(), TERMINAL)
    for hour in range(HOURS):
        first = hour * SALES_AN_HOUR + 1
        sales = [signed_sale(trace) for trace in range(first, first + SALES_AN_HOUR)]
        start = perf_counter()
        for sale in sales:
            record(store, sale)
        yield perf_counter() - start
    store.close()


def _written_commits() -> list[list[Statement]]:
    """Every statement of every commit the journal makes on a day, one list a commit."""
    commits: list[list[Statement]] = []

    def note(_cursor: apsw.Cursor, sql: str, bindings: Any) -> bool:
        if sql.startswith("BEGIN"):
            commits.append([])
        commits[-1].append((sql, bindings))
        return True

    with tempfile.TemporaryDirectory() as name:
        store = JournalStore.open(Path(name) / "journal.db", keys(), TERMINAL)
        store._cursor.exec_trace = note
        for trace in range(1, COMMITS // 4 + 1):
            record(store, signed_sale(trace))
        store.close()
    return commits


def _bare(path: Path, commits: list[list[Statement]], *, days_before: int) -> Day:
    """The same commits by SQLite alone; days before are worked off, unmeasured and forgotten."""
    connection = apsw.Connection(str(path))
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute(schema.SCHEMA)
    connection.execute("DROP TRIGGER event_is_never_removed")
    connection.execute("INSERT INTO terminal VALUES (1, 0, 1, 0, '', NULL)")
    execute = connection.cursor().execute
    for _ in range(days_before):
        _replay(execute, commits)
        execute("BEGIN; DELETE FROM event; DELETE FROM entry; COMMIT")
    for hour in range(HOURS):
        yield _replay(execute, commits[hour * COMMITS_AN_HOUR : (hour + 1) * COMMITS_AN_HOUR])
    connection.close()


def _replay(execute: Callable[[str, Any], object], commits: list[list[Statement]]) -> float:
    start = perf_counter()
    for commit in commits:
        for sql, bindings in commit:
            execute(sql, bindings)
    return perf_counter() - start


def _raw(path: Path) -> Day:
    """As many appends to a file that is long enough already."""
    handle, row = os.open(path, os.O_RDWR | os.O_CREAT), os.urandom(RAW_RECORD_BYTES)
    os.write(handle, bytes(RAW_RECORD_BYTES * COMMITS))
    os.fsync(handle)
    for hour in range(HOURS):
        first = hour * COMMITS_AN_HOUR
        start = perf_counter()
        for place in range(first, first + COMMITS_AN_HOUR):
            os.pwrite(handle, row, place * RAW_RECORD_BYTES)
            os.fdatasync(handle)
        yield perf_counter() - start
    os.close(handle)
