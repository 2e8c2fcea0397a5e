"""Entries to ISO 8583 and back, and which answers are ours."""

from dataclasses import replace

import pytest

from terminal import host
from terminal.effects import AnswerKey
from terminal.entry import EntryKey
from terminal.flows.upload import is_stored
from terminal.host import SaleFacts, SaleHead
from tests.terminal.flows.stage import CONFIG, PAN, Stage, says, signed_on, sold
from wire import iso8583
from wire.cup_fields import Field60
from wire.framing import Frame
from wire.iso8583 import Message

HEAD = SaleHead(EntryKey(7, 1), 1200, "156", PAN, "3012", "022")
TRACK = f"{PAN.digits}=30121010000012300000"


def sale(**changes: object) -> Message:
    return host.sale_request(CONFIG, HEAD, SaleFacts(track2=TRACK, **changes))  # type: ignore[arg-type]


def frame(message: Message) -> Frame:
    return host.framed(CONFIG, iso8583.encode(message))


def test_a_sale_carries_what_the_table_of_required_fields_names() -> None:
    fields = set(sale().fields)
    assert {3, 4, 11, 22, 25, 35, 41, 42, 49, 60, 64} <= fields
    assert not {26, 52} & fields


def test_with_a_pin_its_block_format_and_limit_go_along() -> None:
    message = sale(pin_block=bytes(8))
    assert message.text(53) == "2600000000000000"
    assert message.text(26) == "12"
    assert message.fields[52] == bytes(8)


def test_field_60_of_a_sale_is_type_batch_and_reader() -> None:
    assert sale().text(60) == "22" + "000007" + "000" + "2" + "0"


def test_the_header_says_magstripe_and_the_tpdu_is_the_terminals() -> None:
    framed = frame(sale())
    assert framed.tpdu == bytes.fromhex("6000030000")
    assert framed.header.hex().startswith("6031")


def test_its_own_answer_fits() -> None:
    request = sale()
    key = host.answer_key(CONFIG, request)
    assert host.matched(frame(says("00")(request)), key)


@pytest.mark.parametrize(
    ("number", "other"),
    [(11, "000002"), (41, "10000002"), (42, "104110054110002"), (4, "000000001300")],
)
def test_an_answer_that_differs_in_one_field_is_not_ours(number: int, other: str) -> None:
    request = sale()
    answer = says("00")(request)
    stray = Message(answer.mti, {**answer.fields, number: other})
    assert not host.matched(frame(stray), host.answer_key(CONFIG, request))


def test_an_answer_of_another_batch_or_kind_is_not_ours() -> None:
    request = sale()
    key = host.answer_key(CONFIG, request)
    answer = says("00")(request)
    other = Message(answer.mti, {**answer.fields, 60: Field60("22", "000008", "000").encode()})
    assert not host.matched(frame(other), key)
    assert not host.matched(frame(Message("0410", answer.fields)), key)


def test_bytes_that_make_no_message_do_not_fit() -> None:
    request = sale()
    nonsense = replace(frame(request), message=b"\x02\x10no message at all")
    assert not host.matched(nonsense, host.answer_key(CONFIG, request))


def test_an_upload_is_matched_by_its_reference() -> None:
    key = AnswerKey("0830", "000001", "10000001", "104110054110001", "000007", "", "000000000001")
    stage = signed_on(Stage())
    request = host.signature_upload(CONFIG, sold(stage))
    assert host.answer_key(CONFIG, request) == key


def test_an_answer_is_read_with_its_texts() -> None:
    said = host.read_answer(says("00")(sale()))
    assert (said.code, said.reference, said.auth_code) == ("00", "123456789012", "A12345")
    assert (said.settlement_date, said.issuer, said.acquirer) == ("0302", "01020000", "48020000")


def test_the_banks_clock_dates_the_transaction_and_nonsense_does_not() -> None:
    entry = sold(signed_on(Stage()))
    assert f"{host.happened_at(entry):%H%M%S}" == "120003"
    assert entry.answer is not None
    odd = replace(entry, answer=replace(entry.answer, host_date="1399"))
    assert host.happened_at(odd) == entry.started_at


def test_the_feature_code_is_the_one_of_date_and_reference() -> None:
    entry = sold(signed_on(Stage()))
    assert entry.answer is not None
    answer = replace(entry.answer, settlement_date="1123", reference="123456789012")
    assert host.code_of(replace(entry, answer=answer)) == "475B8226"


def test_a_printed_sale_is_not_a_stored_signature() -> None:
    assert not is_stored(sold(signed_on(Stage())))
