"""Electronic slips in the browser: the cardholder's copy, without a signature, for who has it."""

from __future__ import annotations

from tests.acquirer.office.test_slip_links import address
from tests.portal.shop import Shop, a_shop


def a_shop_with_pages() -> Shop:
    """Its bank knows where the pages are."""
    shop = a_shop()
    shop.till.bank.shared.portal_url = "https://portal.test"
    return shop


def test_the_page_shows_the_slip_and_keeps_it_as_a_pdf() -> None:
    shop = a_shop_with_pages()
    token = address(shop.till, shop.sell(1200))
    phone = shop.phone()
    page = phone.get(f"/e/{token}")
    assert page.status_code == 200
    assert "￥12.00" in page.text
    assert f'src="/e/{token}/slip.png"' in page.text
    assert phone.get(f"/e/{token}/slip.png").content.startswith(b"\x89PNG")
    assert phone.get(f"/e/{token}/slip.pdf").content.startswith(b"%PDF")


def test_it_has_no_whole_card_number_and_nothing_of_another_sale() -> None:
    shop = a_shop_with_pages()
    shop.sell(9900)
    token = address(shop.till, shop.sell(1200))
    page = shop.phone().get(f"/e/{token}").text
    assert ("621234******0019" in page, "99.00" in page) == (True, False)


def test_a_wrong_address_and_one_that_has_run_out_are_answered_alike() -> None:
    shop = a_shop_with_pages()
    token = address(shop.till, shop.sell())
    assert shop.phone().get("/e/" + "x" * 22).status_code == 404
    shop.forward(days=31)
    for path in (f"/e/{token}", f"/e/{token}/slip.png", f"/e/{token}/slip.pdf"):
        assert shop.phone().get(path).status_code == 404
