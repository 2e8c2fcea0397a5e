"""Printing: faults shown, reloads awaited, nothing twice."""

import pytest

from receipts.slip import Document, Text
from terminal.dialogue import NoAnswer
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.flows.printing import MAX_RELOADS, print_copies
from terminal.messages import plain
from tests.terminal.flows.stage import CONFIG, Stage

FIRST = Document((Text("first"),), "first")
SECOND = Document((Text("second"),), "second")


def fault(trouble: PrinterTrouble, came_out: CameOut = CameOut.NOTHING) -> PrinterFault:
    return PrinterFault(trouble, came_out)


def test_both_copies_come_out_with_a_pause_to_tear() -> None:
    stage = Stage()
    assert stage.run(print_copies(CONFIG, (FIRST, SECOND))) == 2
    assert stage.printed == [FIRST, SECOND]
    assert "Tear off the merchant copy" in stage.words


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (PrinterTrouble.NO_PAPER, "Reload and press ENTER"),
        (PrinterTrouble.COVER_OPEN, "Close cover, press ENTER"),
        (PrinterTrouble.CABLE, "Plug cable in, press ENTER"),
        (PrinterTrouble.SILENT, "Check printer, press ENTER"),
    ],
)
def test_each_trouble_says_what_to_do(trouble: PrinterTrouble, words: str) -> None:
    stage = Stage(people=[True], printer=[fault(trouble)])
    assert stage.run(print_copies(CONFIG, (FIRST,))) == 1
    assert words in stage.words
    assert "FinishPrinting" in stage.performed


def test_what_did_not_help_is_explained_when_it_comes_again() -> None:
    gone = PrinterFault(PrinterTrouble.CABLE, CameOut.NOTHING, plain("there is no /dev/ttyUSB0"))
    once = Stage(people=[NoAnswer.CANCELLED], printer=[gone])
    once.run(print_copies(CONFIG, (FIRST,)))
    assert "/dev/ttyUSB0" not in once.words
    twice = Stage(people=[True, NoAnswer.CANCELLED], printer=[gone, gone])
    twice.run(print_copies(CONFIG, (FIRST,)))
    assert "there is no /dev/ttyUSB0" in twice.words


def test_after_a_reload_the_slip_is_finished_not_begun_again() -> None:
    stage = Stage(people=[True], printer=[fault(PrinterTrouble.NO_PAPER, CameOut.PART)])
    stage.run(print_copies(CONFIG, (FIRST,)))
    assert stage.performed.count("Print") == 1


def test_giving_up_forgets_the_slip() -> None:
    stage = Stage(people=[NoAnswer.CANCELLED], printer=[fault(PrinterTrouble.NO_PAPER)])
    assert stage.run(print_copies(CONFIG, (FIRST, SECOND))) == 0
    assert stage.performed[-1] == "AbandonPrinting"


@pytest.mark.parametrize("said", [NoAnswer.CANCELLED, NoAnswer.TIMED_OUT])
def test_a_slip_nobody_saw_whole_is_not_printed_again(said: NoAnswer) -> None:
    stage = Stage(people=[said], printer=[fault(PrinterTrouble.CABLE, CameOut.UNKNOWN)])
    assert stage.run(print_copies(CONFIG, (FIRST,))) == 0
    assert stage.performed.count("Print") == 1
    assert "PRINTER UNPLUGGED\nDid the slip come out whole?" in stage.words
    assert "Part may be out; reprint it" in stage.words


def test_a_slip_that_was_seen_whole_is_printed_and_the_next_copy_follows() -> None:
    stage = Stage(
        people=[True, NoAnswer.TIMED_OUT], printer=[fault(PrinterTrouble.SILENT, CameOut.UNKNOWN)]
    )
    assert stage.run(print_copies(CONFIG, (FIRST, SECOND))) == 2
    assert stage.printed == [FIRST, SECOND]
    assert "AbandonPrinting" in stage.performed


def test_a_printer_that_stays_broken_is_given_up() -> None:
    broken: list[PrinterFault | None] = [fault(PrinterTrouble.CUTTER)] * (MAX_RELOADS + 5)
    stage = Stage(people=[True] * 99, printer=list(broken))
    assert stage.run(print_copies(CONFIG, (FIRST,))) == 0
