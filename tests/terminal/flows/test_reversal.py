"""Reversals: kept until the bank has answered them."""

from dataclasses import replace

import pytest

from terminal.entry import VOID, Entry, EntryKey
from terminal.events import Intended, ReversalDue
from terminal.faults import HostFault, HostTrouble
from terminal.flows.reversal import reverse
from terminal.states import Payment, Signature
from tests.terminal.flows.stage import CONFIG, PAN, START, Stage, says, signed_on

KEY = EntryKey(7, 1)


def due() -> tuple[Stage, Entry]:
    stage = signed_on(Stage())
    stage.book.apply(
        Intended(KEY, "SALE", 1200, "156", PAN, "3012", "022", "01", START, Signature.UNSIGNED)
    )
    entry = stage.book.apply(ReversalDue(KEY, "98", START))
    assert entry is not None
    return stage, entry


@pytest.mark.parametrize(
    ("kind", "said"), [("SALE", "Do not charge twice"), (VOID, "it is not voided")]
)
def test_who_waits_reads_what_is_taken_back(kind: str, said: str) -> None:
    stage, entry = due()
    stage.bank = [says("00")]
    stage.run(reverse(CONFIG, replace(entry, kind=kind)))
    assert said in stage.words


@pytest.mark.parametrize("code", ["00", "12", "25"])
def test_these_answers_settle_it(code: str) -> None:
    stage, entry = due()
    stage.bank = [says(code)]
    assert stage.run(reverse(CONFIG, entry))
    assert stage.book[KEY].payment is Payment.REVERSED


@pytest.mark.parametrize("code", ["96", "58", "68"])
def test_any_other_answer_leaves_it_due(code: str) -> None:
    stage, entry = due()
    stage.bank = [says(code)] * 3
    assert not stage.run(reverse(CONFIG, entry))
    assert stage.book[KEY].payment is Payment.REVERSAL_DUE
    assert stage.book[KEY].reversal_tries == 3


def test_silence_is_retried_and_never_drops_it() -> None:
    stage, entry = due()
    stage.bank = [HostFault(HostTrouble.NO_ANSWER)] * 3
    assert not stage.run(reverse(CONFIG, entry))
    assert [m.mti for m in stage.sent] == ["0400"] * 3
    assert stage.book.reversal_due == KEY


def test_a_wrong_mac_becomes_the_reason_of_the_next_try() -> None:
    stage, entry = due()
    stage.bank = [says("00", f64=b"00000000"), says("00")]
    assert stage.run(reverse(CONFIG, entry))
    assert [m.text(39) for m in stage.sent] == ["98", "A0"]


def test_a_line_that_cannot_be_opened_ends_the_round_at_once() -> None:
    stage, entry = due()
    stage.bank = [HostFault(HostTrouble.NOT_SENT)]
    assert not stage.run(reverse(CONFIG, entry))
    assert len(stage.sent) == 1


def test_bad_keys_are_renewed_before_the_next_try() -> None:
    stage, entry = due()
    stage.bank = [says("A0"), says("00", f62=bytes(40), f60="00000008003"), says("00")]
    assert stage.run(reverse(CONFIG, entry))
    assert [m.mti for m in stage.sent] == ["0400", "0800", "0400"]


def test_a_reversal_carries_no_track_and_no_pin() -> None:
    stage, entry = due()
    stage.run(reverse(CONFIG, entry))
    assert not {35, 36, 52} & set(stage.sent[0].fields)
