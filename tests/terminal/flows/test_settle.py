"""结算: what is unsigned is shown first, what is signed goes up first."""

from terminal.dialogue import KeyPressed, NoAnswer
from terminal.faults import CameOut, HostFault, HostTrouble, PrinterFault, PrinterTrouble
from terminal.flows.resign import resign_last
from terminal.flows.settle import print_report, settle
from terminal.keys import Key
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, SUPERVISOR, Stage, says, signed, signed_on, sold
from tests.terminal.flows.test_closing import balanced

UNSIGNED = [Key.ENTER, True, True, True, *SUPERVISOR]
"""Goes on over the check, the notice and the list, confirms, and calls the supervisor."""


def stage_with(*bank: object, signature: Signature = Signature.UNSIGNED) -> Stage:
    stage = signed_on(Stage(bank=list(bank)))  # type: ignore[arg-type]
    sold(stage, 1, signature=signature)
    return stage


def test_the_unsigned_ones_are_shown_with_the_way_that_will_be_left() -> None:
    stage = stage_with(balanced())
    stage.people = list(UNSIGNED)
    stage.run(settle(CONFIG))
    assert "1 unsigned" in stage.words
    assert "be signed by phone or support" in stage.words
    assert stage.book.terminal.closed_batch == 7


def test_who_goes_to_have_them_signed_settles_nothing() -> None:
    stage = stage_with()
    stage.people = [NoAnswer.CANCELLED]
    stage.run(settle(CONFIG))
    assert stage.sent == []


def test_the_list_says_that_enter_shows_the_totals_and_lets_nothing_be_chosen() -> None:
    stage = stage_with()
    stage.people = [*UNSIGNED[:3], NoAnswer.CANCELLED]
    stage.run(settle(CONFIG))
    listed, asked = stage.screens[-2:]
    assert listed.hint is not None
    assert listed.hint.say("en") == "ENTER: totals, CANCEL back"
    assert asked.title.say("en") == "SETTLE NOW?"
    assert asked.big is not None
    assert [row.chosen for row in listed.rows] == [False]
    assert stage.sent == []


def test_a_cashier_alone_settles_nothing() -> None:
    stage = stage_with()
    stage.people = [*UNSIGNED[:-2], "99", "1234"]
    stage.run(settle(CONFIG))
    assert "SUPERVISOR NEEDED" in stage.words
    assert stage.sent == []


def test_signatures_go_up_before_the_totals() -> None:
    stage = stage_with(says("00"), balanced())
    entry = stage.book.last
    assert entry is not None
    signed(stage, entry)
    stage.people = [[KeyPressed(Key.ENTER)], *SUPERVISOR]
    stage.run(settle(CONFIG))
    assert [message.mti for message in stage.sent] == ["0820", "0500"]


def test_a_signature_that_does_not_go_up_keeps_the_batch_open() -> None:
    stage = stage_with(HostFault(HostTrouble.NOT_SENT))
    entry = stage.book.last
    assert entry is not None
    signed(stage, entry)
    stage.run(settle(CONFIG))
    assert "Signatures not sent: 1" in stage.words
    assert [message.mti for message in stage.sent] == ["0820"]


def test_the_totals_are_frozen_before_they_are_sent() -> None:
    stage = stage_with(balanced(), signature=Signature.NOT_REQUIRED)
    stage.people = [True, *SUPERVISOR]
    stage.run(settle(CONFIG))
    acts = [p for p in stage.performed if p.split()[0] in {"Record", "Exchange"}]
    assert acts[3:] == ["Record Closing", "Exchange", "Record Closed", "Record Settled"]


def test_the_report_lists_what_nobody_signed_and_can_be_printed_again() -> None:
    stage = stage_with(balanced())
    stage.people = list(UNSIGNED)
    stage.run(settle(CONFIG))
    stage.run(print_report(CONFIG))
    first, again = ("\n".join(map(str, paper.blocks)) for paper in stage.printed)
    for words in (first, again):
        assert "SIGNATURES NOT UPLOADED" in words


def test_a_report_that_was_given_up_is_said_to_be_missing_with_the_way_to_it() -> None:
    stage = stage_with(balanced())
    stage.people = [*UNSIGNED, None, NoAnswer.CANCELLED]
    stage.printer = [PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)]
    stage.run(settle(CONFIG))
    last = [line.say("en") for line in stage.screens[-1].lines]
    assert last == ["The slip did not print", "F1 4 3 prints the report"]


def test_afterwards_the_terminal_says_which_ways_are_left() -> None:
    stage = stage_with(balanced())
    stage.people = list(UNSIGNED)
    stage.run(settle(CONFIG))
    stage.run(resign_last(CONFIG))
    assert "not at this terminal" in stage.words
    assert "Use the phone page or support" in stage.words


def test_before_the_first_settlement_there_is_no_report() -> None:
    stage = signed_on(Stage())
    stage.run(print_report(CONFIG))
    assert "Nothing was settled yet" in stage.words
