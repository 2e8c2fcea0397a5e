"""Flip any single bit of the stores: verification names the record, or no record has changed.

Files hold more than records: pages not in use, room inside pages, fields of SQLite's own header. A
flip there may go unnoticed, but only where every record still reads the same, and that is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from tests.laws.flipped_bits import (
    PARTS,
    BankFiles,
    JournalFiles,
    Stores,
    any_of,
    complaint,
    drawn,
    laid_down,
)

Made = Callable[[Path], Stores]
STORES: dict[str, Made] = {
    "journal": lambda path: JournalFiles(path, closed=True),
    "journal and its log": lambda path: JournalFiles(path, closed=False),
    "bank": lambda path: BankFiles(path, closed=True),
    "bank and its log": lambda path: BankFiles(path, closed=False),
}
EVERY = pytest.mark.parametrize("made", STORES.values(), ids=STORES)
QUICK, DEEP = 15, 2500
"""Trials for each of the four: 60 at a desk, 10,000 in the long suite."""


def hold_the_law(made: Made, path: Path, seeds: range) -> list[str]:
    """Every complaint of these trials."""
    stores = made(path)
    laid_down(stores)
    assert stores.named() == []
    before = stores.content()
    return [said for seed in seeds if (said := complaint(stores, before, seed))]


@EVERY
def test_a_flipped_bit_is_named_or_changed_no_record(made: Made, tmp_path: Path) -> None:
    assert hold_the_law(made, tmp_path, range(QUICK)) == []


@pytest.mark.slow
@EVERY
def test_any_of_ten_thousand_flipped_bits_is_named(made: Made, tmp_path: Path) -> None:
    assert hold_the_law(made, tmp_path, range(1000, 1000 + DEEP)) == []


@pytest.mark.slow
@EVERY
def test_the_trials_meet_records_and_not_only_empty_room(made: Made, tmp_path: Path) -> None:
    stores = made(tmp_path)
    named = 0
    for seed in range(40):
        laid_down(stores, drawn(stores, seed))
        named += bool(stores.named())
    assert named > 4


@pytest.mark.parametrize("table", PARTS)
def test_any_changed_value_of_the_journal_names_its_record(table: str, tmp_path: Path) -> None:
    stores = JournalFiles(tmp_path, closed=True)
    before = stores.content()
    path = str(stores.folder.journal)
    with apsw.Connection(path) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    unnamed = []
    for column in columns:
        if column == "one":
            continue  # the key of a table of one row
        laid_down(stores)
        connection = apsw.Connection(path)
        connection.execute(
            "PRAGMA ignore_check_constraints = ON; DROP TRIGGER event_is_never_changed"
        )
        [(rowid, value)] = connection.execute(
            f"SELECT rowid, {column} FROM {table} ORDER BY rowid LIMIT 1 OFFSET 0"
        )
        key = 1000 if column in ("seq", "txn") and table in ("event", "entry") else any_of(value)
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (key, rowid))
        connection.close()
        now = stores.content()
        differing = {name for name in {*before, *now} if before.get(name) != now.get(name)}
        named = stores.named()
        is_foreign = column == "key_id" and "sealed by another" in str(named)
        if not set(named) & differing and not is_foreign:
            unnamed.append((column, named, differing))
    assert unnamed == []
