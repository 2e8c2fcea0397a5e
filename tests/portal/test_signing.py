"""Signing on the merchant's phone: only after it was handed over, stored by the bank, said so."""

from __future__ import annotations

import json

import httpx
import pytest

from acquirer.records import PayoutState, Route, Signature
from receipts.signature import sample
from receipts.strokes import strokes_digest
from tests.portal.forms import focus_of
from tests.portal.shop import LOGIN, PASSWORD, Phone, a_shop, path_of


def test_a_signature_frees_the_money_and_says_when_it_goes_out() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    answer = phone.draw(f"{path_of(key)}/strokes")
    assert answer.json() == {"next": f"{path_of(key)}/stored"}
    assert shop.till.payout_state() is PayoutState.RELEASED
    words = phone.words(f"{path_of(key)}/stored")
    assert "Stored 2026-03-02 12:00:00" in words
    assert "due 2026-03-02 12:05:00" in words


def test_the_bank_keeps_the_strokes_who_sent_them_and_from_which_phone() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    phone.draw(f"{path_of(key)}/strokes")
    kept = shop.sale(key).effective
    assert kept is not None
    assert (kept.route, kept.actor) == (Route.PHONE_APP, "merchant anna")
    assert kept.device.startswith("portal, device ")
    assert kept.strokes_digest == strokes_digest(sample(0))


def test_the_pad_opens_only_after_the_phone_was_handed_over() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    assert phone.get(f"{path}/sign").headers["location"] == path


def test_strokes_for_a_sale_nobody_was_handed_the_phone_for_are_not_taken() -> None:
    shop = a_shop()
    first, second = shop.sell(), shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(first))
    answer = phone.draw(f"{path_of(second)}/strokes")
    assert (answer.status_code, "登录变了，没有存下" in answer.json()["words"]) == (403, True)
    assert shop.sale(second).signature is Signature.UNSIGNED


def test_who_has_the_password_takes_the_phone_back_and_goes_on_with_the_sale() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    number = phone.cookies["__Host-session"]
    assert f'href="{path}/sign"' in phone.get("/sales").text
    wrong = phone.post("/log-in", login=LOGIN, password="a guess of his")
    assert (wrong.status_code, "手机在持卡人手里" in wrong.text) == (400, True)
    assert focus_of(wrong.text) == ["password"]
    assert phone.get("/sales").status_code == 403
    assert phone.post("/log-in", login=LOGIN, password=PASSWORD).headers["location"] == path
    assert (phone.get("/sales").status_code, phone.cookies["__Host-session"] == number) == (
        200,
        False,
    )
    assert phone.draw(f"{path}/strokes").status_code == 403


def test_once_it_is_signed_nobody_asks_for_the_password() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    phone.draw(f"{path}/strokes")
    assert phone.get(f"{path}/sign").headers["location"] == f"{path}/stored"
    assert phone.get("/sales").status_code == 403
    phone.get(f"{path}/stored")
    assert phone.get("/sales").status_code == 200


def test_neither_an_unsigned_nor_another_sales_thanks_take_the_phone_back() -> None:
    shop = a_shop()
    first, second = path_of(shop.sell()), path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.sign(first)
    phone.hand_over(second)
    for path in (first, second):
        assert phone.get(f"{path}/stored").headers["location"] == path
        assert phone.get(path).status_code == 403


def test_a_blank_pad_is_refused_in_words_with_the_tries_that_are_left() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    answer = phone.draw(f"{path}/strokes", ())
    assert answer.status_code == 409
    assert "请再签一次。 还可以试 2 次。" in answer.json()["words"]


def test_after_three_refused_pictures_the_way_is_closed_and_the_others_are_named() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    for _ in range(3):
        phone.draw(f"{path}/strokes", ())
    assert "次数用完" in phone.draw(f"{path}/strokes").json()["words"]


@pytest.mark.parametrize(
    "body", ["", "{}", "[[[1]]]", '{"image": "iVBORw0KGgo="}', "[[[9999, 1]]]"]
)
def test_what_is_no_strokes_is_refused_in_words_and_not_kept(body: str) -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    answer = phone.draw_raw(f"{path_of(key)}/strokes", body)
    assert (answer.status_code, bool(answer.json()["words"])) == (400, True)
    assert shop.sale(key).attempts == ()


def test_strokes_without_the_forgery_token_are_not_taken() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    body = json.dumps(sample(0))
    assert phone.send("POST", f"{path}/strokes", content=body).status_code == 403


def test_who_was_logged_out_while_the_cardholder_drew_is_told_in_words() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    shop.forward(minutes=20)
    answer = phone.draw(f"{path}/strokes")
    assert (answer.status_code, "重新登录" in answer.json()["words"]) == (401, True)


def logged_in_at_the_pad(
    phone: Phone, path: str, token: str, login: str = LOGIN, password: str = PASSWORD
) -> httpx.Response:
    form = {"login": login, "password": password, "forgery_token": token}
    return phone.send("POST", f"{path}/again", data=form)


@pytest.mark.parametrize("how", ["too late", "logged out in another tab", "logged in anew"])
def test_who_logs_in_again_at_the_pad_has_what_was_drawn_stored(how: str) -> None:
    shop = a_shop()
    key = shop.sell()
    path = path_of(key)
    phone = shop.merchants_phone()
    phone.hand_over(path)
    pad = phone.last
    if how == "too late":
        shop.forward(minutes=20)
    else:
        phone.post("/log-out")
    if how == "logged in anew":
        phone.log_in()
    phone.last = pad
    told = phone.draw(f"{path}/strokes").json()
    again = logged_in_at_the_pad(phone, path, told["token"]).json()
    body, sent = json.dumps(sample(0)), {"X-Forgery-Token": again["token"]}
    assert phone.send("POST", f"{path}/strokes", content=body, headers=sent).status_code == 200
    assert shop.sale(key).signature is Signature.SIGNED
    assert phone.get(f"{path}/stored").status_code == 200


def test_a_wrong_password_or_another_merchants_sale_at_the_pad_logs_nobody_in() -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    shop.forward(minutes=20)
    token = phone.draw(f"{path}/strokes").json()["token"]
    wrong = logged_in_at_the_pad(phone, path, token, password="a guess of his")
    assert (wrong.status_code, "密码" in wrong.json()["words"]) == (400, True)
    other = logged_in_at_the_pad(phone, path, token, "li", "test-li-1234")
    assert (other.status_code, "没有这一页" in other.json()["words"]) == (404, True)
    assert phone.get("/sales").status_code == 401


def test_a_link_has_no_log_in_on_its_pad() -> None:
    shop = a_shop()
    key = shop.sell()
    phone, holder = shop.merchants_phone(), shop.phone()
    holder.get(f"/s/{(token := shop.link(key))}")
    holder.post(f"/s/{token}")
    phone.hand_over(path_of(key))
    assert [
        'id="log-in"' in page for page in (phone.last, holder.get(f"/s/{token}/sign").text)
    ] == [
        True,
        False,
    ]


def test_the_same_signature_sent_again_is_answered_as_before() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    answers = [phone.draw(f"{path_of(key)}/strokes").json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(shop.sale(key).attempts) == 1


def test_a_pad_left_open_in_another_tab_is_told_that_nothing_is_left_to_sign() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.sign(path_of(key))
    answer = phone.draw(f"{path_of(key)}/strokes", sample(1))
    assert (answer.status_code, "不再需要签名" in answer.json()["words"]) == (409, True)
    assert (len(shop.sale(key).attempts), "token" in answer.json()) == (1, False)


def test_the_pad_carries_amount_masked_card_code_and_how_often_it_may_be_cleared() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    words = phone.words(f"{path_of(key)}/sign")
    assert f"￥12.00 621234******0019 · {shop.sale(key).feature_code}" in words
    assert "Clear (3 left)" in words


@pytest.mark.parametrize("offered", [True, False])
def test_a_sample_signature_is_offered_where_the_settings_say_so(offered: bool) -> None:
    shop = a_shop(sample_signature=offered)
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.hand_over(path)
    assert ('id="sample"' in phone.get(f"{path}/sign").text) is offered


@pytest.mark.parametrize(("rest", "days"), [("/hand", 8), ("/sign", 0), ("/stored", 0)])
def test_a_page_out_of_its_turn_leads_back_to_the_sale(rest: str, days: int) -> None:
    shop = a_shop()
    path = path_of(shop.sell())
    shop.forward(days=days)
    assert shop.merchants_phone().get(path + rest).headers["location"] == path
