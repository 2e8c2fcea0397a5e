"""The archive of signatures: matched to the sale, looked at, kept; and the payout set free."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acquirer.archive import image_of
from acquirer.countersigning import is_countersigned
from acquirer.objections import CODES, Objection
from acquirer.records import (
    Action,
    Payment,
    PayoutState,
    Route,
    Signature,
    SignatureAttempt,
    Verdict,
)
from acquirer.settings import Settings
from receipts.signature import rasterise
from tests.acquirer.till import (
    FOREIGN_CARD,
    PIN_CARD,
    ROOT_KEY,
    SPARE_TMK,
    Till,
    a_bank,
    a_signature,
    a_till,
    with_field,
    without_field,
)
from wire import feature_code, jbig1
from wire.bitmap import Bitmap
from wire.iso8583 import Message
from wire.response_codes import CODES as KNOWN_CODES
from wire.slip_tags import GENERATION, ORIGINAL_TERMINAL, ROUTE, STROKES_DIGEST


def code_of(answer: Message) -> str:
    return feature_code.online(answer.text(15), answer.text(37))


def attempts(till: Till) -> tuple[SignatureAttempt, ...]:
    return till.bank.store.attempts(till.key())


def test_a_signature_is_stored_and_sets_the_payout_free() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.forward(hours=1)
    stored = till.ask(till.upload(sale, answer))
    assert (stored.mti, stored.text(39)) == ("0830", "00")
    assert stored.text(37) == answer.text(37)
    assert stored.get(64) is not None
    assert till.transaction().signature is Signature.SIGNED
    money = till.payout()
    assert money is not None
    assert (money.state, money.due_at) == (PayoutState.RELEASED, till.now.replace(minute=5))
    (kept,) = attempts(till)
    assert (kept.verdict, kept.feature_code) == (Verdict.ACCEPTED, code_of(answer))


def test_a_signature_never_touches_the_payment() -> None:
    till = a_till()
    sale, answer = till.sell()
    before = till.transaction()
    till.send(till.upload(sale, answer))
    assert till.transaction() == replace(before, signature=Signature.SIGNED)


def test_the_same_image_again_is_a_duplicate_and_counts_as_done() -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.upload(sale, answer)
    codes = [till.code(upload) for _ in range(3)]
    assert codes == ["00", "94", "94"]
    assert len(attempts(till)) == 1
    assert till.ask(upload).get(64) is not None


def test_a_later_signature_is_kept_beside_the_earlier() -> None:
    till = a_till()
    sale, answer = till.sell()
    images = [a_signature(code_of(answer), person) for person in (0, 1, 1)]
    codes = [till.code(till.upload(sale, answer, image)) for image in images]
    assert codes == ["00", "94", "94"]
    assert [(a.number, a.verdict) for a in attempts(till)] == [
        (1, Verdict.ACCEPTED),
        (2, Verdict.LATER),
    ]


def test_a_refused_signature_may_be_mended() -> None:
    till = a_till()
    sale, answer = till.sell()
    assert till.code(till.upload(sale, answer, b"too short")) == "30"
    assert till.payout_state() is PayoutState.HELD
    assert till.code(till.upload(sale, answer)) == "00"
    assert [(a.verdict, a.reason) for a in attempts(till)] == [
        (Verdict.REJECTED, "SIZE"),
        (Verdict.ACCEPTED, ""),
    ]


def test_what_was_kept_can_be_opened_with_the_banks_key_only_there() -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.upload(sale, answer)
    till.send(upload)
    (kept,) = attempts(till)
    assert image_of(till.bank.keys, kept) == upload.binary(62)
    assert upload.binary(62) not in kept.image_sealed


@pytest.mark.parametrize(
    ("number", "value", "code", "reason"),
    [
        (4, "000000001201", "64", "AMOUNT"),
        (15, "0303", "25", "OTHER_SALE"),
        (37, "000000000001", "25", "OTHER_SALE"),
        (2, FOREIGN_CARD, "25", "OTHER_SALE"),
        (55, b"\xff\x06\x40cut off", "30", "ELEMENTS"),
        (62, bytes(300), "30", "UNREADABLE"),
        (62, bytes(149), "30", "SIZE"),
    ],
)
def test_what_is_not_the_sales_is_refused(
    number: int, value: str | bytes, code: str, reason: str
) -> None:
    till = a_till()
    sale, answer = till.sell()
    assert till.code(with_field(till.upload(sale, answer), number, value)) == code
    (kept,) = attempts(till)
    assert (kept.verdict, kept.reason, kept.code) == (Verdict.REJECTED, reason, code)
    assert till.payout_state() is PayoutState.HELD


def test_a_signature_of_no_sale_is_refused_and_kept() -> None:
    till = a_till()
    sale, answer = till.sell()
    assert till.code(with_field(till.upload(sale, answer), 11, "000777")) == "25"
    (kept,) = till.bank.store.attempts(till.key(777))
    assert kept.reason == "NO_SALE"


def test_a_sale_that_was_undone_takes_no_signature() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.send(till.reversal(sale))
    assert till.code(till.upload(sale, answer)) == "25"
    assert attempts(till)[0].reason == "UNDONE"
    assert till.payout_state() is PayoutState.VOIDED


def test_a_tombstone_takes_no_signature() -> None:
    till = a_till()
    _, answer = till.sell()
    sale = till.sale()
    till.send(till.reversal(sale))
    assert till.code(till.upload(sale, answer)) == "25"


def test_a_blank_picture_is_refused() -> None:
    till = Till(a_bank(any_size()))
    till.sign_on()
    sale, answer = till.sell()
    blank = jbig1.encode(rasterise((), code_of(answer)))
    assert till.code(till.upload(sale, answer, blank)) == "22"
    assert attempts(till)[0].reason == "BLANK"
    white = jbig1.encode(Bitmap.blank(384, 160))
    assert till.code(till.upload(sale, answer, white)) == "A7"


def test_another_transactions_signature_is_refused() -> None:
    till = a_till()
    first, first_answer = till.sell()
    till.send(till.upload(first, first_answer))
    sale, answer = till.sell()
    copied = a_signature(code_of(first_answer))
    assert till.code(till.upload(sale, answer, copied)) == "A7"
    assert attempts(till)[0].reason == "WATERMARK"


def test_ink_copied_from_another_card_is_refused() -> None:
    till = a_till()
    first, first_answer = till.sell()
    till.send(till.upload(first, first_answer))
    sale, answer = till.sell(card=FOREIGN_CARD)
    assert till.code(till.upload(sale, answer)) == "A7"
    assert attempts(till)[0].reason == "COPIED"
    other_hand = a_signature(code_of(answer), 1)
    assert till.code(till.upload(sale, answer, other_hand)) == "00"


def test_one_person_may_sign_alike_with_the_same_card() -> None:
    till = a_till()
    for _ in range(2):
        sale, answer = till.sell()
        assert till.code(till.upload(sale, answer)) == "00"


def test_after_the_hard_deadline_no_terminal_can_sign() -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.upload(sale, answer)
    till.forward(days=7, seconds=1)
    assert till.code(upload) == "22"
    assert attempts(till)[0].reason == "TOO_LATE"


def test_after_the_soft_deadline_the_payout_goes_with_the_next_day() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.forward(days=2)
    assert till.code(till.upload(sale, answer)) == "00"
    money = till.payout()
    assert money is not None
    assert f"{money.due_at:%m-%d %H:%M}" == "03-05 09:00"


def test_a_signature_nobody_needs_is_kept_all_the_same() -> None:
    till = a_till()
    sale, answer = till.sell(card=PIN_CARD)
    before = till.payout()
    assert till.code(till.upload(sale, answer)) == "00"
    assert till.transaction().signature is Signature.NOT_REQUIRED
    assert till.payout() == before


def test_a_wrong_mac_is_refused_unless_the_bank_does_not_look() -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = without_field(till.upload(sale, answer), 64)
    assert till.code(upload) == "A0"
    rules = replace(Settings(root_key=ROOT_KEY).signature, mac_checked=False)
    easy = Till(a_bank(Settings(root_key=ROOT_KEY, signature=rules)))
    easy.sign_on()
    sale, answer = easy.sell()
    stored = easy.ask(without_field(easy.upload(sale, answer), 64))
    assert (stored.text(39), stored.get(64)) == ("00", None)


def test_an_upload_without_a_picture_or_elements_is_malformed() -> None:
    till = a_till()
    sale, answer = till.sell()
    for number in (4, 55, 62):
        assert till.code(without_field(till.upload(sale, answer), number)) == "30"


def test_a_signature_in_parts_is_not_offered() -> None:
    till = a_till()
    sale, answer = till.sell()
    assert till.code(with_field(till.upload(sale, answer), 60, "0700000180120")) == "40"


def test_only_so_many_refused_pictures_are_kept() -> None:
    till = a_till()
    sale, answer = till.sell()
    for amount in range(25):
        till.send(with_field(till.upload(sale, answer), 4, f"{amount:012d}"))
    assert len(attempts(till)) == 20
    rejected = [a for a in till.bank.store.audit() if a.action is Action.SIGNATURE_REJECTED]
    assert len(rejected) == 25
    assert till.code(till.upload(sale, answer)) == "00"
    assert len(attempts(till)) == 21


def test_a_route_has_three_tries_at_a_picture_and_another_route_its_own() -> None:
    till = a_till()
    sale, answer = till.sell()
    codes = [till.code(till.upload(sale, answer, bytes(size))) for size in (1, 2, 3, 4)]
    assert codes == ["30", "30", "30", "65"]
    assert till.code(till.upload(sale, answer)) == "65"
    by_another = till.with_elements(till.upload(sale, answer), {ROUTE: b"TERMINAL_LAST"})
    assert till.code(by_another) == "00"


def test_who_signed_by_which_route_on_which_device_is_kept() -> None:
    till = a_till()
    sale, answer = till.sell()
    told = {ROUTE: b"TERMINAL_SELECTED", GENERATION: b"\x02", STROKES_DIGEST: b"\xab" * 32}
    assert till.code(till.with_elements(till.upload(sale, answer), told)) == "00"
    (kept,) = attempts(till)
    assert (kept.route, kept.actor) == (Route.TERMINAL_SELECTED, "terminal 10000001 op 01")
    assert (kept.device, kept.generation, kept.strokes_digest) == ("10000001", 2, "ab" * 32)


@pytest.mark.parametrize("told", [{}, {ROUTE: b"BACKUP_TERMINAL"}])
def test_no_terminal_is_a_spare_one_of_itself(told: dict[int, bytes]) -> None:
    till = a_till()
    till.send(till.with_elements(till.upload(*till.sell()), told))
    (kept,) = attempts(till)
    assert kept.route is (Route.TERMINAL_SELECTED if told else Route.SALE)


@pytest.mark.parametrize("route", b"PHONE_APP PAPER OTHER_DEVICE AUTO MAGIC \xff \0".split())
def test_a_terminal_cannot_speak_for_another_route(route: bytes) -> None:
    till = a_till()
    sale, answer = till.sell()
    assert till.code(till.with_elements(till.upload(sale, answer), {ROUTE: route})) == "30"


def test_another_picture_under_the_same_try_is_a_conflict() -> None:
    till = a_till()
    sale, answer = till.sell()
    first, other = (
        till.with_elements(
            till.upload(sale, answer, a_signature(code_of(answer), person)), {GENERATION: b"\x01"}
        )
        for person in (0, 1)
    )
    assert [till.code(upload) for upload in (first, other, first)] == ["00", "12", "94"]
    assert [a.reason for a in attempts(till)] == ["", "CONFLICT"]


def test_another_terminal_of_the_merchant_may_bring_the_signature() -> None:
    till = a_till()
    sale, answer = till.sell()
    spare = Till(till.bank, terminal_id="10000002", tmk=SPARE_TMK)
    spare.sign_on()
    upload = without_field(till.upload(sale, answer), 2)
    brought = spare.with_elements(
        with_field(upload, 41, spare.terminal_id),
        {ORIGINAL_TERMINAL: b"10000001", ROUTE: b"BACKUP_TERMINAL"},
    )
    assert spare.code(brought) == "00"
    (kept,) = attempts(till)
    assert (kept.route, kept.device) == (Route.BACKUP_TERMINAL, "10000002")
    assert till.transaction().signature is Signature.SIGNED


def test_an_accepted_signature_is_countersigned() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.send(till.upload(sale, answer))
    (kept,) = attempts(till)
    public = till.bank.keys.countersigning.public_key()
    assert is_countersigned(public, till.transaction(), kept)


def test_what_was_stored_is_answered_as_before_however_late_it_is_asked_again() -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.upload(sale, answer)
    till.send(upload)
    till.forward(days=20)
    till.sign_on()
    assert till.code(upload) == "94"


def test_every_objection_has_a_code_the_terminal_knows() -> None:
    assert set(CODES) >= set(Objection) - {Objection.ORDERED}
    assert set(CODES.values()) <= set(KNOWN_CODES)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("sru"), st.integers(0, 2)), max_size=20))
def test_in_any_order_money_is_held_signed_or_undone_as_it_should_be(
    steps: list[tuple[str, int]],
) -> None:
    till = a_till()
    sales = [till.sale(1000 + n) for n in range(3)]
    answers: dict[int, Message] = {}
    signed: set[int] = set()
    undone: set[int] = set()
    for step, n in steps:
        if step == "s":
            answer = till.ask(sales[n])
            if answer.text(39) == "00":
                answers[n] = answer
        elif step == "r":
            till.send(till.reversal(sales[n]))
            undone.add(n)
        elif n in answers:
            code = till.code(till.upload(sales[n], answers[n]))
            assert code == ("25" if n in undone else "94" if n in signed else "00")
            if code == "00":
                signed.add(n)
    for n, sale in enumerate(sales):
        state = till.payout_state(int(sale.text(11)))
        if n not in answers:
            assert state is None
        elif n in undone:
            assert state is PayoutState.VOIDED
        else:
            assert state is (PayoutState.RELEASED if n in signed else PayoutState.HELD)
    booked = till.bank.store.transactions(10)
    approved = {sale.key.trace for sale in booked if sale.payment is Payment.APPROVED}
    assert approved == {int(sales[n].text(11)) for n in answers.keys() - undone}
    till.bank.verify_audit()


def any_size() -> Settings:
    base = Settings(root_key=ROOT_KEY)
    return replace(base, signature=replace(base.signature, image_min_bytes=1))
