"""Law: handwriting lies sealed on both sides, and once its time is over nobody can open it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from acquirer.archive import image_of as bank_image_of
from acquirer.archive import strokes_of
from acquirer.store import SqlStore
from countersign.journal_reader import keys_of, read
from countersign.rig import Rig
from countersign.state import StateFolder
from drivers.entropy import SeededEntropy
from drivers.journal.audit import verify
from drivers.journal_store import JournalStore
from drivers.secure_element import SecureElement
from receipts.strokes import strokes_bytes
from terminal.entry import EntryKey, month_of
from terminal.events import HandwritingErased, Uploaded
from terminal.journal import UnlawfulChangeError
from terminal.states import Signature
from tests.acquirer.office.people import STROKES, Street, a_street, cheap_settings, taken
from tests.drivers.journal.workbench import TERMINAL, keys, record
from tests.laws.plain_sight import found
from tests.terminal.deeds import IMAGE, NOON, signed_sale

DAYS = 30
KEY = EntryKey(1, 1)


def a_bank(folder: Path) -> tuple[SqlStore, Street]:
    """The bank's books on disk, and people at its front office."""
    settings = cheap_settings()
    rules = replace(settings.signature, retention_days=DAYS)
    store = SqlStore.open(f"sqlite:///{folder}/bank.db")
    return store, a_street(store, settings=replace(settings, signature=rules))


def handwriting_at_the_bank(store: SqlStore, street: Street) -> dict[str, bytes]:
    """What the bank has of a hand, in the clear."""
    [attempt] = store.attempts(street.till.key())
    drawn = strokes_of(street.till.bank.keys, attempt)
    return {
        "the image": bank_image_of(street.till.bank.keys, attempt),
        "the strokes": drawn[:60],
    }


def test_no_file_of_the_bank_shows_a_hand_and_the_search_would_find_it(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    taken(street.signed(street.sell()))
    secrets = handwriting_at_the_bank(store, street)
    assert secrets["the image"]
    assert secrets["the strokes"] == strokes_bytes(STROKES)[:60]
    for name in ("bank.db", "bank.db-wal"):
        raw = (tmp_path / name).read_bytes()
        assert found(secrets, raw) == [], name
        planted = raw[:300] + secrets["the image"] + raw[300:]
        assert found(secrets, planted) == ["the image as it is"]
    store.close()
    assert found(secrets, (tmp_path / "bank.db").read_bytes()) == []


def test_what_the_bank_erased_is_in_its_file_no_more_and_everything_verifies(
    tmp_path: Path,
) -> None:
    store, street = a_bank(tmp_path)
    key = street.sell()
    taken(street.signed(key))
    [attempt] = store.attempts(key)
    street.forward(days=DAYS, hours=1)
    street.till.bank.tick(street.now)
    assert street.office.verify() == ()
    store.close()
    raw = (tmp_path / "bank.db").read_bytes()
    for sealed in (attempt.image_sealed, attempt.strokes_sealed):
        assert sealed
        assert sealed[:64] not in raw


@pytest.fixture
def journal(tmp_path: Path) -> tuple[Path, SecureElement]:
    """A closed journal with one signature that the bank has."""
    element = keys(path=tmp_path / "secure_element.json")
    store = JournalStore.open(tmp_path / "journal.db", element, TERMINAL)
    record(store, [*signed_sale(), Uploaded(KEY, "00", NOON)]).close()
    return tmp_path / "journal.db", element


def erase(path: Path, element: SecureElement) -> None:
    store = JournalStore.open(path, element, TERMINAL)
    at = NOON + timedelta(days=800)
    store.commit(HandwritingErased(month_of(NOON) + 1, at))
    assert store.book[KEY].image == b""
    store.close()


def test_the_terminal_shows_a_picture_until_it_is_erased_and_verifies_before_and_after(
    journal: tuple[Path, SecureElement],
) -> None:
    path, element = journal
    store = JournalStore.open(path, element, TERMINAL)
    assert store.book[KEY].image == IMAGE
    store.close()
    assert verify(path, element).ok
    erase(path, element)
    assert verify(path, element).ok
    later = JournalStore.open(path, element, TERMINAL)
    assert later.book[KEY].image == b""
    assert later.book[KEY].attempts[0].image_digest
    later.close()


def test_a_copy_of_the_journal_from_before_does_not_open_either(
    journal: tuple[Path, SecureElement], tmp_path: Path
) -> None:
    path, element = journal
    copy = path.read_bytes()
    erase(path, element)
    (tmp_path / "journal.db-head").unlink()
    path.write_bytes(copy)
    chip = SecureElement.load(tmp_path / "secure_element.json", SeededEntropy(9))
    store = JournalStore.open(path, chip, TERMINAL)
    assert store.book[KEY].image == b""
    store.close()


def test_power_that_goes_before_the_keys_are_forgotten_keeps_none(
    journal: tuple[Path, SecureElement], tmp_path: Path
) -> None:
    path, element = journal
    chip = (tmp_path / "secure_element.json").read_bytes()
    erase(path, element)
    (tmp_path / "secure_element.json").write_bytes(chip)  # the commit is there, the chip's is not
    again = SecureElement.load(tmp_path / "secure_element.json", SeededEntropy(9))
    store = JournalStore.open(path, again, TERMINAL)
    assert store.book[KEY].image == b""
    store.close()
    assert (tmp_path / "secure_element.json").read_bytes() != chip


def test_a_picture_that_was_changed_is_named_and_not_taken_for_an_erased_one(
    journal: tuple[Path, SecureElement],
) -> None:
    path, element = journal
    erase(path, element)
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"Signed")
    raw[at + 400] ^= 1
    path.write_bytes(raw)
    report = verify(path, element)
    assert (report.ok, report.where) == (False, "event 3")


def test_retention_may_not_take_what_waits_for_the_bank(tmp_path: Path) -> None:
    store = record(JournalStore.open(tmp_path / "j.db", keys(), TERMINAL), signed_sale())
    with pytest.raises(UnlawfulChangeError, match="may not be erased now"):
        store.commit(HandwritingErased(month_of(NOON) + 1, NOON))
    assert store.book[KEY].image == IMAGE
    store.close()


def test_a_terminal_that_is_switched_on_after_two_years_has_the_picture_no_more(
    tmp_path: Path,
) -> None:
    folder = StateFolder(tmp_path)
    with Rig(seed=7, state=tmp_path) as pos:
        pos.keys("12.00 ENTER")
        pos.swipe()
        pos.sign()
        pos.menu("Sign on")  # with it the signature goes to the bank
        pos.walk_away()
        pos.forward("700d")
        pos.cut_power()
        pos.power_on()
        [entry] = read(folder).book
        assert (entry.signature, bool(entry.image)) == (Signature.UPLOADED, True)
        pos.forward("70d")
        pos.cut_power()
        pos.power_on()
    [entry] = read(folder).book
    assert (entry.signature, entry.image) == (Signature.UPLOADED, b"")
    assert entry.attempts[0].image_digest
    assert verify(folder.journal, keys_of(folder)).ok
