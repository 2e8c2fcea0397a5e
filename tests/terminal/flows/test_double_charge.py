"""The guard: the bank is asked first, and one intent is charged once."""

from collections.abc import Callable

from terminal.dialogue import NoAnswer
from terminal.entry import Entry
from terminal.faults import HostFault, HostTrouble
from terminal.flows.double_charge import cleared, link_to_a_failed_one
from terminal.intents import Link
from terminal.states import Payment
from tests.terminal.flows.stage import CONFIG, PAN, Stage, says, signed_on
from tests.terminal.test_intents import charged, failed
from wire import resign_messages
from wire.iso8583 import Message
from wire.resign_messages import Status, StatusAnswer, StatusQuery


def knows(payment: str) -> Callable[[Message], Message]:
    """A bank whose books say this of what it is asked about."""

    def answer(request: Message) -> Message:
        query = resign_messages.decode(StatusQuery, request.binary(62))
        said = tuple(Status(o.batch, o.trace, payment) for o in query.asked)
        return says("00", f62=resign_messages.encode(StatusAnswer(said)))(request)

    return answer


def stage_with_a_failed_sale(*bank: object, people: list[object]) -> tuple[Stage, Entry]:
    stage = signed_on(Stage(people=people, bank=list(bank)))  # type: ignore[arg-type]
    return stage, failed(stage, 1)


def test_the_bank_is_asked_before_the_cashier_is() -> None:
    stage, first = stage_with_a_failed_sale(knows("DECLINED"), people=[True])
    assert stage.run(cleared(CONFIG, first)) == Link(first.key)
    assert stage.performed.index("Exchange") < stage.performed.index("Ask Confirm")
    assert "Bank: declined, not charged" in stage.words
    assert "12.00" in stage.words


def test_a_no_charges_nothing() -> None:
    stage, first = stage_with_a_failed_sale(knows("REVERSED"), people=[NoAnswer.CANCELLED])
    assert stage.run(cleared(CONFIG, first)) is NoAnswer.CANCELLED


def test_a_bank_that_cannot_be_asked_lets_nothing_be_charged() -> None:
    silent = HostFault(HostTrouble.NO_ANSWER)
    for word in (silent, says("30")):
        stage, first = stage_with_a_failed_sale(word, people=[])
        assert stage.run(cleared(CONFIG, first)) is NoAnswer.CANCELLED
        assert "The bank could not be asked" in stage.words


def test_what_the_bank_holds_for_a_failed_sale_is_reversed_first() -> None:
    bank = (knows("APPROVED"), says("00"), knows("REVERSED"))
    stage, first = stage_with_a_failed_sale(*bank, people=[True])
    assert stage.run(cleared(CONFIG, first)) == Link(first.key)
    assert [message.mti for message in stage.sent] == ["0820", "0400", "0820"]
    assert stage.book[first.key].payment is Payment.REVERSED
    assert "Bank: reversed, not charged" in stage.words


def test_what_cannot_be_reversed_is_not_charged_again() -> None:
    bank = (knows("APPROVED"), says("00"), knows("APPROVED"))
    stage, first = stage_with_a_failed_sale(*bank, people=[True])
    assert stage.run(cleared(CONFIG, first)) is NoAnswer.CANCELLED
    assert "the first one is charged" in stage.words
    silent = HostFault(HostTrouble.NO_ANSWER)
    stage, first = stage_with_a_failed_sale(
        knows("APPROVED"), silent, silent, silent, people=[True]
    )
    assert stage.run(cleared(CONFIG, first)) is NoAnswer.CANCELLED
    assert stage.book.reversal_due == first.key


def test_a_second_charge_needs_a_word_and_a_name() -> None:
    stage, first = stage_with_a_failed_sale(knows("DECLINED"), people=[True, "99", "9999"])
    charged(stage, 2, first.key)
    assert stage.run(cleared(CONFIG, first)) == Link(first.key, agreed_by="99")
    assert "CHARGE IT TWICE?" in stage.words
    for first_answer in ([], [True]):
        people: list[object] = [*first_answer, NoAnswer.TIMED_OUT]
        stage, first = stage_with_a_failed_sale(knows("DECLINED"), people=people)
        charged(stage, 2, first.key)
        assert stage.run(cleared(CONFIG, first)) is NoAnswer.CANCELLED


def test_only_the_same_card_and_amount_are_asked_about() -> None:
    stage, first = stage_with_a_failed_sale(knows("DECLINED"), people=[True])
    assert stage.run(link_to_a_failed_one(CONFIG, PAN, 1300)) is None
    assert stage.sent == []
    assert stage.run(link_to_a_failed_one(CONFIG, PAN, 1200)) == Link(first.key)
