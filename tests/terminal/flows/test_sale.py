"""The sale: what is recorded, sent, shown and printed, in which order."""

import pytest

from receipts.signature import sample
from sim_cards.card import load
from sim_cards.magstripe import swipe
from terminal.config import Config, SignatureRules, UploadMode
from terminal.dialogue import CardSwiped, KeyPressed, NoAnswer, PenStroke
from terminal.dialogues.idle import Begin
from terminal.dialogues.pin import EnteredPin
from terminal.dialogues.signature import SignedStrokes
from terminal.entry import AttemptOutcome, Entry
from terminal.faults import HostFault, HostTrouble
from terminal.flows.sale import Abandoned, sale
from terminal.keys import Key
from terminal.menu import Action
from terminal.states import Payment, Signature, SlipState
from tests.terminal.flows.stage import CONFIG, Stage, says, signed, signed_on, sold

BEGIN = Begin(Action.SALE)


def card(name: str, attempt: int = 0) -> CardSwiped:
    tracks = swipe(load(name), attempt)
    return CardSwiped(tracks.track1, tracks.track2, tracks.track3)


CREDIT = card("unionpay_credit_signature")
DRAWN = SignedStrokes(sample(1), 0)


def sell(stage: Stage, config: Config = CONFIG, begin: Begin = BEGIN) -> Entry:
    entry = signed_on(stage).run(sale(config, begin))
    assert isinstance(entry, Entry)
    return entry


def test_a_signed_sale_is_recorded_before_it_is_sent_shown_or_printed() -> None:
    stage = Stage(people=[1200, CREDIT, DRAWN])
    sell(stage)
    acts = [p for p in stage.performed if p.split()[0] in {"Record", "Exchange", "Print"}]
    assert acts == [
        "Record Intended",
        "Exchange",
        "Record Approved",
        "Record Signed",
        "Print",
        "Print",
        "Record SlipsDone",
    ]


def test_walking_away_leaves_the_sale_approved_and_unsigned() -> None:
    entry = sell(Stage(people=[1200, CREDIT, NoAnswer.TIMED_OUT]))
    assert (entry.payment, entry.signature) == (Payment.APPROVED, Signature.UNSIGNED)
    assert [attempt.outcome for attempt in entry.attempts] == [AttemptOutcome.WALKED_AWAY]


def test_a_forgotten_signature_and_the_slips_are_one_commit() -> None:
    stage = Stage(people=[1200, CREDIT, NoAnswer.CANCELLED])
    sell(stage)
    records = [p for p in stage.performed if p.startswith("Record")]
    assert records == ["Record Intended", "Record Approved", "Record SlipsDone"]


def test_the_secret_of_the_intent_is_the_very_request_that_leaves() -> None:
    stage = Stage(people=[1200, CREDIT, DRAWN])
    sell(stage)
    secret = stage.secrets[0]
    assert secret is not None
    assert secret.startswith(bytes.fromhex("0200"))
    assert secret.endswith(b"A1B2C3D4")


def test_a_pin_verifies_and_no_signature_is_asked_for() -> None:
    pin = load("unionpay_debit_pin").pin or ""
    stage = Stage(people=[1200, card("unionpay_debit_pin"), EnteredPin(pin)])
    entry = sell(stage)
    assert entry.signature is Signature.NOT_REQUIRED
    assert entry.entry_mode == "021"
    assert "Ask Sign" not in stage.performed


def test_a_decline_is_told_in_words_with_its_code() -> None:
    stage = Stage(people=[1200, CREDIT], bank=[says("51")])
    entry = sell(stage)
    assert entry.payment is Payment.DECLINED
    assert "Response code 51" in stage.words
    assert not stage.printed


def test_no_answer_is_recorded_as_a_reversal_before_the_reversal_leaves() -> None:
    stage = Stage(people=[1200, CREDIT], bank=[HostFault(HostTrouble.NO_ANSWER)])
    entry = sell(stage)
    assert entry.payment is Payment.REVERSED
    acts = [p for p in stage.performed if p.split()[0] in {"Record", "Exchange"}]
    assert acts == [
        "Record Intended",
        "Exchange",
        "Record ReversalDue",
        "Exchange",
        "Record ReversalDone",
    ]
    assert stage.sent[1].mti == "0400"
    assert stage.sent[1].text(11) == stage.sent[0].text(11)


def test_what_was_never_sent_needs_no_reversal() -> None:
    stage = Stage(people=[1200, CREDIT], bank=[HostFault(HostTrouble.NOT_SENT)])
    entry = sell(stage)
    assert (entry.payment, entry.answer and entry.answer.code) == (Payment.DECLINED, "")
    assert len(stage.sent) == 1


def test_an_approval_with_a_wrong_mac_is_unknown_and_reversed() -> None:
    stage = Stage(people=[1200, CREDIT], bank=[says("00", f64=b"00000000")])
    entry = sell(stage)
    assert entry.payment is Payment.REVERSED
    assert stage.sent[1].text(39) == "A0"


def test_an_approval_without_a_mac_is_unknown_and_reversed() -> None:
    def unsealed(request: object) -> object:
        answer = says("00")(request)  # type: ignore[arg-type]
        return type(answer)(answer.mti, {n: v for n, v in answer.fields.items() if n != 64})

    entry = sell(Stage(people=[1200, CREDIT], bank=[unsealed]))  # type: ignore[list-item]
    assert entry.payment is Payment.REVERSED


def test_a_reversal_nobody_answers_stays_due_and_blocks_the_next_sale() -> None:
    silence = HostFault(HostTrouble.NO_ANSWER)
    stage = Stage(people=[1200, CREDIT], bank=[silence] * 4)
    assert sell(stage).payment is Payment.REVERSAL_DUE
    stage.bank = [silence] * 3
    assert isinstance(stage.run(sale(CONFIG, BEGIN)), Abandoned)
    assert "No sale: reversal outstanding" in stage.words


def test_a_worn_stripe_is_swiped_again() -> None:
    worn = [card("worn_stripe", attempt) for attempt in range(3)]
    stage = Stage(people=[1200, *worn, DRAWN])
    assert sell(stage).payment is Payment.APPROVED
    assert "Not read: swipe again" in stage.words


def test_a_stripe_that_never_reads_charges_nothing() -> None:
    stage = signed_on(Stage(people=[1200, *[CardSwiped("", ";junk?0", "")] * 4]))
    assert isinstance(stage.run(sale(CONFIG, BEGIN)), Abandoned)
    assert not stage.sent
    assert "Stripe unreadable: other card" in stage.words


def test_keyed_entry_is_refused_politely_unless_it_is_enabled() -> None:
    stage = signed_on(Stage(people=[1200, [KeyPressed(Key.D6)]]))
    stage.run(sale(CONFIG, BEGIN))
    assert "Keyed entry is off: swipe" in stage.words
    number = load("visa").pan
    digits = [KeyPressed(Key(digit)) for digit in number.digits]
    keyed = Stage(people=[1200, digits[:1], [*digits[1:], KeyPressed(Key.ENTER)], "3012", DRAWN])
    entry = sell(keyed, Config(keyed_entry=True))
    assert entry.entry_mode == "012"


def test_earlier_signatures_go_up_with_the_next_online_sale() -> None:
    stage = signed_on(Stage())
    earlier = signed(stage, sold(stage))
    stage.people = [900, CREDIT, DRAWN]
    stage.run(sale(CONFIG, BEGIN))
    assert [m.mti for m in stage.sent] == ["0200", "0820"]
    assert stage.book[earlier.key].signature is Signature.UPLOADED
    last = stage.book.last
    assert last is not None
    assert last.signature is Signature.SIGNED


def test_with_upload_at_once_the_signature_follows_its_own_sale() -> None:
    config = Config(signature=SignatureRules(upload=UploadMode.AT_ONCE))
    stage = Stage(people=[1200, CREDIT, DRAWN])
    key = sell(stage, config).key
    assert stage.book[key].signature is Signature.UPLOADED


def test_a_full_store_of_signatures_stops_selling() -> None:
    config = Config(signature=SignatureRules(store_size=1))
    stage = signed_on(Stage(people=[1200, CREDIT, DRAWN]))
    signed(stage, sold(stage))
    stage.bank = [HostFault(HostTrouble.NOT_SENT)]
    assert isinstance(stage.run(sale(config, BEGIN)), Abandoned)
    assert "Signature store full: no line" in stage.words
    assert stage.book.outbox_count == 1


def test_no_paper_leaves_print_failed_and_the_sale_standing() -> None:
    from terminal.faults import CameOut, PrinterFault, PrinterTrouble

    out = PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)
    entry = sell(Stage(people=[1200, CREDIT, DRAWN, NoAnswer.CANCELLED], printer=[out]))
    assert (entry.slip, entry.payment) == (SlipState.PRINT_FAILED, Payment.APPROVED)
    assert entry.signature is Signature.SIGNED


def test_a_response_77_signs_on_again() -> None:
    keys = {"f62": bytes(40), "f60": "00000009003"}
    stage = Stage(people=[1200, CREDIT], bank=[says("77"), says("00", **keys)])  # type: ignore[arg-type]
    sell(stage)
    assert [m.mti for m in stage.sent] == ["0200", "0800"]
    assert stage.book.terminal.batch == 9


@pytest.mark.parametrize("outcome", [NoAnswer.CANCELLED, NoAnswer.TIMED_OUT])
def test_leaving_before_the_card_leaves_no_entry(outcome: NoAnswer) -> None:
    stage = signed_on(Stage(people=[1200, outcome]))
    assert isinstance(stage.run(sale(CONFIG, BEGIN)), Abandoned)
    assert len(stage.book) == 0


def test_a_pen_stroke_list_reaches_the_pad() -> None:
    strokes = [PenStroke(stroke) for stroke in sample(1)]
    stage = Stage(people=[1200, CREDIT, [*strokes, KeyPressed(Key.ENTER)]])
    assert sell(stage).signature is Signature.SIGNED
