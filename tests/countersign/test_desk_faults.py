"""Every fault at the desk happens, shows that it did, and is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from countersign.compose import ScriptSettings, Station, scripted_station
from countersign.desk_faults import (
    FAULTS,
    POWER,
    PRINTER_LETTERS,
    SLOW_BANK_S,
    FaultRow,
)
from countersign.settings import Settings
from countersign.state import StateFolder
from countersign.tray import card_faces
from drivers.transport.port import LinkDownError
from terminal.config import Config

ROWS = {row.id: row for row in FAULTS}
OUTSIDE = [row for row in FAULTS if row.id != POWER]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A desk with a bank and a printer of its own."""
    station = scripted_station(StateFolder(tmp_path), Config(), ScriptSettings())
    yield station
    station.close()


@pytest.mark.parametrize("row", OUTSIDE, ids=lambda row: row.id)
def test_a_fault_happens_and_is_undone_as_often_as_one_likes(
    station: Station, row: FaultRow
) -> None:
    for _ in range(2):
        assert not row.is_on(station)
        row.act(station, True)
        assert row.is_on(station)
        row.act(station, False)


def test_what_they_do_is_what_their_words_say(station: Station) -> None:
    assert station.machine is not None
    assert station.line is not None
    assert station.bank is not None
    ROWS["paper_out"].act(station, True)
    assert station.machine.status.paper_out
    ROWS["cover"].act(station, True)
    assert station.machine.status.cover_open
    ROWS["cable"].act(station, True)
    with pytest.raises(LinkDownError):
        station.line.connect()
    ROWS["silent"].act(station, True)
    assert station.bank.faults.silent
    ROWS["slow"].act(station, True)
    assert station.bank.faults.slow_by_s == SLOW_BANK_S < Config().waits.host_s


def test_a_new_roll_also_closes_the_cover(station: Station) -> None:
    ROWS["paper_out"].act(station, True)
    ROWS["cover"].act(station, True)
    ROWS["paper_out"].act(station, False)
    assert not ROWS["cover"].is_on(station)


@pytest.mark.parametrize(
    ("printer", "host", "faults"),
    [
        ("virtual:", "embedded", {*PRINTER_LETTERS, "power", "silent", "slow"}),
        ("memory:", "tcp://bank:1", {*PRINTER_LETTERS, "power"}),
        ("none:", "embedded", {"power", "silent", "slow"}),
        ("serial:///dev/ttyS0", "tcp://bank:1", {"power"}),
    ],
)
def test_only_what_is_ours_can_be_made_to_fail(
    tmp_path: Path, printer: str, host: str, faults: set[str]
) -> None:
    settings = Settings(state=tmp_path, printer=printer, host=host)
    assert {row.id for row in FAULTS if row.fits(settings)} == faults


def test_a_fault_elsewhere_does_nothing_here(station: Station) -> None:
    station.machine = station.line = None
    bank, station.bank = station.bank, None
    for row in FAULTS:
        row.act(station, True)
        assert not row.is_on(station)
    station.bank = bank


def test_every_key_stands_for_one_thing() -> None:
    letters = [row.letter for row in FAULTS]
    assert len(set(letters)) == len(letters)
    assert all(letter.isupper() for letter in letters)  # the cards have the small ones
    assert all(card.letter.islower() for card in card_faces())


def test_a_fault_shows_how_it_stands() -> None:
    face = ROWS["paper_out"].face(on=True)
    assert (face.on, face.letter, face.undo.en) == (True, "P", "reload paper")
