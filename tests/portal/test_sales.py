"""The merchant's pages: pop-up, list, one sale, its slip; and that nobody sees another's."""

from __future__ import annotations

import re

import pytest

from acquirer.records import Action
from portal.slips import slip
from tests.acquirer.till import SIGNATURE_CARD
from tests.portal.shop import CHOICE, HOST, a_shop, path_of, words_of
from tests.receipts.test_slips import words


def test_after_the_log_in_a_pop_up_says_how_many_and_how_much() -> None:
    shop = a_shop()
    shop.sell(1200)
    shop.sell(3600)
    words = shop.merchants_phone().words("/sales")
    assert "2 unsigned ￥48.00 not paid out" in words


def test_the_pop_up_comes_once() -> None:
    shop = a_shop()
    shop.sell()
    phone = shop.merchants_phone()
    assert ["<dialog" in phone.get("/sales").text for _ in range(2)] == [True, False]


def test_where_nothing_is_unsigned_there_is_no_pop_up() -> None:
    phone = a_shop().merchants_phone()
    assert "<dialog" not in phone.get("/sales").text
    assert "Nothing waits" in phone.words("/sales")


def test_the_oldest_deadline_stands_first() -> None:
    shop = a_shop()
    shop.sell(1100)
    shop.forward(days=1)
    shop.sell(2200)
    words = shop.merchants_phone().words("/sales")
    assert words.index("￥11.00") < words.index("￥22.00")


def test_a_row_tells_amount_time_card_days_and_why_it_is_held() -> None:
    shop = a_shop()
    shop.sell(123456)
    words = shop.merchants_phone().words("/sales")
    assert "￥1,234.56 7 days left 03-02 12:00 621234******0019" in words
    assert "held: no signature" in words


@pytest.mark.parametrize("rest", ["", "/slip", "/hand"])
def test_no_page_shows_a_whole_card_number(rest: str) -> None:
    shop = a_shop()
    key = shop.sell()
    assert SIGNATURE_CARD not in shop.merchants_phone().get(path_of(key) + rest).text


@pytest.mark.parametrize("rest", ["", "/hand", "/sign", "/stored", "/slip", "/slip.pdf"])
def test_another_merchants_sale_is_as_little_there_as_one_that_never_was(rest: str) -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    others = phone.get(f"/sales/20000001/1/2{rest}")
    nobodys = phone.get(f"/sales/10000001/999999/999999{rest}")
    assert (others.status_code, words_of(others.text)) == (404, words_of(nobodys.text))


def test_a_sale_past_its_time_says_so_and_what_is_left() -> None:
    shop = a_shop()
    key = shop.sell()
    shop.forward(days=8)
    words = shop.merchants_phone().words(path_of(key))
    assert "The time for signing is over. What is left: support desk; bank; paper slip" in words
    assert "Let the cardholder sign" not in words


def test_the_history_tells_every_try() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    phone.draw(f"{path_of(key)}/strokes", ())
    phone.draw(f"{path_of(key)}/strokes")
    phone.get(f"{path_of(key)}/stored")
    words = phone.words(path_of(key))
    assert re.findall("phone page · (not taken|counts)", words) == ["not taken", "counts"]


def test_the_handwriting_is_hidden_until_it_is_asked_for_and_the_audit_notes_it() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.sign(path_of(key))
    hidden = phone.get(f"{path_of(key)}/slip.png").content
    phone.get(f"{path_of(key)}/slip")
    phone.post(f"{path_of(key)}/slip")
    shown = phone.get(f"{path_of(key)}/slip.png").content
    noted = [row.who for row in shop.till.bank.store.audit() if row.action is Action.SIGNATURE_SEEN]
    assert (hidden != shown, noted) == (True, ["merchant anna"])


def test_the_slip_comes_as_picture_and_as_pdf() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    assert phone.get(f"{path}/slip.png").content.startswith(b"\x89PNG")
    pdf = phone.get(f"{path}/slip.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["content-disposition"].endswith('.pdf"')


def test_a_link_for_the_cardholders_phone_is_shown_as_a_code() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.get(path)
    page = phone.post(f"{path}/share").text
    found = re.search(r"https://portal\.test(/s/[\w-]{22})<", page)
    assert "<svg" in page
    assert found
    assert "￥12.00" in shop.phone().words(found[1])


def test_the_page_of_a_fresh_link_is_left_by_no_choice_of_language() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    assert CHOICE in phone.get(path).text
    assert CHOICE not in phone.post(f"{path}/share").text


def test_no_link_is_opened_for_what_is_signed() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.sign(path)
    phone.get(path)
    phone.get(f"{path}/slip")
    assert phone.post(f"{path}/share").status_code == 409


@pytest.mark.parametrize("rest", ["/slip", "/slip.png", "/slip.pdf"])
def test_where_no_money_was_taken_there_is_no_slip(rest: str) -> None:
    shop = a_shop()
    shop.till.sell(9000_51)
    declined = shop.till.key()
    sale, _ = shop.till.sell(1200)
    reversed_ = shop.till.key()
    shop.till.send(shop.till.reversal(sale))
    phone = shop.merchants_phone()
    for key in (declined, reversed_):
        assert phone.get(path_of(key) + rest).status_code == 404
        assert "See the slip" not in phone.words(path_of(key))


def test_the_list_says_what_was_declined_or_undone_and_counts_held_money_alone() -> None:
    shop = a_shop()
    shop.till.sell(9000_51)
    sale, answer = shop.till.sell(2600)
    shop.till.send(shop.till.void(sale, answer))
    shop.sell(1200)
    said = shop.merchants_phone().words("/sales")
    assert "declined" in said
    assert "voided" in said
    assert "12.00 not paid out" in said


def test_what_was_voided_owes_no_signature() -> None:
    shop = a_shop()
    sale, answer = shop.till.sell(2600)
    key = shop.till.key()
    shop.till.send(shop.till.void(sale, answer))
    said = shop.merchants_phone().words(path_of(key))
    assert "Signature not required" in said
    assert "unsigned" not in said


def test_the_slip_of_what_was_voided_says_so() -> None:
    shop = a_shop()
    sale, answer = shop.till.sell(2600)
    key = shop.till.key()
    shop.till.send(shop.till.void(sale, answer))
    assert "已撤销" in words(slip(shop.sale(key), None))


def test_a_link_leads_where_the_pages_are_served_whatever_host_was_asked() -> None:
    shop = a_shop()
    shop.till.bank.shared.portal_url = "https://pay.example"
    phone, key = shop.merchants_phone(), shop.sell()
    phone.get(path_of(key))
    phone.post(f"{path_of(key)}/share")
    assert "https://pay.example/s/" in phone.last
    assert HOST not in phone.last


def test_a_void_is_told_from_a_sale_by_its_sign() -> None:
    shop = a_shop()
    sale, answer = shop.till.sell(2600)
    shop.till.send(shop.till.void(sale, answer))
    void = shop.till.key()
    phone = shop.merchants_phone()
    assert "−￥26.00" in phone.words("/sales")
    assert "−￥26.00" in phone.words(path_of(void))
    assert "−" not in phone.words(path_of(shop.sell(1200)))
