"""A bank's transaction as a slip: unsigned, signed, signed later, never a whole card number."""

from __future__ import annotations

from acquirer.records import Route
from portal.slips import as_pdf, as_png, slip
from receipts.paper import MM58
from receipts.signature import rasterise, sample
from receipts.slip import Picture
from receipts.text import render
from tests.acquirer.office.people import MERCHANT_ANNA
from tests.acquirer.till import PIN_CARD, SIGNATURE_CARD
from tests.portal.shop import a_shop


def test_an_unsigned_slip_says_so() -> None:
    shop = a_shop()
    assert "待签名/UNSIGNED" in render(slip(shop.sale(shop.sell()), None), MM58)


def test_a_slip_signed_later_says_when_and_by_which_way() -> None:
    shop = a_shop()
    key = shop.sell()
    shop.office.sign(key, sample(0), MERCHANT_ANNA, Route.PHONE_APP, shop.now)
    words = render(slip(shop.sale(key), None), MM58)
    assert "补签名/RE-SIGNED" in words
    assert "MERCHANT PHONE" in words
    assert "OP merchant anna" in words


def test_without_the_handwriting_only_the_feature_code_stands_on_the_pad() -> None:
    shop = a_shop()
    key = shop.sell()
    shop.office.sign(key, sample(0), MERCHANT_ANNA, Route.PHONE_APP, shop.now)
    sale = shop.sale(key)
    (picture,) = [block for block in slip(sale, None).blocks if isinstance(block, Picture)]
    assert picture.bitmap == rasterise((), sale.feature_code)


def test_a_sale_by_pin_asks_for_no_signature() -> None:
    shop = a_shop()
    shop.till.sell(1200, PIN_CARD)
    assert "UNSIGNED" not in render(slip(shop.sale(shop.till.key()), None), MM58)


def test_the_card_is_masked_on_every_slip() -> None:
    shop = a_shop()
    assert SIGNATURE_CARD not in render(slip(shop.sale(shop.sell()), None), MM58)


def test_it_becomes_a_picture_and_a_page() -> None:
    shop = a_shop()
    document = slip(shop.sale(shop.sell()), None)
    assert (as_png(document)[:4], as_pdf(document)[:4]) == (b"\x89PNG", b"%PDF")
