"""The bank's own guard: one intent is not booked twice without a name."""

from acquirer.desk_records import Redo
from acquirer.records import Action, Payment
from acquirer.redo import charged_for
from tests.acquirer.till import Till, a_till
from wire import resign_messages
from wire.iso8583 import Message
from wire.resign_messages import InPlaceOf


def instead(till: Till, trace: int, agreed_by: str | None = None) -> Message:
    """A sale in place of the one with this trace."""
    named = InPlaceOf(till.batch, trace, agreed_by)
    return till.sale().with_fields({62: resign_messages.encode(named)})


def declined(till: Till) -> int:
    """The trace of a sale that the bank refused."""
    till.bank.faults.refuse_next("51")
    assert till.code(till.sale()) == "51"
    return till.trace


def test_what_failed_is_charged_in_its_place_and_the_books_know_the_link() -> None:
    till = a_till()
    first = declined(till)
    assert till.code(instead(till, first)) == "00"
    (link,) = till.bank.store.many(Redo, key=till.key(first))
    assert (link.by_trace, link.agreed_by) == (till.trace, "")
    assert charged_for(till.bank.store, till.key(first)) == till.transaction()
    notes = [row for row in till.bank.store.audit() if row.action is Action.SALE_REDONE]
    assert [row.why for row in notes] == [f"in place of {till.key(first)}"]


def test_a_second_charge_in_its_place_is_refused() -> None:
    till = a_till()
    first = declined(till)
    till.ask(instead(till, first))
    assert till.code(instead(till, first)) == "94"
    assert till.transaction().payment is Payment.DECLINED


def test_what_was_charged_itself_is_not_charged_in_its_place() -> None:
    till = a_till()
    till.sell()
    assert till.code(instead(till, till.trace)) == "94"


def test_what_was_reversed_may_be_charged_in_its_place() -> None:
    till = a_till()
    sale, _ = till.sell()
    first = till.trace
    assert till.code(till.reversal(sale)) == "00"
    assert till.code(instead(till, first)) == "00"


def test_with_a_name_it_is_charged_twice_and_the_audit_says_so() -> None:
    till = a_till()
    first = declined(till)
    till.ask(instead(till, first))
    assert till.code(instead(till, first, "99")) == "00"
    notes = [row for row in till.bank.store.audit() if row.action is Action.SALE_CHARGED_TWICE]
    assert [row.why for row in notes] == [f"in place of {till.key(first)}, operator 99 agreed"]


def test_the_same_sale_again_is_answered_as_before_and_linked_once() -> None:
    till = a_till()
    first = declined(till)
    sale = instead(till, first)
    assert [till.code(sale), till.code(sale)] == ["00", "00"]
    assert len(till.bank.store.many(Redo, key=till.key(first))) == 1


def test_another_hosts_field_62_says_nothing_to_us() -> None:
    till = a_till()
    assert till.code(till.sale().with_fields({62: b"hotel 12"})) == "00"
    assert till.code(till.sale().with_fields({62: b"\xff\xa1"})) == "30"
