"""The mark on what is only training."""

from receipts.slip import Copy, Cut, Document, Feed, Text
from receipts.slips import sale_slip
from receipts.training import training_copy
from tests.receipts.facts import UNSIGNED


def test_it_stands_above_and_below_and_before_the_cut() -> None:
    marked = training_copy(Document((Text("hello"), Feed(), Cut()), "HELLO"))
    words = [
        block.text if isinstance(block, Text) else type(block).__name__ for block in marked.blocks
    ]
    sign = "*** 培训/TRAINING ***"
    assert words == [sign, "hello", sign, "Feed", "Cut"]


def test_the_slip_itself_is_untouched() -> None:
    slip = sale_slip(UNSIGNED, Copy.MERCHANT, "both")
    marked = training_copy(slip)
    assert set(slip.blocks) <= set(marked.blocks)
    assert (marked.copy, marked.title) == (slip.copy, slip.title)
