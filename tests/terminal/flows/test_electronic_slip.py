"""The slip on a phone where no paper came out."""

from datetime import datetime

import pytest

from terminal.dialogue import NoAnswer
from terminal.entry import EntryKey, HostAnswer
from terminal.events import Approved, Intended, SlipsDone
from terminal.faults import CameOut, HostFault, HostTrouble, PrinterFault, PrinterTrouble
from terminal.flows.electronic_slip import send_slip, slip_without_paper
from terminal.flows.sale import sale
from terminal.states import Signature, SlipState
from tests.terminal.flows.stage import CONFIG, PAN, START, BankWord, Stage, says, signed_on, sold
from tests.terminal.flows.test_sale import BEGIN, CREDIT
from wire import resign_messages
from wire.resign_messages import LinkAnswer

URL = "https://pay.example/e/abc"
UNTIL = datetime.fromisoformat("2026-04-01T12:00:00")
LINK = says("00", f62=resign_messages.encode(LinkAnswer(URL, "abc", UNTIL)))
EMPTY = PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)


def offered(*bank: BankWord, people: list[object]) -> tuple[Stage, SlipState]:
    stage = signed_on(Stage(people=people, bank=list(bank)))
    entry = sold(stage)
    return stage, stage.run(slip_without_paper(CONFIG, entry))


def test_it_is_sent_when_the_cardholder_has_it() -> None:
    stage, slip = offered(LINK, people=[True, True])
    assert slip is SlipState.SENT
    assert stage.screens[-1].qr == URL
    assert "There until 2026-04-01" in stage.words


def test_a_code_that_nobody_scanned_sent_nothing() -> None:
    for people in ([NoAnswer.CANCELLED], [True, NoAnswer.CANCELLED], [True, NoAnswer.TIMED_OUT]):
        _, slip = offered(LINK, people=list(people))
        assert slip is SlipState.PRINT_FAILED


@pytest.mark.parametrize("bank", [says("40"), says("25"), HostFault(HostTrouble.CLOSED)])
def test_what_the_bank_has_no_page_for_is_not_offered(bank: BankWord) -> None:
    stage, slip = offered(bank, people=[True])
    assert slip is SlipState.PRINT_FAILED
    assert [act for act in stage.performed if act.startswith("Ask")] == []


@pytest.mark.parametrize(
    ("bank", "words"),
    [
        (says("40"), "The bank gives no slip link"),
        (HostFault(HostTrouble.CLOSED), "The bank closed the line"),
    ],
)
def test_who_asks_for_it_at_the_menu_is_told_why_there_is_none(bank: BankWord, words: str) -> None:
    stage = signed_on(Stage(bank=[bank]))
    entry = unprinted(stage, SlipState.PRINT_FAILED)
    stage.people = [entry]
    stage.run(send_slip(CONFIG))
    assert words in stage.words
    assert stage.book[entry].slip is SlipState.PRINT_FAILED


def test_a_sale_without_paper_ends_with_its_slip_sent() -> None:
    people = [1200, CREDIT, NoAnswer.CANCELLED, NoAnswer.CANCELLED, True, True]
    stage = signed_on(Stage(people=people, printer=[EMPTY], bank=[says("00"), LINK]))
    stage.run(sale(CONFIG, BEGIN))
    assert stage.book.last is not None
    assert stage.book.last.slip is SlipState.SENT


def test_a_slip_that_failed_is_sent_later_and_a_printed_one_stays_printed() -> None:
    for before, after in (
        (SlipState.PRINT_FAILED, SlipState.SENT),
        (SlipState.PRINTED, SlipState.PRINTED),
    ):
        stage = signed_on(Stage(bank=[LINK]))
        entry = unprinted(stage, before)
        stage.people = [entry, True]
        stage.run(send_slip(CONFIG))
        assert stage.book[entry].slip is after
        assert "The slip was sent" in stage.words


def unprinted(stage: Stage, slip: SlipState) -> EntryKey:
    """The key of a sale whose slip ended so."""

    key = EntryKey(7, 1)
    who = ("SALE", 1200, "156", PAN, "3012", "022", "01", START, Signature.UNSIGNED)
    stage.book.apply(Intended(key, *who))
    answer = HostAnswer("00", "000000000001", "A12345", "0302", "120003", "0302")
    stage.book.apply(Approved(key, answer, START))
    stage.book.apply(SlipsDone(key, slip, 0, START))
    return key
