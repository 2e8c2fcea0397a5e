"""Re-sign last and re-sign selected."""

from datetime import timedelta

from receipts.signature import sample
from terminal.dialogue import KeyPressed, NoAnswer
from terminal.dialogues.signature import SignedStrokes
from terminal.entry import AttemptOutcome, Entry, Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.resign import resign_last, resign_selected
from terminal.keys import Key
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, Stage, says, signed_on, sold
from wire.response_codes import lookup

DRAWN = SignedStrokes(sample(1), 0)
ENTER = [KeyPressed(Key.ENTER)]


def stage_with(*amounts_minor: int) -> Stage:
    stage = signed_on(Stage())
    for place, amount_minor in enumerate(amounts_minor, 1):
        sold(stage, place, amount_minor)
    return stage


def newest(stage: Stage) -> Entry:
    entry = stage.book.last
    assert entry is not None
    return entry


def test_resign_last_takes_the_newest_unsigned_sale_and_the_bank_stores_it() -> None:
    stage = stage_with(1200, 900)
    stage.people = [DRAWN, None, NoAnswer.CANCELLED]
    stage.run(resign_last(CONFIG))
    entry = newest(stage)
    assert entry.signature is Signature.UPLOADED
    assert entry.attempts[-1].route is Route.TERMINAL_LAST
    assert "Bank stored it" in stage.words


def test_who_signs_what_the_bank_has_already_is_told_so() -> None:
    stage = stage_with(1200)
    stage.people, stage.bank = [DRAWN], [says("94")]
    stage.run(resign_last(CONFIG))
    assert "The bank had one before" in stage.words
    assert "Bank stored it" not in stage.words


def test_a_refusal_of_the_bank_is_told_in_words() -> None:
    stage = stage_with(1200)
    stage.people, stage.bank = [DRAWN], [says("64")]
    stage.run(resign_last(CONFIG))
    assert "The bank refused it" in stage.words
    assert lookup("64").en in stage.words


def test_the_signature_is_durable_before_it_is_sent() -> None:
    stage = stage_with(1200)
    stage.people = [DRAWN]
    stage.run(resign_last(CONFIG))
    acts = [p for p in stage.performed if p.split()[0] in {"Record", "Exchange"}]
    assert acts[:3] == ["Record Signed", "Exchange", "Record Uploaded"]


def test_the_payment_never_changes_by_a_signature() -> None:
    stage = stage_with(1200)
    before = newest(stage).payment
    stage.people = [DRAWN]
    stage.run(resign_last(CONFIG))
    assert newest(stage).payment is before


def test_with_nothing_unsigned_it_says_so() -> None:
    stage = signed_on(Stage())
    stage.run(resign_last(CONFIG))
    assert "Nothing is unsigned" in stage.words


def test_walking_away_again_is_one_more_attempt_and_leaves_it_open() -> None:
    stage = stage_with(1200)
    stage.run(resign_last(CONFIG))
    entry = newest(stage)
    assert entry.signature is Signature.UNSIGNED
    assert entry.attempts[-1].outcome is AttemptOutcome.WALKED_AWAY


def test_a_fourth_try_by_the_same_route_is_refused_with_the_way_left() -> None:
    stage = stage_with(1200)
    for _ in range(3):
        stage.run(resign_last(CONFIG))
    stage.people = [DRAWN]
    stage.run(resign_last(CONFIG))
    assert newest(stage).signature is Signature.UNSIGNED
    assert "Use the phone page or support" in stage.words


def test_past_the_hard_deadline_the_terminal_refuses() -> None:
    stage = stage_with(1200)
    stage.now += timedelta(days=8)
    stage.people = []
    stage.bank = [says("00", f62=bytes(40), f60="00000007003")]
    stage.run(resign_last(CONFIG))
    assert "Past the re-sign deadline" in stage.words


def test_a_selected_sale_is_found_by_its_amount() -> None:
    stage = stage_with(1200, 2550, 900)
    filtered = [KeyPressed(Key(key)) for key in "1200"]
    stage.people = [
        [*filtered, *ENTER, *ENTER],
        DRAWN,
        None,
        NoAnswer.CANCELLED,
        NoAnswer.CANCELLED,
    ]
    stage.run(resign_selected(CONFIG))
    by_amount = {entry.amount_minor: entry for entry in stage.book}
    assert by_amount[1200].signature is Signature.UPLOADED
    assert by_amount[1200].attempts[-1].route is Route.TERMINAL_SELECTED
    assert by_amount[900].signature is Signature.UNSIGNED


def test_a_line_that_is_down_keeps_the_signature_for_later() -> None:
    stage = stage_with(1200)
    stage.people = [DRAWN]
    stage.bank = [HostFault(HostTrouble.NOT_SENT)]
    stage.run(resign_last(CONFIG))
    assert newest(stage).signature is Signature.SIGNED
    assert "Signed; sent up later" in stage.words


def test_a_refused_image_has_to_be_signed_again() -> None:
    stage = stage_with(1200)
    stage.people = [DRAWN]
    stage.bank = [says("64")]
    stage.run(resign_last(CONFIG))
    entry = newest(stage)
    assert entry.signature is Signature.UPLOAD_FAILED
    assert entry.is_open


def test_the_signed_slip_says_re_signed_and_duplicated() -> None:
    stage = stage_with(1200)
    stage.people = [DRAWN, None, True]
    stage.run(resign_last(CONFIG))
    words = "\n".join(str(block) for block in stage.printed[-1].blocks)
    assert "补签/RE-SIGNED 2026/03/02" in words
    assert "DUPLICATED" in words
    assert "FROM 终端上一笔/TERMINAL, LAST" in words
