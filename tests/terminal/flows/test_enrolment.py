"""Enrolling a signature with consent, and taking it back."""

from datetime import datetime

from receipts.signature import rasterise, sample
from receipts.slip import Copy, Picture
from terminal.dialogue import NoAnswer
from terminal.events import Uploaded
from terminal.faults import HostFault, HostTrouble
from terminal.flows.enrolment import enrol, withdraw
from tests.receipts.test_slips import words
from tests.terminal.flows.stage import CONFIG, START, BankWord, Stage, says, signed, signed_on, sold
from wire import jbig1, resign_messages
from wire.resign_messages import EnrolAnswer, EnrolQuestion

PICTURE = rasterise(sample(0), "475B8226")
UNTIL = datetime.fromisoformat("2027-03-02T12:00:00")
KEPT = says("00", f62=resign_messages.encode(EnrolAnswer(UNTIL)))
FORGOTTEN = says("00", f62=resign_messages.encode(EnrolAnswer()))


def stage_with_a_signed_sale(*bank: BankWord, says_yes: bool = True) -> Stage:
    stage = signed_on(Stage(bank=list(bank)))
    entry = signed(stage, sold(stage), jbig1.encode(PICTURE))
    stage.book.apply(Uploaded(entry.key, "00", START))
    stage.people = [entry.key, True if says_yes else NoAnswer.CANCELLED]
    return stage


def asked(stage: Stage) -> EnrolQuestion:
    return resign_messages.decode(EnrolQuestion, stage.sent[-1].binary(62))


def test_the_cardholder_reads_what_it_is_about_and_says_yes() -> None:
    stage = stage_with_a_signed_sale(KEPT)
    stage.run(enrol(CONFIG))
    assert "I may withdraw it any time" in stage.words
    assert asked(stage) == EnrolQuestion(7, 1)
    assert "Enrolled until 2027-03-02" in stage.words


def test_the_cardholder_takes_along_what_was_agreed_to_with_the_signature_on_it() -> None:
    stage = stage_with_a_signed_sale(KEPT)
    stage.run(enrol(CONFIG))
    [paper] = stage.printed
    assert paper.copy is Copy.CARDHOLDER
    assert "VALID UNTIL): 2027/03/02" in words(paper)
    assert Picture(PICTURE) in paper.blocks
    assert stage.performed.index("Record HandOnFile") < stage.performed.index("Print")


def test_who_takes_it_back_gets_that_on_paper() -> None:
    stage = stage_with_a_signed_sale(FORGOTTEN)
    stage.run(withdraw(CONFIG))
    [paper] = stage.printed
    assert "HAS ERASED" in words(paper)


def test_without_a_yes_the_bank_is_not_asked() -> None:
    stage = stage_with_a_signed_sale(says_yes=False)
    stage.run(enrol(CONFIG))
    assert stage.sent == []


def test_what_was_enrolled_is_taken_back() -> None:
    stage = stage_with_a_signed_sale(FORGOTTEN)
    stage.run(withdraw(CONFIG))
    assert asked(stage) == EnrolQuestion(7, 1, withdraw=1)
    assert "Withdrawn and erased" in stage.words


def test_an_unsigned_sale_has_nothing_to_enrol() -> None:
    stage = signed_on(Stage())
    sold(stage)
    stage.run(enrol(CONFIG))
    assert "No transaction to go by" in stage.words


def test_a_refusal_and_a_silent_bank_are_said() -> None:
    stage = stage_with_a_signed_sale(says("25"))
    stage.run(enrol(CONFIG))
    assert "The bank did not do it" in stage.words
    stage = stage_with_a_signed_sale(HostFault(HostTrouble.NO_ANSWER))
    stage.run(enrol(CONFIG))
    assert "The bank did not answer" in stage.words
