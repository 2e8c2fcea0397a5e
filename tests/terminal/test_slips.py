"""Which slips a transaction has, and what its entry puts on them."""

from dataclasses import replace

from receipts.signature import rasterise, sample
from receipts.slip import Copy, Document
from terminal import host
from terminal.entry import VOID, EntryKey
from terminal.slips import duplicates, sale_copies, unsigned_line
from terminal.states import Payment, Signature, SlipState
from tests.terminal.flows.stage import CONFIG, Stage, signed, signed_on, sold
from wire import jbig1


def words(document: Document) -> str:
    return "\n".join(str(block) for block in document.blocks)


def test_a_sale_has_a_merchant_and_a_cardholder_copy() -> None:
    copies = sale_copies(CONFIG, sold(signed_on(Stage())), None)
    assert [document.copy for document in copies] == [Copy.MERCHANT, Copy.CARDHOLDER]


def test_an_unsigned_slip_says_so_and_a_waived_one_does_not() -> None:
    unsigned = sold(signed_on(Stage()))
    waived = sold(signed_on(Stage()), signature=Signature.NOT_REQUIRED)
    assert "UNSIGNED" in words(sale_copies(CONFIG, unsigned, None)[0])
    assert "UNSIGNED" not in words(sale_copies(CONFIG, waived, None)[0])


def test_a_voided_slip_owes_no_signature_and_is_not_scanned_to_sign_it_elsewhere() -> None:
    sale = sold(signed_on(Stage()))
    settled_of_before = replace(sale, payment=Payment.SETTLED, voided_by=EntryKey(7, 2))
    for voided in (replace(sale, payment=Payment.VOIDED), settled_of_before):
        said = words(duplicates(CONFIG, voided)[0])
        assert "VOIDED" in said
        assert "UNSIGNED" not in said
        assert "Qr(" not in said


def test_a_reprint_shows_the_very_picture_that_was_stored() -> None:
    stage = signed_on(Stage())
    entry = sold(stage)
    picture = rasterise(sample(1), host.code_of(entry))
    entry = signed(stage, entry, jbig1.encode(picture))
    blocks = duplicates(CONFIG, entry)[0].blocks
    assert any(getattr(block, "bitmap", None) == picture for block in blocks)


def test_a_reprint_is_the_merchants_copy_or_the_ones_that_never_came_out() -> None:
    whole = sold(signed_on(Stage()))
    failed = replace(whole, slip=SlipState.PRINT_FAILED)
    for entry, copies in (
        (whole, [Copy.MERCHANT]),
        (replace(failed, prints=0), [Copy.MERCHANT, Copy.CARDHOLDER]),
        (replace(failed, prints=1), [Copy.CARDHOLDER]),
        (replace(whole, slip=SlipState.SENT, prints=0), [Copy.MERCHANT]),
    ):
        assert [document.copy for document in duplicates(CONFIG, entry)] == copies
    assert len(duplicates(replace(CONFIG, copies=1), replace(failed, prints=0))) == 1


def test_the_settlement_report_names_a_void_as_one() -> None:
    entry = sold(signed_on(Stage()))
    assert unsigned_line(entry).kind.en == "SALE"
    assert unsigned_line(replace(entry, kind=VOID)).kind.en == "VOID"


def test_no_slip_shows_a_card_number() -> None:
    entry = sold(signed_on(Stage()))
    for document in (*sale_copies(CONFIG, entry, None), *duplicates(CONFIG, entry)):
        assert entry.pan.digits not in words(document)
        assert entry.pan.masked in words(document)
