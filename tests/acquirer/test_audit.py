"""The audit's chain: every row counts, and the first wrong one is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from acquirer.audit import Actor, AuditBrokenError, Chain, Note
from acquirer.records import Action, AuditRow, Head
from tests.acquirer.samples import KEY, NOON

CHAIN = Chain(b"k" * 32)
CLERK = Actor("terminal 10000001", "TERMINAL", "0200")


def written(count: int) -> tuple[list[AuditRow], Head]:
    rows: list[AuditRow] = []
    head = Head()
    for number in range(count):
        note = Note(Action.SALE_APPROVED, str(KEY), f"sale {number}")
        rows.append(CHAIN.row(head, NOON, CLERK, note))
        head = replace(head, audit_seq=rows[-1].seq, audit_mac=rows[-1].mac)
    return rows, head


def test_a_whole_chain_verifies() -> None:
    rows, head = written(5)
    assert CHAIN.verify(rows, head) == 5
    assert CHAIN.verify([], Head()) == 0


@pytest.mark.parametrize(
    "change",
    [{"who": "x"}, {"role": "x"}, {"origin": "x"}, {"why": "x"}, {"subject": "x"}, {"mac": "00"}],
)
def test_a_changed_row_is_named(change: dict[str, str]) -> None:
    rows, head = written(5)
    rows[2] = replace(rows[2], **change)  # type: ignore[arg-type]
    with pytest.raises(AuditBrokenError, match="audit row 3: it was changed"):
        CHAIN.verify(rows, head)


def test_a_missing_row_is_named() -> None:
    rows, head = written(5)
    with pytest.raises(AuditBrokenError) as broken:
        CHAIN.verify(rows[:1] + rows[2:], head)
    assert broken.value.seq == 2


def test_a_chain_that_was_cut_off_is_noticed() -> None:
    rows, head = written(5)
    with pytest.raises(AuditBrokenError, match="audit row 5: it was cut off"):
        CHAIN.verify(rows[:4], head)


def test_nobody_without_the_key_can_write_a_row() -> None:
    rows, head = written(2)
    forged = Chain(b"x" * 32).row(head, NOON, CLERK, Note(Action.SALE_REVERSED, str(KEY), ""))
    with pytest.raises(AuditBrokenError, match="audit row 3"):
        CHAIN.verify([*rows, forged], replace(head, audit_seq=3, audit_mac=forged.mac))
