"""What every approved transaction has in common."""

from terminal.events import ReversalDue
from terminal.faults import HostFault, HostTrouble
from terminal.flows.approval import complete, is_approved, ready
from terminal.messages import text
from terminal.states import SlipState
from tests.terminal.deeds import intended
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


def test_what_is_completed_has_its_slips_and_is_still_approved() -> None:
    from terminal.entry import EntryKey
    from terminal.events import Approved
    from tests.terminal.deeds import YES

    stage = signed_on(Stage())
    begun = intended()
    stage.book.apply(begun)
    entry = stage.book.apply(Approved(EntryKey(1, 1), YES, START))
    assert entry is not None
    done = stage.run(complete(CONFIG, entry))
    assert done.slip is SlipState.PRINTED
    assert is_approved(done)


def test_an_entry_without_an_answer_is_not_approved() -> None:
    stage = signed_on(Stage())
    assert is_approved(sold(stage))
    entry = stage.book.apply(intended(2))
    assert entry is not None
    assert not is_approved(entry)
