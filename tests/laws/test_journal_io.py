"""Law: whatever moment the power is cut at, the journal holds every event it acknowledged.

Every write, truncate, flush and delete of a history is recorded; after each of them the disk is
rebuilt in four ways a power cut may leave it in, opened, and held against what was acknowledged.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from drivers.journal import database
from drivers.journal.errors import JournalError
from drivers.journal.memory_files import MemoryFiles
from terminal.events import LoggedIn
from terminal.journal import Book
from tests.drivers.journal.workbench import keys, open_in
from tests.laws.journal_life import History, Moment, life
from tests.laws.torn_disk import Act, Image, Operation, Platter, RecordingFiles
from tests.terminal.deeds import NOON

SEED = 20_260_302


PowerCuts = Iterator[tuple[str, Moment, Image]]


def _power_cuts(history: History) -> PowerCuts:
    """Every disk the power may leave, at every operation, in every one of the four ways."""
    platter, chance = Platter(), Random(SEED)
    for number, moment in enumerate(history.moments):
        platter.take(moment.operation)
        for way, image in platter.after_power_cut(chance):
            yield f"operation {number} ({moment.operation.act.value}), {way}", moment, image


def _violation(history: History, moment: Moment, image: Image) -> str:
    """What is wrong after power-on with this disk; '' if nothing. The chain, the seals and the
    state tables are checked by the power-on itself."""
    element = keys()
    if moment.bound:
        element.bind_journal(moment.bound)
    files = MemoryFiles(image)
    try:
        store = open_in(files, element)
        kept = store.head.seq
        if kept < moment.acknowledged:
            return f"{moment.acknowledged - kept} acknowledged events are lost"
        if store.book != _book(history, kept):
            return "the book is not what its events say"
        store.commit(LoggedIn("02", NOON))
        store.lose_power()
    except JournalError as error:
        return str(error)
    finally:
        files.unregister()
    return ""


_BOOKS: dict[int, list[Book]] = {}


def _book(history: History, kept: int) -> Book:
    """The book of the first `kept` events."""
    books = _BOOKS.setdefault(id(history), [Book()])
    while len(books) <= kept:
        books.append(books[-1].clone())
        books[-1].apply(history.events[len(books) - 2])
    return books[kept]


def _cuts_in_recovery(history: History, every: int) -> PowerCuts:
    """The power comes back, and goes again at every operation of the power-on."""
    for number, (name, moment, image) in enumerate(_power_cuts(history)):
        if number % every or not moment.bound:
            continue
        operations: list[Operation] = []
        files = RecordingFiles(operations.append)
        files.files = {path: bytearray(content) for path, content in image.items()}
        element = keys()
        element.bind_journal(moment.bound)
        open_in(files, element).lose_power()
        files.unregister()
        platter, chance = Platter(image, {path: [] for path in image}), Random(number)
        for step, operation in enumerate(operations):
            platter.take(operation)
            for way, left in platter.after_power_cut(chance):
                yield f"{name}, then operation {step} of power-on, {way}", moment, left


def _violations(history: History, cuts: PowerCuts) -> list[str]:
    return [
        f"{name}: {violation}"
        for name, moment, image in cuts
        if (violation := _violation(history, moment, image))
    ]


@pytest.mark.slow
def test_no_power_cut_loses_an_acknowledged_event() -> None:
    history = life(days=0)
    assert {moment.operation.act for moment in history.moments} == set(Act)
    assert len(history.moments) > 300
    assert _violations(history, _power_cuts(history)) == []


def test_no_power_cut_in_the_power_on_after_a_power_cut_does_either() -> None:
    history = life(days=0)
    assert _violations(history, _cuts_in_recovery(history, every=97)) == []


@pytest.mark.slow
def test_no_power_cut_in_a_week_of_days_loses_anything() -> None:
    history = life(days=3)
    assert _violations(history, _power_cuts(history)) == []
    assert _violations(history, _cuts_in_recovery(history, every=31)) == []


@pytest.mark.slow
def test_a_journal_that_does_not_flush_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    careless = database.PRAGMAS.replace("synchronous = FULL", "synchronous = NORMAL")
    assert careless != database.PRAGMAS
    monkeypatch.setattr(database, "PRAGMAS", careless)
    history = life(days=0)
    monkeypatch.undo()
    assert any(
        "acknowledged events are lost" in one for one in _violations(history, _power_cuts(history))
    )
