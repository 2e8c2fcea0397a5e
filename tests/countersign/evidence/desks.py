"""State folders that a whole desk left behind: journal, chip, the bank's books and its key."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from acquirer import shelves
from acquirer.audit import Chain
from acquirer.books import _PARTS, Changes
from acquirer.memory_store import MemoryStore
from acquirer.records import SignatureAttempt
from acquirer.store import SqlStore
from countersign.evidence.bank_side import BankSide
from countersign.rig import Rig
from countersign.state import StateFolder

NOW = datetime.fromisoformat("2026-03-02T12:00:00")
Deed = Callable[[Rig], None]


def forgotten_then_resigned(pos: Rig) -> None:
    """A sale nobody signed; signed later from the menu."""
    pos.keys("12.00 ENTER")
    pos.swipe()
    pos.sees("PLEASE SIGN")
    pos.walk_away()
    pos.menu("Re-sign last")
    pos.sign()


def forgotten(pos: Rig) -> None:
    """A sale nobody signed."""
    pos.keys("12.00 ENTER")
    pos.swipe()
    pos.walk_away()


def signed_on_the_phone(pos: Rig) -> None:
    """A sale nobody signed; signed later on the merchant's phone."""
    forgotten(pos)
    pos.sign_on_the_page("1")


def signed_by_pen(pos: Rig) -> None:
    """A sale whose slip was signed by pen: its photo was sent, and taken by a reviewer."""
    forgotten(pos)
    pos.send_photo("1")
    pos.review("1")


def voided(pos: Rig) -> None:
    """A sale nobody signed, and its void."""
    forgotten(pos)
    pos.menu("Void")
    pos.keys("ENTER ENTER")
    pos.supervisor()
    pos.walk_away()


def desk(path: Path, deed: Deed = forgotten_then_resigned) -> StateFolder:
    """What a desk leaves behind when all of it is switched off after `deed`."""
    shutil.copytree(_left_behind(deed), path, dirs_exist_ok=True)
    return StateFolder(path)


def with_attempts(side: BankSide, *attempts: SignatureAttempt) -> BankSide:
    """What the bank says, had these signatures come and no others."""
    return replace(side, view=replace(side.view, attempts=attempts))


@cache
def _left_behind(deed: Deed) -> Path:
    path = Path(mkdtemp(prefix="countersign-desk-"))
    with Rig(seed=7, state=path) as pos:
        deed(pos)
        bank = pos.station.bank
        assert bank is not None
        assert isinstance(bank.store, MemoryStore)
        _keep(bank.store, StateFolder(path), Chain(bank.keys.audit))
        StateFolder(path).bank_key.write_text(bank.settings.root_key.hex() + "\n", "ascii")
    return path


def _keep(books: MemoryStore, folder: StateFolder, chain: Chain) -> None:
    """The bank's books as the database would hold them."""
    parts: dict[str, list[object]] = {}
    for kind, (part, shelf) in _PARTS.items():
        assert kind
        parts.setdefault(part, []).extend(map(shelf.record, books.rows(shelf)))
    audit = tuple(map(shelves.AUDIT.record, books.rows(shelves.AUDIT)))
    store = SqlStore.open(folder.bank_url)
    seal = chain.seal(books.head())
    every: dict[str, Any] = {part: tuple(records) for part, records in parts.items()}
    store.commit(Changes(books.head(), audit=audit, seal=seal, **every))
    store.close()
