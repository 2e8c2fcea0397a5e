"""Requests to facts and decisions to messages."""

from __future__ import annotations

import pytest

from acquirer import dialect
from acquirer.dialect import Kind
from tests.acquirer.till import MONDAY, SIGNATURE_CARD, Till, a_till, with_field, without_field
from wire import iso8583, mac
from wire.errors import MalformedError
from wire.iso8583 import Message


def read(message: Message) -> dialect.Request:
    return dialect.read(iso8583.encode(message))


def test_each_request_is_known_by_type_and_kind() -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.upload(sale, answer)
    part = with_field(upload, 60, "0700000180120")
    assert [read(m).kind for m in (sale, till.reversal(sale), upload, part)] == [
        Kind.SALE,
        Kind.REVERSAL,
        Kind.UPLOAD,
        Kind.UPLOAD_PART,
    ]
    assert read(till.sign_on_message("004")).kind is Kind.SIGN_ON
    assert read(with_field(till.sign_on_message(), 60, "00000001301")).kind is Kind.UNKNOWN
    assert read(Message("0820", till.sign_on_message("301").fields)).kind is Kind.ECHO


@pytest.mark.parametrize(("number", "value"), [(3, "200000"), (60, "23000001000")])
def test_a_transaction_of_another_kind_is_unknown(number: int, value: str) -> None:
    assert read(with_field(a_till().sale(), number, value)).kind is Kind.UNKNOWN


@pytest.mark.parametrize("number", [41, 42, 60])
def test_a_request_without_its_sender_is_malformed(number: int) -> None:
    with pytest.raises(MalformedError, match=f"F{number}"):
        read(without_field(a_till().sale(), number))


def test_the_card_may_come_on_the_track_alone() -> None:
    sale = without_field(without_field(a_till().sale(), 2), 14)
    facts = dialect.read_payment(sale)
    assert (facts.pan.digits, facts.expiry) == (SIGNATURE_CARD, "4912")


def test_a_track_of_another_card_is_malformed() -> None:
    with pytest.raises(MalformedError, match="another card's"):
        dialect.read_payment(with_field(a_till().sale(), 2, "4000000000000010"))


def test_an_answer_echoes_what_its_request_is_known_by() -> None:
    sale = a_till().sale()
    answer = dialect.answer(sale, "51", MONDAY, {37: "603061200001"})
    assert answer.mti == "0210"
    assert {n: answer.get(n) for n in (3, 4, 11, 25, 41, 42, 49, 60)} == {
        n: sale.get(n) for n in (3, 4, 11, 25, 41, 42, 49, 60)
    }
    assert (answer.get(12), answer.get(13), answer.get(39)) == ("120000", "0302", "51")
    assert answer.get(37) == "603061200001"


def test_no_answer_holds_a_card_number() -> None:
    answer = dialect.answer(a_till().sale(), "00", MONDAY)
    assert not {2, 14, 35, 36, 52} & set(answer.fields)


def test_a_seal_fits_its_key_only_and_can_be_taken_off() -> None:
    message = dialect.answer(a_till().sale(), "00", MONDAY)
    sealed = dialect.sealed(message, mac.cup_ecb(b"k" * 16))
    request = dialect.Request(iso8583.decode(sealed), sealed, Kind.SALE, "000", Till.key(a_till()))
    assert dialect.mac_fits(request, mac.cup_ecb(b"k" * 16))
    assert not dialect.mac_fits(request, mac.cup_ecb(b"x" * 16))
    assert dialect.unsealed(sealed) == message


def test_a_request_without_a_mac_does_not_fit() -> None:
    assert not dialect.mac_fits(read(without_field(a_till().sale(), 64)), mac.cup_ecb(b"k" * 16))


def test_what_cannot_be_read_is_answered_by_its_type_where_it_has_one() -> None:
    answer = dialect.format_error(bytes.fromhex("0200FFFF"), MONDAY)
    assert answer is not None
    assert (answer.mti, answer.get(39)) == ("0210", "30")
    assert dialect.format_error(bytes.fromhex("0F00"), MONDAY) is None
    assert dialect.format_error(bytes.fromhex("0210"), MONDAY) is None
    assert dialect.format_error(b"", MONDAY) is None
