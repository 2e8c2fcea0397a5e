"""Diagnose: each step is tried, the first that fails is named."""

import pytest

from sim_cards.card import load
from sim_cards.magstripe import swipe
from terminal.dialogue import CardSwiped, NoAnswer
from terminal.events import UploadFailed
from terminal.faults import CameOut, HostFault, HostTrouble, PrinterFault, PrinterTrouble
from terminal.flows.diagnose import check_keys, check_line, check_printer, check_reader, last_code
from tests.terminal.flows.stage import CONFIG, START, Stage, says, signed, signed_on, sold
from wire.cup_fields import ClearKeys, WorkingKeys62
from wire.response_codes import lookup

FIELD_62 = WorkingKeys62.seal(bytes(16), ClearKeys(bytes(16), bytes(16))).encode()
SIGNED_ON = says("00", f60="00000008003", f62=FIELD_62)


def found(stage: Stage) -> dict[str, str]:
    """The rows of the last screen."""
    rows = stage.screens[-1].rows
    return {row.text.say("en"): row.right.say("en") if row.right else "" for row in rows}


def advice(stage: Stage) -> str:
    return " / ".join(line.say("en") for line in stage.screens[-1].lines)


def test_a_line_that_is_well_passes_every_step() -> None:
    stage = signed_on(Stage(bank=[says("00"), SIGNED_ON]))
    stage.run(check_line(CONFIG))
    assert found(stage) == {
        "Address": "192.0.2.10:9583",
        "TPDU": "6000030000",
        "Connect": "ok",
        "Echo": "ok",
        "Sign-on": "ok",
    }
    assert advice(stage) == "All is well"
    assert [message.mti for message in stage.sent] == ["0820", "0800"]


@pytest.mark.parametrize(
    ("trouble", "failed", "what_to_do"),
    [
        (HostTrouble.NOT_SENT, "Connect", "Check cable, address and port"),
        (HostTrouble.NO_ANSWER, "Echo", "Line is up: call the acquirer"),
        (HostTrouble.GARBAGE, "Echo", "Line is up: call the acquirer"),
    ],
)
def test_the_step_of_the_line_that_fails_is_named(
    trouble: HostTrouble, failed: str, what_to_do: str
) -> None:
    stage = signed_on(Stage(bank=[HostFault(trouble)]))
    stage.run(check_line(CONFIG))
    assert found(stage)[failed] == "FAILED"
    assert found(stage)["Sign-on"] == "not reached"
    assert what_to_do in advice(stage)


def test_a_bank_that_refuses_the_sign_on_is_named_too() -> None:
    stage = signed_on(Stage(bank=[says("00"), says("97")]))
    stage.run(check_line(CONFIG))
    assert found(stage)["Echo"] == "ok"
    assert found(stage)["Sign-on"] == "FAILED"


@pytest.mark.parametrize(
    ("trouble", "failed"),
    [
        (PrinterTrouble.CABLE, "Open the port"),
        (PrinterTrouble.SILENT, "Answers"),
        (PrinterTrouble.COVER_OPEN, "Cover"),
        (PrinterTrouble.NO_PAPER, "Paper"),
        (PrinterTrouble.OVERHEAT, "Head and knife"),
        (PrinterTrouble.CUTTER, "Head and knife"),
    ],
)
def test_every_trouble_of_a_printer_fails_its_step(trouble: PrinterTrouble, failed: str) -> None:
    stage = signed_on(Stage(printer_trouble=PrinterFault(trouble, CameOut.NOTHING)))
    stage.run(check_printer(CONFIG))
    assert [name for name, said in found(stage).items() if said == "FAILED"] == [failed]
    assert found(stage)["Test slip"] == "not reached"
    assert stage.printed == []


@pytest.mark.parametrize(("readable", "said"), [(True, "ok"), (NoAnswer.CANCELLED, "FAILED")])
def test_a_person_says_whether_the_test_slip_is_clear(readable: object, said: str) -> None:
    stage = signed_on(Stage(people=[True, readable]))
    stage.run(check_printer(CONFIG))
    assert len(stage.printed) == 1
    assert found(stage)["Test slip"] == said


def test_a_card_is_read_masked_and_nothing_is_charged() -> None:
    tracks = swipe(load("visa"), 0)
    stage = signed_on(Stage(people=[CardSwiped(tracks.track1, tracks.track2, tracks.track3)]))
    stage.run(check_reader(CONFIG))
    assert "******" in found(stage)["Card"]
    assert (stage.sent, len(stage.book)) == ([], 0)


def test_a_stripe_that_cannot_be_read_and_no_swipe_at_all_are_told_apart() -> None:
    unread = signed_on(Stage(people=[CardSwiped("", ";nonsense?", "")]))
    unread.run(check_reader(CONFIG))
    assert found(unread)["Track 2"] == "FAILED"
    nobody = signed_on(Stage())
    nobody.run(check_reader(CONFIG))
    assert found(nobody)["Swipe"] == "FAILED"


def test_keys_show_their_check_values_and_the_mac_key_works() -> None:
    stage = signed_on(Stage())
    stage.run(check_keys(CONFIG))
    assert found(stage)["Master key"] == "82E13665"
    assert found(stage)["MAC made and checked"] == "ok"


def test_without_working_keys_it_says_to_sign_on() -> None:
    stage = Stage(has_keys=False)
    stage.run(check_keys(CONFIG))
    assert found(stage)["PIN key"] == "FAILED"
    assert advice(stage) == "Sign on (menu 5)"


def test_the_last_code_is_said_in_plain_words_with_what_to_do() -> None:
    stage = signed_on(Stage())
    stage.run(last_code(CONFIG))
    assert "The bank has not answered yet" in stage.words
    sold(stage)
    stage.run(last_code(CONFIG))
    assert "Approved: nothing to do" in stage.words


def test_the_last_code_may_be_the_answer_to_a_signature() -> None:
    stage = signed_on(Stage())
    entry = signed(stage, sold(stage))
    stage.book.apply(UploadFailed(entry.key, str(HostTrouble.NO_ANSWER), START, final=False))
    stage.run(last_code(CONFIG))
    assert "Approved: nothing to do" in stage.words  # a line that failed is no answer
    stage.book.apply(UploadFailed(entry.key, "22", START, final=True))
    stage.run(last_code(CONFIG))
    assert lookup("22").en in stage.words
