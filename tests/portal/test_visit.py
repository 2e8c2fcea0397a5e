"""Cookies, languages, forms and the log-in as each request sees them."""

from __future__ import annotations

import pytest

from tests.portal.shop import LOGIN, PASSWORD, a_shop, words_of


def cookies(headers: list[str]) -> dict[str, str]:
    """Set-Cookie lines by the cookie's name."""
    return {line.partition("=")[0]: line for line in headers}


def test_cookies_are_secure_for_this_host_alone_and_no_script_reads_them() -> None:
    phone = a_shop().phone()
    phone.get("/")
    answer = phone.post("/log-in", login=LOGIN, password=PASSWORD)
    line = cookies(answer.headers.get_list("set-cookie"))["__Host-session"]
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=strict"):
        assert part in line
    assert "Domain" not in line


def test_on_loopback_without_tls_the_names_are_plain() -> None:
    answer = a_shop(plain_http=True).phone().get("/")
    (line,) = answer.headers.get_list("set-cookie")
    assert line.startswith("device=")
    assert "Secure" not in line
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_its_token_is_not_taken(token: str) -> None:
    shop = a_shop()
    phone = shop.phone()
    phone.get("/")
    form = {"login": LOGIN, "password": PASSWORD, "forgery_token": token}
    assert phone.send("POST", "/log-in", data=form).status_code == 403


def test_another_browsers_token_is_none() -> None:
    shop = a_shop()
    phone, other = shop.phone(), shop.phone()
    phone.get("/")
    other.get("/")
    form = {"login": LOGIN, "password": PASSWORD, "forgery_token": other.token}
    assert phone.send("POST", "/log-in", data=form).status_code == 403


def test_the_token_of_before_the_log_in_is_none_after_it() -> None:
    phone = a_shop().phone()
    phone.get("/")
    old = phone.token
    phone.post("/log-in", login=LOGIN, password=PASSWORD)
    assert phone.send("POST", "/log-out", data={"forgery_token": old}).status_code == 403


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("zh-CN", "登录"),
        ("en-GB", "Log in"),
        ("fr", "登录"),
        ("fr, en;q=0.8, zh;q=0.5", "Log in"),
        ("zh;q=0.1, en-US", "Log in"),
        ("en;q=0", "登录"),
        ("en;q=much, zh", "登录"),
    ],
)
def test_the_first_page_speaks_as_the_browser_asks(asked: str, word: str) -> None:
    assert word in a_shop().phone().words("/", asked)


def test_a_chosen_language_holds_against_the_browsers() -> None:
    phone = a_shop().phone()
    phone.get("/")
    assert phone.post("/choose", language="en", here="/forgotten").headers["location"] == (
        "/forgotten"
    )
    assert "Log in" in phone.words("/", "zh")


def test_a_chosen_theme_stands_on_the_page() -> None:
    phone = a_shop().phone()
    phone.get("/")
    phone.post("/choose", theme="dark", here="/")
    assert 'data-theme="dark"' in phone.get("/").text


def test_a_page_that_answers_a_form_comes_back_where_the_form_was() -> None:
    shop = a_shop()
    browser = shop.desk()
    browser.get("/desk/accounts")
    for came_from, here in (
        ("https://portal.test/desk/accounts", "/desk/accounts"),
        ("https://evil.test/desk/accounts", "/"),
        ("http://[", "/"),
        ("", "/"),
    ):
        form = {"forgery_token": browser.token, "login": "nobody", "why": "x"}
        sent = {"Referer": came_from}
        said = browser.send("POST", "/desk/accounts/code", data=form, headers=sent).text
        assert f'name="here" value="{here}"' in said


@pytest.mark.parametrize("here", ["https://evil.test/", "//evil.test", "/\\evil.test", ""])
def test_the_way_back_never_leads_away(here: str) -> None:
    phone = a_shop().phone()
    phone.get("/")
    assert phone.post("/choose", language="en", here=here).headers["location"] == "/"


def test_guesses_that_come_too_fast_wait_and_then_go_on() -> None:
    shop = a_shop(guesses_a_minute=3)
    phone = shop.phone()
    phone.get("/")
    codes = [phone.post("/log-in", login="x", password="wrong").status_code for _ in range(4)]
    assert codes == [400, 400, 400, 429]
    assert "21" in words_of(phone.last)
    phone.get("/")
    shop.forward(seconds=21)
    assert phone.post("/log-in", login=LOGIN, password=PASSWORD).status_code == 303
