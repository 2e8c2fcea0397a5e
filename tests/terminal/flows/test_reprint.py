"""Reprints: marked as such, counted, and never of a sale that was not approved."""

from receipts.slip import Copy
from terminal.dialogue import KeyPressed, NoAnswer
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.flows.reprint import reprint_any, reprint_last
from terminal.keys import Key
from terminal.states import SlipState
from tests.terminal.flows.stage import CONFIG, Stage, signed_on, sold
from tests.terminal.flows.test_electronic_slip import unprinted


def test_a_reprint_is_marked_and_counted() -> None:
    stage = signed_on(Stage())
    key = sold(stage).key
    stage.run(reprint_last(CONFIG))
    assert "DUPLICATED" in "\n".join(str(block) for block in stage.printed[0].blocks)
    assert stage.book[key].prints == 3


def test_any_slip_is_picked_from_the_list() -> None:
    stage = signed_on(Stage())
    first = sold(stage, 1, 1200)
    sold(stage, 2, 900)
    stage.people = [[KeyPressed(Key.DOWN), KeyPressed(Key.ENTER)]]
    stage.run(reprint_any(CONFIG))
    assert stage.book[first.key].prints == 3


def test_with_no_slip_there_is_nothing_to_print() -> None:
    stage = signed_on(Stage())
    stage.run(reprint_last(CONFIG))
    stage.run(reprint_any(CONFIG))
    assert stage.words.count("Nothing to print") == 2


def test_slips_that_never_came_out_are_reprinted_both_and_torn_off_between() -> None:
    stage = signed_on(Stage())
    key = unprinted(stage, SlipState.PRINT_FAILED)
    stage.run(reprint_last(CONFIG))
    assert [document.copy for document in stage.printed] == [Copy.MERCHANT, Copy.CARDHOLDER]
    assert "Tear off the merchant copy" in stage.words
    assert (stage.book[key].slip, stage.book[key].prints) == (SlipState.PRINTED, 2)


def test_a_copy_that_is_missing_still_stays_to_be_reprinted() -> None:
    stage = signed_on(Stage(people=[None, NoAnswer.CANCELLED]))
    key = unprinted(stage, SlipState.PRINT_FAILED)
    stage.printer = [None, PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)]
    stage.run(reprint_last(CONFIG))
    assert stage.book[key].slip is SlipState.PRINT_FAILED
    stage.run(reprint_last(CONFIG))
    assert stage.printed[-1].copy is Copy.CARDHOLDER


def test_a_reprint_that_fails_changes_no_state() -> None:
    stage = signed_on(Stage(people=[NoAnswer.CANCELLED]))
    key = sold(stage).key
    stage.printer = [PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)]
    stage.run(reprint_last(CONFIG))
    assert (stage.book[key].slip, stage.book[key].prints) == (SlipState.PRINTED, 2)
