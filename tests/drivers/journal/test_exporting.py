"""Export gives every readable event, says what is not, and is the same for the same seed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from drivers.journal.errors import NotAJournalError, NothingReadableError
from drivers.journal.exporting import Line, count_readable, export
from drivers.journal_store import JournalStore
from drivers.secure_element import SecureElement
from tests.drivers.journal.workbench import TERMINAL, keys, record, written
from tests.terminal.deeds import PAN, a_day, signed_sale

MANY = [event for trace in range(1, 40) for event in signed_sale(trace)]


@pytest.fixture
def element() -> SecureElement:
    return keys()


@pytest.fixture
def path(tmp_path: Path, element: SecureElement) -> Path:
    return written(tmp_path / "journal.db", a_day(), element)


def _lines(path: Path, element: SecureElement | None) -> tuple[Line, list[Line], Line]:
    first, *events, last = export(path, element)
    return first, events, last


def test_a_healthy_journal_is_exported_event_by_event(path: Path, element: SecureElement) -> None:
    first, events, last = _lines(path, element)
    assert first["journal"]["terminal"] == TERMINAL
    assert first["damage"] is None
    assert [line["event"] for line in events] == [type(event).__name__ for event in a_day()]
    assert last == {"events": 25, "missing": 0, "wrong": 0}


def test_an_event_says_what_happened_to_which_transaction_with_its_card_masked(
    path: Path, element: SecureElement
) -> None:
    _, events, _ = _lines(path, element)
    line = events[3]
    assert (line["seq"], line["txn"], line["at"]) == (4, "000001-000001", "2026-03-02T12:00:00")
    assert line["fields"]["pan"] == PAN.masked
    assert line["fields"]["amount_minor"] == 1200
    assert "expiry" not in line["fields"]
    assert len(line["mac"]) == 64
    assert "txn" not in events[0]


def test_the_same_seed_and_the_same_events_export_the_same_bytes(tmp_path: Path) -> None:
    exports = []
    for run in ("first", "second"):
        path = tmp_path / run / "journal.db"
        store = record(JournalStore.open(path, keys(seed=7), TERMINAL), a_day()[:9])
        if run == "second":
            store.checkpoint()
        record(store, a_day()[9:]).close()
        exports.append([json.dumps(line) for line in export(path, keys(seed=7))])
    assert exports[0] == exports[1]
    other = written(tmp_path / "other" / "journal.db", a_day(), keys(seed=8))
    assert [json.dumps(line) for line in export(other, keys(seed=8))] != exports[0]


def test_without_keys_everything_is_given_and_nothing_is_checked(path: Path) -> None:
    with_keys, without = [*export(path, keys())], [*export(path)]
    assert with_keys == without


def test_a_running_journal_is_exported(tmp_path: Path, element: SecureElement) -> None:
    path = tmp_path / "journal.db"
    store = record(JournalStore.open(path, element, TERMINAL), signed_sale())
    assert _lines(path, element)[2]["events"] == 4
    store.close()


def _tamper(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as other:
        other.execute("DROP TRIGGER event_is_never_changed")
        other.execute("DROP TRIGGER event_is_never_removed")
        for statement in statements:
            other.execute(statement)
    other.close()


def test_a_gap_is_told_and_the_events_behind_it_are_right(
    path: Path, element: SecureElement
) -> None:
    _tamper(path, "DELETE FROM event WHERE seq BETWEEN 4 AND 6")
    _, events, last = _lines(path, element)
    assert {"missing": [4, 6]} in events
    assert last == {"events": 22, "missing": 3, "wrong": 0}


@pytest.mark.parametrize(
    ("tampering", "why"),
    [
        (
            "UPDATE event SET header = '{\"batch\":9}' WHERE seq = 3",
            "its MAC does not belong to it",
        ),
        ("UPDATE event SET header = 'no JSON' WHERE seq = 3", "its MAC does not belong to it"),
        ("UPDATE event SET previous = zeroblob(32) WHERE seq = 3", "it does not follow"),
    ],
)
def test_a_changed_event_is_given_with_what_is_wrong(
    path: Path, element: SecureElement, tampering: str, why: str
) -> None:
    _tamper(path, tampering)
    _, events, last = _lines(path, element)
    assert [line["seq"] for line in events if "wrong" in line] == [3]
    assert events[2]["wrong"].startswith(why)
    assert last["wrong"] == 1


def test_bad_state_tables_do_not_matter(path: Path, element: SecureElement) -> None:
    _tamper(path, "DROP TABLE entry", "DROP TABLE terminal", "DROP TABLE pending_secret")
    assert _lines(path, element)[2] == {"events": 25, "missing": 0, "wrong": 0}


def test_an_event_whose_text_is_no_text_is_given_all_the_same(
    path: Path, element: SecureElement
) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b'{"amount_minor"')] = 0xFF
    path.write_bytes(content)
    _, _, last = _lines(path, element)
    assert last == {"events": 25, "missing": 0, "wrong": 1}


@pytest.mark.slow
@pytest.mark.parametrize("page", range(12))
def test_a_lost_page_costs_only_what_lay_on_it(
    tmp_path: Path, element: SecureElement, page: int
) -> None:
    path = written(tmp_path / "journal.db", MANY, element)
    content = bytearray(path.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(content)
    _, _, last = _lines(path, element)
    assert last["events"] >= len(MANY) - 12
    assert last["events"] + last["missing"] == len(MANY)
    assert last["wrong"] == 0
    assert path.read_bytes() == content


def test_a_journal_cut_short_gives_what_is_left(tmp_path: Path, element: SecureElement) -> None:
    path = written(tmp_path / "journal.db", MANY, element)
    path.write_bytes(path.read_bytes()[: 12 * 4096])
    first, _, last = _lines(path, element)
    assert first["damage"]
    assert last["events"] > 20


@pytest.mark.parametrize("cut", [0, 50, 4096, 5000])
def test_a_journal_of_which_no_event_is_left_says_what_can_still_be_done(
    path: Path, element: SecureElement, cut: int
) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    assert count_readable(path) == 0
    with pytest.raises(NothingReadableError) as told:
        [*export(path, element)]
    assert "journal export" not in str(told.value)
    assert "put back a copy" in str(told.value)


def test_as_many_events_are_counted_as_are_given(path: Path, element: SecureElement) -> None:
    assert count_readable(path) == len(a_day())
    _tamper(path, "DELETE FROM event WHERE seq BETWEEN 4 AND 6")
    assert count_readable(path) == len(a_day()) - 3


def test_what_was_never_a_journal_gives_nothing_but_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("hello")
    with pytest.raises(NotAJournalError):
        [*export(tmp_path / "other")]
