"""What the journal says of one transaction, with every record and the device's own MAC."""

from __future__ import annotations

from pathlib import Path

import pytest

from countersign.evidence.journal_side import journal_side
from drivers.journal.errors import JournalError
from receipts.paper import MM58
from receipts.signature import rasterise, sample
from receipts.text import render
from tests.countersign.evidence.desks import desk, forgotten
from tests.countersign.states import damage


def test_the_devices_mac_is_made_again_and_is_the_same(tmp_path: Path) -> None:
    side = journal_side(desk(tmp_path), "last")
    assert [str(attempt.outcome) for attempt in side.entry.attempts] == ["WALKED_AWAY", "SIGNED"]
    assert side.sealed == (None, True)


def test_the_mac_of_a_transaction_that_is_told_otherwise_is_wrong(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.config.write_text('merchant_id = "104110054110002"\n')
    assert journal_side(folder, "last").sealed == (None, False)


def test_every_record_of_the_entry_is_there_and_none_of_another(tmp_path: Path) -> None:
    side = journal_side(desk(tmp_path), "last")
    assert [row.type for row in side.chain] == [
        "Intended",
        "Approved",
        "SlipsDone",
        "Signed",
        "Uploaded",
    ]
    assert side.chain[-1].mac.hex() == side.report.head


def test_the_binding_record_says_what_the_signature_belongs_to(tmp_path: Path) -> None:
    side = journal_side(desk(tmp_path), "last")
    answer = side.entry.answer
    assert answer is not None
    facts = side.binding.split("|")
    assert facts[:4] == ["104110054110001", "10000001", "000001-000002", "1200"]
    assert answer.reference in facts


def test_of_a_damaged_journal_what_stands_before_the_damage_is_told(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    damage(folder.path, 8)
    side = journal_side(folder, "last")
    assert (side.report.ok, side.report.where) == (False, "event 8")
    assert side.entry.amount_minor == 1200


def test_an_entry_that_is_lost_behind_damage_is_said_to_be(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    damage(folder.path, 2)
    with pytest.raises(JournalError, match="damaged at event 2"):
        journal_side(folder, "2")


def test_the_slip_shows_the_hand_only_when_it_is_given_it(tmp_path: Path) -> None:
    side = journal_side(desk(tmp_path), "last")
    masked = side.slip(None)
    shown = side.slip(rasterise(sample(0), "0A026060"))
    assert masked is not None
    assert shown is not None
    assert masked != shown
    assert "RE-SIGNED" in render(masked, MM58)


def test_a_sale_nobody_signed_has_a_slip_that_says_so(tmp_path: Path) -> None:
    slip = journal_side(desk(tmp_path, forgotten), "last").slip(None)
    assert slip is not None
    assert "UNSIGNED" in render(slip, MM58)
