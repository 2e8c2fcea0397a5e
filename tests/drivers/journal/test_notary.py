"""Every row bears a MAC over all of it, and a sealed body opens only where it was sealed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from drivers.journal.notary import EventRow, Notary, SealBrokenError, key_of, txn_of
from terminal.entry import EntryKey
from terminal.events import Event
from tests.drivers.anything import EVENTS
from tests.drivers.journal.workbench import SECRET, TERMINAL, keys
from tests.terminal.deeds import PAN, a_day, intended, signed_sale

STORE_ID = "0123456789abcdef" * 2
NOTARY = Notary(keys(), TERMINAL, STORE_ID)
ROW = NOTARY.event_row(1, NOTARY.genesis, intended())


@given(EVENTS)
def test_every_event_is_read_back_from_its_row(event: Event) -> None:
    row = NOTARY.event_row(7, bytes(32), event)
    assert NOTARY.event_of(row) == event
    assert NOTARY.mac_of(row) == row.mac


def test_transactions_have_numbers_and_find_back() -> None:
    assert txn_of(EntryKey(12, 34)) == 12_000_034
    assert key_of(12_000_034) == EntryKey(12, 34)


def test_a_row_tells_in_the_clear_when_what_and_on_which_card_but_not_which_number() -> None:
    assert (ROW.ts, ROW.type, ROW.txn) == ("2026-03-02T12:00:00", "Intended", 1_000_001)
    assert '"pan":"621234******0000"' in ROW.header
    assert PAN.digits.encode() not in repr(ROW).encode() + ROW.body


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"ts": "2026-03-02T12:00:01"},
        {"type": "Approved"},
        {"txn": 1_000_002},
        {"txn": None},
        {"key_id": "00000000"},
        {"header": ROW.header.replace("1200", "1201")},
        {"body": ROW.body[:-1] + bytes([ROW.body[-1] ^ 1])},
        {"body": b""},
        {"previous": bytes(32)},
        {"ts": ROW.ts + "I", "type": "ntended"},
    ],
)
def test_no_column_can_be_changed_under_its_mac(change: dict[str, Any]) -> None:
    assert NOTARY.mac_of(ROW) == ROW.mac
    assert NOTARY.mac_of(ROW._replace(**change)) != ROW.mac


def test_the_mac_depends_on_the_store_the_terminal_and_the_key() -> None:
    others = [
        Notary(keys(seed=2), TERMINAL, STORE_ID),
        Notary(keys(), "20000002", STORE_ID),
        Notary(keys(), TERMINAL, "f" * 32),
    ]
    macs = {notary.event_row(1, notary.genesis, intended()).mac for notary in (NOTARY, *others)}
    assert len(macs) == 4


@pytest.mark.parametrize("change", [{"seq": 2}, {"txn": 1_000_002}, {"type": "Signed"}])
def test_a_sealed_body_does_not_open_in_another_place(change: dict[str, Any]) -> None:
    with pytest.raises(SealBrokenError):
        NOTARY.event_of(ROW._replace(**change))


def test_a_sealed_body_does_not_open_in_another_store_or_terminal() -> None:
    for other in (Notary(keys(), "20000002", STORE_ID), Notary(keys(), TERMINAL, "f" * 32)):
        with pytest.raises(SealBrokenError):
            other.event_of(ROW)


def test_an_event_with_nothing_secret_seals_nothing() -> None:
    assert NOTARY.event_row(2, ROW.mac, signed_sale()[1]).body == b""


def test_a_days_rows_are_a_chain() -> None:
    previous, rows = NOTARY.genesis, list[EventRow]()
    for seq, event in enumerate(a_day(), 1):
        rows.append(NOTARY.event_row(seq, previous, event))
        previous = rows[-1].mac
    assert [row.previous for row in rows[1:]] == [row.mac for row in rows[:-1]]
    assert len({row.mac for row in rows}) == len(rows)


def test_the_pending_request_opens_until_its_key_is_dropped() -> None:
    sealed = NOTARY.seal_secret(1, 1_000_001, SECRET)
    assert NOTARY.secret_of(1, 1_000_001, sealed) == SECRET
    with pytest.raises(SealBrokenError):
        NOTARY.secret_of(2, 1_000_001, sealed)
    NOTARY.keys.drop_txn_key(1_000_001)
    assert NOTARY.secret_of(1, 1_000_001, sealed) is None
