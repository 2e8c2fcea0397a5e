"""What a batch comes to."""

from dataclasses import replace

from terminal.entry import VOID, Entry, EntryKey
from terminal.states import Payment
from terminal.totals import totals_of
from tests.terminal.flows.stage import Stage, signed_on, sold
from wire.cup_fields import Totals


def sale(trace: int, amount_minor: int, organisation: str = "CUP") -> Entry:
    entry = sold(signed_on(Stage()), trace, amount_minor)
    assert entry.answer is not None
    return replace(entry, answer=replace(entry.answer, organisation=organisation))


def void_of(entry: Entry, trace: int) -> Entry:
    key = EntryKey(entry.key.batch, trace)
    return replace(entry, key=key, kind=VOID, original=entry.key, answer=None)


def test_sales_are_debits_by_the_country_of_the_card() -> None:
    totals = totals_of([sale(1, 1200), sale(2, 800), sale(3, 500, "VIS")])
    assert totals.domestic == Totals(2000, 2)
    assert totals.foreign == Totals(500, 1)


def test_a_void_is_a_credit_where_its_sale_is_and_the_sale_still_counts() -> None:
    voided = replace(sale(1, 1200, "VIS"), payment=Payment.VOIDED)
    totals = totals_of([voided, void_of(voided, 2)])
    assert totals.foreign == Totals(1200, 1, 1200, 1)
    assert totals.domestic == Totals()


def test_what_was_declined_or_reversed_never_was() -> None:
    gone = [replace(sale(1, 1200), payment=p) for p in (Payment.DECLINED, Payment.REVERSED)]
    assert totals_of(gone).domestic == Totals()
