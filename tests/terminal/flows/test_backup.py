"""Another terminal's transaction, signed here: told, compared, drawn, recorded, brought."""

from __future__ import annotations

import pytest

from receipts import text
from receipts.paper import MM58
from receipts.signature import sample
from terminal.dialogue import NoAnswer
from terminal.dialogues.signature import SignedStrokes
from terminal.entry import AttemptOutcome, Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.backup import binding_digest, sign_for_other
from terminal.states import Signature
from tests.terminal.deeds import OTHER_SALE
from tests.terminal.flows.stage import CONFIG, Stage, says, signed_on
from tests.terminal.test_other_host import TOLD
from wire import resign_messages

REFERENCE = OTHER_SALE.reference
DRAWN = SignedStrokes(sample(1), 0)
FETCHED = says(
    "00", f4="000000004800", f15="0302", f37=REFERENCE, f38="B12345",
    f62=resign_messages.encode(TOLD),
)  # fmt: skip


def stage_with(*bank: object, people: tuple[object, ...] = (REFERENCE, True, DRAWN)) -> Stage:
    stage = signed_on(Stage(bank=list(bank), people=list(people)))  # type: ignore[arg-type]
    stage.run(sign_for_other(CONFIG))
    return stage


def test_amount_and_card_are_compared_and_the_signature_is_stored() -> None:
    stage = stage_with(FETCHED, says("00"))
    assert "￥48.00" in stage.words
    assert "621234******0018" in stage.words
    assert "Terminal 10000002" in stage.words
    found = stage.book.brought_for(OTHER_SALE.key)
    assert found is not None
    assert found.signature is Signature.UPLOADED
    signed = found.attempts[-1]
    assert (signed.route, signed.device) == (Route.BACKUP_TERMINAL, CONFIG.terminal_id)
    assert "Bank stored it" in stage.words


def test_it_is_recorded_before_it_is_sent() -> None:
    stage = stage_with(FETCHED, says("00"))
    recorded = stage.performed.index("Record SignedForOther")
    assert "Exchange" in stage.performed[recorded:]
    assert stage.performed[:recorded].count("Exchange") == 1


@pytest.mark.parametrize("bank", [says("00"), HostFault(HostTrouble.NO_ANSWER)])
def test_once_it_is_signed_its_slip_can_be_printed_here(bank: object) -> None:
    stage = stage_with(FETCHED, bank, people=(REFERENCE, True, DRAWN, None, True))
    assert "Print the signed slip?" in stage.words
    (slip,) = stage.printed
    words = text.render(slip, MM58)
    for said in ("10000002", REFERENCE, "621234******0018", "RMB 48.00", "补签名/RE-SIGNED"):
        assert said in words
    assert "FROM 备用终端/SPARE TERMINAL" in words


def test_what_nobody_signed_or_the_bank_refused_has_no_signed_slip() -> None:
    for stage in (
        stage_with(FETCHED, people=(REFERENCE, True, NoAnswer.CANCELLED)),
        stage_with(FETCHED, says("A7")),
    ):
        assert "Print the signed slip?" not in stage.words


def test_no_entry_of_this_terminal_comes_of_it() -> None:
    stage = stage_with(FETCHED, says("00"))
    assert len(stage.book) == 0
    assert stage.book.outbox() == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("25", "No such transaction"),
        ("22", "Settled, or past its deadline"),
        ("65", "This way is used up"),
        ("94", "It is signed already"),
        ("96", "Response code 96"),
    ],
)
def test_what_the_bank_does_not_let_be_signed_says_why(code: str, words: str) -> None:
    stage = stage_with(says(code, f37=REFERENCE))
    assert words in stage.words
    assert stage.book.brought() == []


def test_without_a_line_it_says_so() -> None:
    assert "Could not connect" in stage_with(HostFault(HostTrouble.NOT_SENT)).words


def test_an_answer_that_cannot_be_read_is_garbage() -> None:
    assert "garbage" in stage_with(says("00", f37=REFERENCE)).words


def test_who_sees_that_it_is_another_one_signs_nothing() -> None:
    stage = stage_with(FETCHED, people=(REFERENCE, NoAnswer.CANCELLED))
    assert stage.book.brought() == []
    assert len(stage.sent) == 1


def test_who_has_no_reference_asks_the_bank_nothing() -> None:
    assert stage_with(people=(NoAnswer.CANCELLED,)).sent == []


def test_its_own_transaction_is_no_other_terminals() -> None:
    from dataclasses import replace

    own = resign_messages.encode(replace(TOLD, terminal_id=CONFIG.terminal_id))
    stage = stage_with(says("00", f4="000000004800", f37=REFERENCE, f62=own))
    assert "This terminal's: menu 2-2" in stage.words


def test_a_cardholder_who_walks_away_is_an_attempt_that_is_kept() -> None:
    stage = stage_with(FETCHED, people=(REFERENCE, True, NoAnswer.CANCELLED))
    (found,) = stage.book.brought()
    assert [one.outcome for one in found.attempts] == [AttemptOutcome.CANCELLED]
    assert found.signature is Signature.UNSIGNED


@pytest.mark.parametrize(
    ("bank", "signature", "words"),
    [
        (HostFault(HostTrouble.NOT_SENT), Signature.SIGNED, "Signed; sent up later"),
        (HostFault(HostTrouble.NO_ANSWER), Signature.SIGNED, "Signed; sent up later"),
        (says("A7"), Signature.UPLOAD_FAILED, "The bank refused it"),
        (says("94"), Signature.UPLOADED, "Signature stored"),
    ],
)
def test_what_became_of_the_upload_is_said(bank: object, signature: Signature, words: str) -> None:
    stage = stage_with(FETCHED, bank)
    (found,) = stage.book.brought()
    assert found.signature is signature
    assert words in stage.words


def test_a_terminal_that_cannot_sign_on_says_what_to_do() -> None:
    stage = Stage(bank=[HostFault(HostTrouble.NOT_SENT)] * 3)
    stage.run(sign_for_other(CONFIG))
    assert "Sign on first" in stage.words


def test_the_binding_names_the_terminal_whose_transaction_it_is() -> None:
    from dataclasses import replace

    other = replace(OTHER_SALE, key=replace(OTHER_SALE.key, terminal_id="10000003"))
    assert binding_digest(CONFIG, OTHER_SALE) != binding_digest(CONFIG, other)
