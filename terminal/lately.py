"""What came last, as the idle screen keeps it: whoever missed the notice finds it there.

It follows from the journal alone, so no cut loses it; the next transaction takes its place.
"""

from __future__ import annotations

from terminal.entry import VOID, Entry
from terminal.flows.refused import named
from terminal.journal import Book
from terminal.messages import Text, text
from terminal.states import Payment, SlipState


def lately(book: Book) -> tuple[Text, ...]:
    """That the batch is settled, or the newest transaction taken back or without its slips."""
    last = book.last
    if _is_settled(book):
        batch = f"{book.terminal.closed_batch:06d}"
        return (text("lately.settled", batch=batch), text("print.report"))
    if last is None:
        return ()
    if last.payment is Payment.REVERSED:
        stands = (text("cut.stands"),) if last.kind == VOID else ()
        return (text("lately.taken_back", which=named(last)), *stands)
    if last.payment is Payment.APPROVED and last.slip is SlipState.PRINT_FAILED:
        return (text("lately.approved", which=named(last)), text("print.again"))
    return ()


def taken_back(book: Book) -> Entry | None:
    """The newest transaction, where it was reversed and nothing was done since."""
    last = book.last
    is_over = last is not None and last.payment is Payment.REVERSED
    return last if is_over and not _is_settled(book) else None


def _is_settled(book: Book) -> bool:
    """A batch was closed, and nothing is in the one after it yet."""
    last, terminal = book.last, book.terminal
    return terminal.closed_batch > 0 and (last is None or last.key.batch != terminal.batch)
