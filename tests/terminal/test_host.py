"""Entries to ISO 8583, and what the answer must repeat."""

from dataclasses import replace

from terminal import host
from terminal.effects import AnswerKey
from terminal.entry import EntryKey
from terminal.flows.upload import is_stored
from terminal.host import SaleFacts, SaleHead
from tests.terminal.flows.stage import CONFIG, PAN, Stage, signed_on, sold
from wire import iso8583
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


def test_an_upload_is_matched_by_its_reference() -> None:
    key = AnswerKey("0830", "000001", "10000001", "104110054110001", "000007", "", "000000000001")
    stage = signed_on(Stage())
    request = host.signature_upload(CONFIG, sold(stage))
    assert host.answer_key(CONFIG, request) == key


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
