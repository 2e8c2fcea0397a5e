"""Which slips a transaction has, and what its entry puts on them."""

from dataclasses import replace

from receipts.signature import rasterise, sample
from receipts.slip import Copy, Document
from terminal import host
from terminal.entry import VOID
from terminal.slips import duplicate, sale_copies, unsigned_line
from terminal.states import Signature
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


def test_a_reprint_shows_the_very_picture_that_was_stored() -> None:
    stage = signed_on(Stage())
    entry = sold(stage)
    picture = rasterise(sample(1), host.code_of(entry))
    entry = signed(stage, entry, jbig1.encode(picture))
    blocks = duplicate(CONFIG, entry).blocks
    assert any(getattr(block, "bitmap", None) == picture for block in blocks)


def test_the_settlement_report_names_a_void_as_one() -> None:
    entry = sold(signed_on(Stage()))
    assert unsigned_line(entry).kind.en == "SALE"
    assert unsigned_line(replace(entry, kind=VOID)).kind.en == "VOID"


def test_no_slip_shows_a_card_number() -> None:
    entry = sold(signed_on(Stage()))
    for document in (*sale_copies(CONFIG, entry, None), duplicate(CONFIG, entry)):
        assert entry.pan.digits not in words(document)
        assert entry.pan.masked in words(document)
