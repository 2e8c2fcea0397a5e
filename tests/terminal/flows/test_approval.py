"""What every approved transaction has in common."""

from terminal.dialogue import NoAnswer
from terminal.entry import Entry, EntryKey
from terminal.events import Approved, ReversalDue
from terminal.faults import CameOut, HostFault, HostTrouble, PrinterFault, PrinterTrouble
from terminal.flows.approval import complete, is_approved, ready
from terminal.messages import text
from terminal.states import SlipState
from tests.terminal.deeds import YES, intended
from tests.terminal.flows.stage import CONFIG, START, Stage, signed_on, sold


def test_a_terminal_that_is_signed_on_and_owes_nothing_is_ready() -> None:
    assert signed_on(Stage()).run(ready(CONFIG, text("sale.title")))


def test_an_outstanding_reversal_is_in_the_way_and_the_screen_says_so() -> None:
    stage = signed_on(Stage(bank=[HostFault(HostTrouble.NOT_SENT)]))
    waiting = intended()
    stage.book.apply(waiting)
    stage.book.apply(ReversalDue(waiting.key, "98", START))
    assert not stage.run(ready(CONFIG, text("void.title")))
    assert "reversal outstanding" in stage.words


def approved(stage: Stage) -> Entry:
    """The bank has said yes; nobody signed and nothing was printed yet."""
    stage.book.apply(intended())
    entry = stage.book.apply(Approved(EntryKey(1, 1), YES, START))
    assert entry is not None
    return entry


def test_what_is_completed_has_its_slips_and_is_still_approved() -> None:
    stage = signed_on(Stage())
    done = stage.run(complete(CONFIG, approved(stage)))
    assert done.slip is SlipState.PRINTED
    assert is_approved(done)
    assert "did not print" not in stage.words


def test_a_slip_that_was_given_up_is_said_to_be_missing_with_the_way_to_it() -> None:
    empty = PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)
    stage = signed_on(Stage(people=[NoAnswer.CANCELLED] * 3, printer=[empty]))
    done = stage.run(complete(CONFIG, approved(stage)))
    assert done.slip is SlipState.PRINT_FAILED
    last = [line.say("en") for line in stage.screens[-1].lines]
    assert last[-2:] == ["The slip did not print", "F1 4 1 prints the slip"]
    assert stage.waits[-1] == CONFIG.waits.error_s


def test_an_entry_without_an_answer_is_not_approved() -> None:
    stage = signed_on(Stage())
    assert is_approved(sold(stage))
    entry = stage.book.apply(intended(2))
    assert entry is not None
    assert not is_approved(entry)
