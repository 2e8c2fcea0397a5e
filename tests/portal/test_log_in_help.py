"""The desk helps who cannot log in: digits told once, phones forgotten; merchants alone."""

from __future__ import annotations

import re

import pytest

from tests.portal.forms import focus_of, form_of
from tests.portal.shop import CHOICE, LOGIN, a_shop, words_of


def test_the_desk_tells_digits_by_which_a_merchant_sets_a_password() -> None:
    shop = a_shop()
    browser = shop.desk()
    browser.get("/desk/accounts")
    told = browser.post("/desk/accounts/code", login=LOGIN, why="knew the last payout").text
    code = re.search(r'class="code">(\d{4}) (\d{4})<', told)
    assert code
    assert code[1] not in browser.get("/desk/accounts").text
    phone = shop.phone()
    phone.get("/forgotten")
    phone.post("/forgotten", login=LOGIN)
    done = phone.post("/password", login=LOGIN, code=code[1] + code[2], password="blue-window-7")
    assert "新密码已设置" in done.text


def test_the_page_that_tells_the_digits_is_left_by_no_choice_of_language() -> None:
    browser = a_shop().desk()
    assert CHOICE in browser.get("/desk/accounts").text
    form = {"login": LOGIN, "why": "knew the last payout"}
    assert CHOICE not in browser.post("/desk/accounts/code", **form).text
    assert CHOICE in browser.post("/desk/accounts/devices", **form).text


def test_who_forgot_the_password_stands_at_the_desk_until_the_digits_are_told() -> None:
    shop = a_shop()
    phone = shop.phone()
    phone.get("/forgotten")
    assert "客服已经收到通知" in phone.post("/forgotten", login=LOGIN).text
    browser = shop.desk()
    assert (
        'href="/desk/accounts">账号求助 <span class="count">1</span>' in browser.get("/desk").text
    )
    assert f"{LOGIN} · " in browser.words("/desk/accounts")
    assert "since 2026-03-02 12:00:00" in browser.words("/desk/accounts")
    browser.post("/desk/accounts/code", login=LOGIN, why="knew the last payout")
    assert f"{LOGIN} · " not in browser.words("/desk/accounts")


def test_forgotten_phones_are_logged_out_and_the_next_one_is_bound() -> None:
    shop = a_shop()
    lost = shop.merchants_phone()
    browser = shop.desk()
    browser.get("/desk/accounts")
    answer = browser.post("/desk/accounts/devices", login=LOGIN, why="phone stolen")
    assert "已办理" in answer.text
    assert lost.get("/sales").status_code == 401
    assert shop.phone().log_in().headers["location"] == "/sales"


@pytest.mark.parametrize(
    ("action", "login", "why", "words"),
    [
        ("code", LOGIN, " ", "请写原因"),
        ("code", "nobody", "x", "没有这个账号"),
        ("code", "ma", "x", "您的账号不能这样做"),
        ("devices", LOGIN, "", "请写原因"),
        ("devices", "nobody", "x", "没有这个账号"),
        ("devices", "ma", "x", "您的账号不能这样做"),
        ("devices", LOGIN, "x", "没有手机绑定"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(
    action: str, login: str, why: str, words: str
) -> None:
    browser = a_shop().desk()
    browser.get("/desk/accounts")
    answer = browser.post(f"/desk/accounts/{action}", login=login, why=why)
    assert (answer.status_code, words in words_of(answer.text)) == (409, True)


@pytest.mark.parametrize(("login", "why", "focus"), [(LOGIN, " ", "why"), ("nobody", "x", "login")])
@pytest.mark.parametrize(("action", "other"), [("code", "devices"), ("devices", "code")])
def test_a_refused_form_comes_back_as_it_was_typed(
    action: str, other: str, login: str, why: str, focus: str
) -> None:
    browser = a_shop().desk()
    browser.get("/desk/accounts")
    page = browser.post(f"/desk/accounts/{action}", login=login, why=why).text
    typed = form_of(page, f"/desk/accounts/{action}").fields
    assert (typed["login"], typed["why"]) == (login, why)
    assert form_of(page, f"/desk/accounts/{other}").fields["login"] == ""
    assert focus_of(page) == [f"{action}-{focus}"]
