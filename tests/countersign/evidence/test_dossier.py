"""Both sides put together; what is missing is said, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from countersign.evidence.bank_side import BankSide, Viewer
from countersign.evidence.dossier import Missing, NothingToReadError, Sources, gather
from countersign.evidence.journal_side import JournalSide
from countersign.journal_reader import UnknownEntryError
from countersign.state import StateError, StateFolder
from tests.countersign.evidence.desks import NOW, desk


def sources(folder: StateFolder) -> Sources:
    return Sources(folder, folder.bank_url, folder.bank_key)


@pytest.mark.parametrize("ref", ["last", "2", "1-2", "606109000001"])
def test_both_sides_are_of_the_same_transaction(tmp_path: Path, ref: str) -> None:
    found = gather(sources(desk(tmp_path)), ref, NOW)
    assert isinstance(found.journal, JournalSide)
    assert isinstance(found.bank, BankSide)
    assert found.name == "10000001 000001-000002 606109000001"
    assert found.seen is None


def test_without_a_journal_the_bank_speaks_alone(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.journal.unlink()
    found = gather(sources(folder), "606109000001", NOW)
    assert isinstance(found.journal, Missing)
    assert found.journal.words.en == "There is no terminal's journal"
    assert found.name == "10000001 000001-000002 606109000001"


def test_without_the_bank_the_journal_speaks_alone(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.bank.unlink()
    found = gather(sources(folder), "last", NOW)
    assert isinstance(found.bank, Missing)
    assert "there is no bank at" in found.bank.detail
    assert found.name == "10000001 000001-000002 606109000001"


def test_a_journal_whose_keys_are_gone_is_missing_and_says_why(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.secure_element.unlink()
    found = gather(sources(folder), "606109000001", NOW)
    assert isinstance(found.journal, Missing)
    assert "secure_element.json is missing" in found.journal.detail


def test_what_no_side_knows_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnknownEntryError, match="no entry is meant by '77'"):
        gather(sources(desk(tmp_path)), "77", NOW)


def test_where_there_is_nothing_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="there is none in"):
        gather(sources(StateFolder(tmp_path)), "last", NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_viewer_gets_the_pictures_and_the_trail_that_says_so(tmp_path: Path) -> None:
    found = gather(sources(desk(tmp_path)), "last", NOW, Viewer("user tester", "dispute"))
    assert isinstance(found.bank, BankSide)
    assert found.seen is not None
    assert list(found.seen.hands) == [1]
    assert found.bank.trail[-1].who == "user tester"


def test_no_handwriting_without_a_bank_to_note_it(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.bank.unlink()
    with pytest.raises(StateError, match="only where the bank can note it"):
        gather(sources(folder), "last", NOW, Viewer("user tester", "dispute"))
