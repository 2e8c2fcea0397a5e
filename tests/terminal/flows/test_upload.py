"""Uploading signatures: the message of 2.4, and what each answer means."""

from terminal.events import SignedForOther
from terminal.faults import HostFault, HostTrouble
from terminal.flows.upload import upload, upload_outbox
from terminal.states import Signature
from tests.terminal.deeds import IMAGE, OTHER_SALE, brought
from tests.terminal.flows.stage import CONFIG, Stage, says, signed, signed_on, sold
from wire import tlv
from wire.cup_fields import Field60


def ready() -> Stage:
    return signed_on(Stage())


def test_the_message_repeats_the_originals_identity() -> None:
    stage = ready()
    entry = signed(stage, sold(stage, trace=5))
    stage.run(upload(CONFIG, entry))
    message = stage.sent[0]
    assert message.mti == "0820"
    assert (message.text(4), message.text(11), message.text(15), message.text(37)) == (
        "000000001200",
        "000005",
        "0302",
        "000000000005",
    )
    sixty = Field60.decode(message.text(60))
    assert (sixty.kind, sixty.batch, sixty.network) == ("07", "000007", "800")
    assert message.fields[62] == b"image"


def test_field_55_names_the_slips_elements() -> None:
    stage = ready()
    stage.run(upload(CONFIG, signed(stage, sold(stage))))
    elements = stage.sent[0].fields[55]
    assert isinstance(elements, bytes)
    items = tlv.decode(elements)
    assert tlv.first(items, 0xFF00) == CONFIG.merchant_name.encode("gbk")
    assert tlv.first(items, 0xFF02) == b"\x01"
    assert tlv.first(items, 0xFF06) == bytes.fromhex("20260302120003")


def test_what_was_signed_for_another_terminal_goes_up_after_its_own() -> None:
    stage = ready()
    signed(stage, sold(stage))
    stage.book.apply(SignedForOther(OTHER_SALE, brought(), IMAGE))
    stage.run(upload_outbox(CONFIG))
    assert [sent.text(37) for sent in stage.sent] == ["000000000001", OTHER_SALE.reference]
    assert not any(one.is_to_be_sent for one in stage.book.brought())


def test_a_brought_signature_that_the_line_never_takes_is_given_up_after_its_tries() -> None:
    stage = ready()
    stage.book.apply(SignedForOther(OTHER_SALE, brought(), IMAGE))
    for _ in range(CONFIG.signature.upload_tries):
        stage.bank = [HostFault(HostTrouble.NO_ANSWER)]
        stage.run(upload_outbox(CONFIG))
    (found,) = stage.book.brought()
    assert found.signature is Signature.UPLOAD_FAILED
    for words in (f"Terminal {OTHER_SALE.key.terminal_id}", "did not answer", "F1 2 3"):
        assert words in stage.words


def test_00_and_94_both_mean_the_bank_has_it() -> None:
    for code in ("00", "94"):
        stage = ready()
        entry = signed(stage, sold(stage))
        stage.bank = [says(code)]
        assert stage.run(upload(CONFIG, entry)).signature is Signature.UPLOADED


def test_silence_is_tried_again_until_the_tries_are_used_up() -> None:
    stage = ready()
    signed(stage, sold(stage))
    for tries in (1, 2, 3):
        stage.bank = [HostFault(HostTrouble.NO_ANSWER)]
        stage.run(upload_outbox(CONFIG))
        entry = stage.book.last
        assert entry is not None
        assert entry.upload_tries == tries
    assert stage.book.unsigned_count == 1
    assert stage.book.unsigned()[0].signature is Signature.UPLOAD_FAILED
    assert stage.words.count("Tried too often: given up") == 1


def test_a_refusal_is_told_once_in_the_words_of_its_code() -> None:
    stage = ready()
    signed(stage, sold(stage, 5))
    stage.bank = [says("64")]
    stage.run(upload_outbox(CONFIG))
    for words in ("SIGNATURE NOT TAKEN", "Sale No 000005", "12.00", "Response code 64", "F1 2 2"):
        assert words in stage.words
    stage.run(upload_outbox(CONFIG))
    assert stage.words.count("SIGNATURE NOT TAKEN") == 1


def test_several_refusals_are_one_notice_that_counts_them() -> None:
    stage = ready()
    for trace in (1, 2, 3):
        signed(stage, sold(stage, trace))
    stage.bank = [says("64"), says("00"), says("25")]
    stage.run(upload_outbox(CONFIG))
    assert stage.performed.count("Ask Notice") == 1
    assert "and 1 more" in stage.words


def test_a_signature_that_is_stored_or_waits_on_is_not_spoken_of() -> None:
    for word in (says("00"), says("A0"), HostFault(HostTrouble.NO_ANSWER)):
        stage = ready()
        signed(stage, sold(stage))
        stage.bank = [word]
        stage.run(upload_outbox(CONFIG))
        assert "Ask Notice" not in stage.performed


def test_a_line_that_is_down_ends_the_round_and_costs_no_try() -> None:
    stage = ready()
    signed(stage, sold(stage, 1))
    signed(stage, sold(stage, 2))
    stage.bank = [HostFault(HostTrouble.NOT_SENT)]
    stage.run(upload_outbox(CONFIG))
    assert len(stage.sent) == 1
    assert [entry.upload_tries for entry in stage.book] == [0, 0]


def test_a_bad_mac_is_not_the_end_of_a_signature() -> None:
    stage = ready()
    entry = signed(stage, sold(stage))
    stage.bank = [says("A0")]
    assert stage.run(upload(CONFIG, entry)).signature is Signature.SIGNED
