"""Help: each trouble is checked step by step, the failed one named; strangers learn nothing."""

from __future__ import annotations

import pytest

from acquirer.front_office import LogInState
from acquirer.office.codes import CODE_LASTS_S, CODE_TRIES, STRANGERS_TRIES
from acquirer.office.terminals import TerminalView
from portal.help import Step, connection, log_in_steps
from tests.acquirer.till import MONDAY, TERMINAL
from tests.portal.shop import LOGIN, Phone, a_shop, path_of, words_of

PAGES = ("/help", "/help/connect", "/help/failed", "/help/log-in")


@pytest.mark.parametrize("path", PAGES)
def test_help_is_there_for_strangers_merchants_and_the_desk(path: str) -> None:
    shop = a_shop()
    for browser in (shop.phone(), shop.merchants_phone(), shop.desk()):
        assert browser.get(path).status_code == 200


def test_help_is_found_from_the_first_page_and_from_the_list() -> None:
    phone = a_shop().merchants_phone()
    assert 'href="/help"' in phone.get("/sales").text
    assert 'href="/help"' in a_shop().phone().get("/").text


def test_the_tries_of_both_kinds_of_digits_are_those_the_bank_counts() -> None:
    assert (CODE_LASTS_S, CODE_TRIES, STRANGERS_TRIES) == (10 * 60, 5, 300)
    words = a_shop().phone().words("/help/log-in")
    assert "good for 10 minutes, and only the newest counts" in words
    assert "that bind a phone may be tried five times" in words
    assert "for a new password 300 times, and five times more on a bound phone" in words


@pytest.mark.parametrize(
    ("terminal", "steps"),
    [
        (TerminalView("1", None, False, None), (Step("step.link", False),)),
        (
            TerminalView("1", None, False, MONDAY),
            (Step("step.link", True, MONDAY), Step("step.sign_on", False)),
        ),
        (
            TerminalView("1", MONDAY, False, None),
            (Step("step.link", True, MONDAY), Step("step.sign_on_old", False, MONDAY)),
        ),
        (
            TerminalView("1", MONDAY, True, MONDAY),
            (Step("step.link", True, MONDAY), Step("step.sign_on", True, MONDAY)),
        ),
    ],
)
def test_the_steps_of_a_connection_end_at_the_one_that_failed(
    terminal: TerminalView, steps: tuple[Step, ...]
) -> None:
    assert connection(terminal) == steps


def test_a_merchant_sees_where_each_of_his_terminals_is_stuck() -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    words = phone.words("/help/connect")
    assert f"Terminal {TERMINAL} ✓ The line" in words
    assert "✓ Sign-on · well Last: 2026-03-02 12:00:00" in words
    assert "Terminal 10000002 ✗ The line from the terminal to the bank · It fails at" in words
    shop.forward(hours=26)
    phone.log_in()
    words = phone.words("/help/connect")
    assert "✗ Sign-on is too old · It fails at this step Working keys change daily" in words


@pytest.mark.parametrize("who", ["stranger", "li"])
def test_nobody_else_learns_of_terminals_or_sales(who: str) -> None:
    shop = a_shop()
    shop.till.sell(9000_51)
    browser = shop.phone() if who == "stranger" else shop.desk(who)
    assert TERMINAL not in browser.get("/help/connect").text
    assert "621234" not in browser.get("/help/failed").text


def test_a_failed_transaction_is_told_in_words_with_what_to_do() -> None:
    shop = a_shop()
    shop.till.sell(9000_51)
    shop.sell()
    words = shop.merchants_phone().words("/help/failed")
    assert "51 · Not enough funds What to do: let the cardholder use another card" in words
    assert "12.00" not in words


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("96", "96 · Failed, try again later What to do: try again"),
        ("a0", "A0 · MAC wrong, sign on again What to do: press 5 Sign-on"),
        ("00", "00 · Approved What to do: nothing"),
        ("Z9", "Z9 · There is no such code"),
        ("<b>", "<B · There is no such code"),
    ],
)
def test_a_code_is_looked_up_by_anybody(code: str, told: str) -> None:
    phone = a_shop().phone()
    phone.get("/help/failed", headers={"Accept-Language": "en"})
    answer = phone.send(
        "POST",
        "/help/failed",
        data={"forgery_token": phone.token, "code": code},
        headers={"Accept-Language": "en"},
    )
    assert told in words_of(answer.text)


def test_the_steps_of_a_log_in_end_at_a_lock() -> None:
    assert log_in_steps(LogInState(MONDAY, False)) == (Step("step.locked", False, MONDAY),)
    open_steps = (Step("step.locked", True), Step("step.bound", False))
    assert log_in_steps(LogInState(None, False)) == open_steps


def checked(phone: Phone, login: str) -> str:
    phone.get("/help/log-in")
    page = words_of(phone.post("/help/log-in", login=login).text)
    return page.replace(login, "")


def test_a_login_nobody_has_looks_as_any_other_also_when_it_is_locked() -> None:
    shop = a_shop()
    assert checked(shop.phone(), LOGIN) == checked(shop.phone(), "nobody")
    for login in (LOGIN, "nobody"):
        phone = shop.phone()
        for _ in range(5):
            phone.log_in(login, "wrong-password")
    known, unknown = checked(shop.phone(), LOGIN), checked(shop.phone(), "nobody")
    assert known == unknown
    assert "2026-03-02 12:00:" in known
    assert "前不能登录" in known


def test_the_bound_phone_is_told_apart_from_another() -> None:
    shop = a_shop()
    bound = shop.merchants_phone()
    assert "✓ 这部手机是否绑定" in checked(bound, LOGIN)
    assert "✗ 这部手机是否绑定" in checked(shop.phone(), LOGIN)


def test_checking_logins_has_the_pace_of_guesses() -> None:
    shop = a_shop()
    phone = shop.phone()
    for _ in range(shop.settings.guesses_a_minute):
        phone.get("/help/log-in")
        phone.post("/help/log-in", login=LOGIN)
    phone.get("/help/log-in")
    assert phone.post("/help/log-in", login=LOGIN).status_code == 429


def test_a_reversed_sale_says_that_no_money_moved() -> None:
    shop = a_shop()
    sale, _ = shop.till.sell()
    shop.till.ask(shop.till.reversal(sale))
    assert "no money moved" in shop.merchants_phone().words("/help/failed")


def test_in_strange_hands_the_help_tells_nothing_of_the_merchant() -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    path = path_of(shop.sell())
    assert "10000001" in phone.words("/help/connect")
    phone.hand_over(path)
    assert "10000001" not in phone.words("/help/connect")
