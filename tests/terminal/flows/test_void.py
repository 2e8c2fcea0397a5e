"""消费撤销: a sale is undone at the bank, with a reversal of its own where nobody knows."""

from terminal.dialogue import KeyPressed
from terminal.entry import Entry
from terminal.faults import HostFault, HostTrouble
from terminal.flows.recover import recover
from terminal.flows.void import void
from terminal.keys import Key
from terminal.slips import duplicates
from terminal.states import Payment, Signature
from tests.terminal.flows.stage import CONFIG, SUPERVISOR, Stage, says, signed_on, sold

PICK = [[KeyPressed(Key.ENTER), KeyPressed(Key.ENTER)], *SUPERVISOR]


def stage_with(*bank: object, signature: Signature = Signature.UNSIGNED) -> Stage:
    stage = signed_on(Stage(people=list(PICK), bank=list(bank)))  # type: ignore[arg-type]
    sold(stage, 1, signature=signature)
    return stage


def both(stage: Stage) -> tuple[Entry, Entry]:
    first, last = list(stage.book)
    return first, last


def test_the_void_names_its_sale_by_batch_trace_reference_and_authorisation() -> None:
    stage = stage_with()
    stage.run(void(CONFIG))
    (request,) = stage.sent
    assert (request.mti, request.text(3), request.text(60)[:2]) == ("0200", "200000", "23")
    assert request.text(61) == "000007" + "000001"
    assert (request.text(37), request.text(38)) == ("000000000001", "A12345")


def test_an_approved_void_undoes_the_sale_and_closes_its_open_signature() -> None:
    stage = stage_with()
    stage.run(void(CONFIG))
    sale, undone = both(stage)
    assert (sale.payment, undone.payment) == (Payment.VOIDED, Payment.APPROVED)
    assert not sale.is_open
    assert undone.is_open


def test_it_is_durable_before_it_is_sent_and_the_sale_changes_after_the_yes() -> None:
    stage = stage_with()
    stage.run(void(CONFIG))
    acts = [p for p in stage.performed if p.split()[0] in {"Record", "Exchange"}]
    begun = acts.index("Record Intended")
    done = acts[begun : begun + 4]
    assert done == ["Record Intended", "Exchange", "Record Approved", "Record Voided"]


def test_a_void_of_a_sale_without_signature_wants_none() -> None:
    stage = stage_with(signature=Signature.NOT_REQUIRED)
    stage.run(void(CONFIG))
    assert both(stage)[1].signature is Signature.NOT_REQUIRED


def test_a_refused_void_leaves_the_sale() -> None:
    stage = stage_with(says("25"))
    stage.run(void(CONFIG))
    sale, undone = both(stage)
    assert (sale.payment, undone.payment) == (Payment.APPROVED, Payment.DECLINED)


def test_an_unanswered_void_is_reversed_as_what_it_is_and_the_sale_stands() -> None:
    stage = stage_with(HostFault(HostTrouble.NO_ANSWER))
    stage.run(void(CONFIG))
    sale, undone = both(stage)
    assert (sale.payment, undone.payment) == (Payment.APPROVED, Payment.REVERSED)
    reversal = stage.sent[-1]
    assert (reversal.mti, reversal.text(3), reversal.text(60)[:2]) == ("0400", "200000", "23")


def test_a_cut_between_the_two_records_is_put_right() -> None:
    stage = stage_with()
    flow = void(CONFIG)
    answer: object = None
    while not stage.performed or stage.performed[-1] != "Record Approved":
        effect = flow.send(answer)
        stage.performed.append(f"Record {type(getattr(effect, 'event', effect)).__name__}")
        answer = stage._perform(effect)
    flow.close()
    assert both(stage)[0].payment is Payment.APPROVED
    stage.run(recover(CONFIG))
    assert both(stage)[0].payment is Payment.VOIDED


def test_the_slip_names_the_original_and_the_originals_reprint_says_voided() -> None:
    stage = stage_with()
    stage.run(void(CONFIG))
    words = "\n".join(str(block) for block in stage.printed[0].blocks)
    assert "ORIG VOUCHER" in words
    reprint = "\n".join(str(block) for block in duplicates(CONFIG, both(stage)[0])[0].blocks)
    assert "已撤销" in reprint


def test_who_thinks_better_of_it_voids_nothing() -> None:
    stage = stage_with()
    stage.people = [[KeyPressed(Key.ENTER), KeyPressed(Key.CANCEL)]]
    stage.run(void(CONFIG))
    assert stage.sent == []


def test_without_a_supervisor_a_cashier_voids_nothing() -> None:
    stage = stage_with()
    stage.people = [PICK[0], "99", "1234"]
    stage.run(void(CONFIG))
    assert stage.sent == []
    assert stage.book.last is not None
    assert stage.book.last.payment is Payment.APPROVED


def test_with_nothing_to_void_it_says_so() -> None:
    stage = signed_on(Stage())
    stage.run(void(CONFIG))
    assert "Nothing to void" in stage.words


def test_pad_and_last_word_say_that_it_is_a_void() -> None:
    stage = stage_with()
    stage.run(void(CONFIG))
    assert "PLEASE SIGN THE VOID" in stage.words
    assert "VOID APPROVED" in stage.words
