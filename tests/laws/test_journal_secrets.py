"""Law: no card number, track or PIN block lies readable in anything the journal leaves behind."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest

from drivers.journal.exporting import export
from drivers.journal.image import image_of, opened
from drivers.journal_store import JournalStore
from terminal.entry import EntryKey
from terminal.events import Approved
from tests.drivers.journal.workbench import PIN_BLOCK, SECRET, TERMINAL, TRACK, keys, record
from tests.laws.journal_life import life
from tests.laws.plain_sight import found
from tests.terminal.deeds import IMAGE, NOON, OTHER_PAN, PAN, YES, a_day, intended

SECRETS = {
    "the card number": PAN.digits.encode(),
    "the other card number": OTHER_PAN.digits.encode(),
    "the track": TRACK.encode(),
    "the track with D": TRACK.replace("=", "D").encode(),
    "the PIN block": PIN_BLOCK,
    "the request": SECRET,
    "the signature": IMAGE,
}

SPELLINGS = {
    "as it is": SECRETS["the card number"],
    "in hex": SECRETS["the card number"].hex().upper().encode(),
    "in UTF-16": PAN.digits.encode("utf-16-le"),
    "in base64": b64encode(b"pan=" + SECRETS["the card number"]),
    "in packed decimals": bytes.fromhex("1" + PAN.digits + "F"),
}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The state directory in the middle of a sale, as a power cut leaves it."""
    directory = tmp_path / "state"
    element = keys(path=directory / "secure_element.json")
    store = JournalStore.open(directory / "journal.db", element, TERMINAL)
    record(store, [*a_day(), intended(9)])
    assert store.secret(EntryKey(1, 9)) == SECRET
    store.lose_power()
    return directory


def test_no_file_of_the_state_shows_a_secret(state: Path) -> None:
    names = {file.name for file in state.iterdir()}
    assert {"journal.db", "journal.db-wal", "secure_element.json"} <= names
    for file in state.iterdir():
        assert found(SECRETS, file.read_bytes()) == [], file.name


def test_nothing_that_was_ever_written_shows_a_secret() -> None:
    for path in ("journal.db", "journal.db-wal", "journal.db-journal"):
        operations = [moment.operation for moment in life(days=0).moments]
        written = b"".join(one.data for one in operations if one.path == path)
        assert len(written) > 500
        assert found(SECRETS, written) == []


def test_no_export_shows_a_secret(state: Path) -> None:
    lines = "".join(json.dumps(line) for line in export(state / "journal.db", keys()))
    assert PAN.masked in lines
    assert found(SECRETS, lines.encode()) == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_search_would_find_them_in_every_spelling(state: Path, spelling: str) -> None:
    journal = bytearray((state / "journal.db").read_bytes())
    journal[1_000:1_000] = SPELLINGS[spelling]
    assert f"the card number {spelling}" in found(SECRETS, bytes(journal))


@pytest.mark.parametrize("name", SECRETS)
def test_the_search_knows_every_secret(state: Path, name: str) -> None:
    log = (state / "journal.db-wal").read_bytes()
    assert f"{name} as it is" in found(SECRETS, log + SECRETS[name])


def test_the_sealed_request_is_wiped_from_the_database_with_its_outcome(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    element = keys()
    store = record(JournalStore.open(path, element, TERMINAL), [intended(1)])
    store.checkpoint()
    with opened(image_of(path), path) as copy:
        sealed = copy.execute("SELECT body FROM pending_secret").get
    assert sealed in path.read_bytes()
    record(store, [Approved(EntryKey(1, 1), YES, NOON)])
    assert sealed in path.with_name("journal.db-wal").read_bytes()
    assert element.unseal_for(1_000_001, sealed, b"") is None  # what is left has no key any more
    store.close()
    assert sealed not in path.read_bytes()
