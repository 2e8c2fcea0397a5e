"""Redo: pick, ask the bank, confirm the amount, swipe, charge, and hold open until it is signed."""

from terminal.dialogue import NoAnswer
from terminal.entry import Entry, EntryKey
from terminal.flows.redo import redo
from terminal.flows.sale import Abandoned, sale
from terminal.states import Payment, Signature
from tests.terminal.flows.stage import CONFIG, PAN, Stage, signed_on
from tests.terminal.flows.test_double_charge import knows
from tests.terminal.flows.test_sale import BEGIN, CREDIT, DRAWN
from tests.terminal.test_intents import failed
from wire import resign_messages
from wire.pan import Pan
from wire.resign_messages import InPlaceOf


def test_the_amount_is_charged_again_linked_and_signed_at_the_bank() -> None:
    stage = signed_on(Stage(bank=[knows("DECLINED")]))
    first = failed(stage, 1)
    stage.people = [first.key, True, CREDIT, DRAWN]
    entry = stage.run(redo(CONFIG))
    assert isinstance(entry, Entry)
    assert (entry.payment, entry.signature) == (Payment.APPROVED, Signature.UPLOADED)
    assert (entry.redo_of, entry.amount_minor) == (first.key, first.amount_minor)
    sold = next(message for message in stage.sent if message.mti == "0200")
    assert resign_messages.decode(InPlaceOf, sold.binary(62)) == InPlaceOf(7, 1)
    assert "Signature stored" in stage.words


def test_its_slip_names_the_first_one() -> None:
    stage = signed_on(Stage(bank=[knows("DECLINED")]))
    first = failed(stage, 1)
    stage.people = [first.key, True, CREDIT, DRAWN]
    stage.run(redo(CONFIG))
    assert "000001" in str(stage.printed[0].blocks)


def test_an_ordinary_sale_of_the_same_card_and_amount_becomes_a_redo() -> None:
    for card, link in ((Pan("6212340000000019"), EntryKey(7, 1)), (PAN, None)):
        stage = signed_on(Stage(bank=[knows("REVERSED")] if link else []))
        first = failed(stage, 1, pan=card)
        stage.people = [first.amount_minor, CREDIT, True, DRAWN] if link else [1200, CREDIT, DRAWN]
        entry = stage.run(sale(CONFIG, BEGIN))
        assert isinstance(entry, Entry)
        assert entry.redo_of == link


def test_nothing_is_charged_where_nobody_confirms_or_there_is_nothing_to_redo() -> None:
    stage = signed_on(Stage(bank=[knows("DECLINED")]))
    assert isinstance(stage.run(redo(CONFIG)), Abandoned)
    assert "No failed sale to redo" in stage.words
    first = failed(stage, 1)
    for people in ([NoAnswer.CANCELLED], [first.key, NoAnswer.CANCELLED]):
        stage.people = list(people)
        assert isinstance(stage.run(redo(CONFIG)), Abandoned)
    assert len(stage.book) == 1
