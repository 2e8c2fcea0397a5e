"""The desk: a call becomes a case and finds its sale; who guesses is locked out, in words."""

from __future__ import annotations

import pytest

from acquirer.desk_records import CaseState
from acquirer.records import Route
from portal.desk import NEWEST
from tests.acquirer.office.people import AGENT_LI, taken
from tests.acquirer.till import MERCHANT
from tests.portal.shop import a_shop, line_of, words_of

WRONG = "12:00 99.00 621234 0019"


def test_one_line_opens_a_case_and_finds_its_sale() -> None:
    shop = a_shop()
    key = shop.sell(4800)
    browser = shop.desk()
    answer = browser.open_case(line_of(shop.sale(key)))
    words = browser.words(answer.headers["location"])
    assert "matched" in words
    assert "48.00" in words
    assert "✓ time, within 10 minutes ✓ exact amount ✓ first 6 of the card" in words
    assert "nobody signed" in words


def test_what_was_not_verified_is_said_too() -> None:
    shop = a_shop()
    key = shop.sell()
    browser = shop.desk()
    line = line_of(shop.sale(key)).rpartition(" ")[0]
    words = browser.words(browser.open_case(line).headers["location"])
    assert "– terminal (not verified)" in words


def test_a_case_without_a_line_waits_for_its_search() -> None:
    shop = a_shop()
    key = shop.sell()
    browser = shop.desk()
    path = browser.open_case().headers["location"]
    assert "no transaction yet" in browser.words(path)
    assert browser.post(f"{path}/match", line=line_of(shop.sale(key))).headers["location"] == path
    assert "verified" not in browser.words(path).partition("Verified")[0]


def test_three_wrong_searches_lock_the_case_in_words_with_the_time() -> None:
    shop = a_shop()
    key = shop.sell()
    browser = shop.desk()
    told = [words_of(browser.open_case(WRONG).text)]
    path = "/desk/cases/2"
    told += [words_of(browser.post(f"{path}/match", line=WRONG).text) for _ in range(2)]
    assert "还可以试 2 次" in told[0]
    assert "已有 2 次查不到，再错 1 次，本商户锁定" in told[1]
    assert "2026-03-02 12:30:00 前不能查找" in told[2]
    assert browser.post(f"{path}/match", line=line_of(shop.sale(key))).status_code == 409
    again = browser.open_case()
    assert "2026-03-02 12:30:00 前不能查找" in words_of(again.text)
    assert words_of(told_again := browser.get(path).text).count("前不能查找") == 1
    assert "忘记密码" not in told_again


def test_a_line_that_cannot_be_read_says_what_is_missing_and_is_no_try() -> None:
    shop = a_shop()
    shop.sell()
    browser = shop.desk()
    answer = browser.open_case("12:00 0019")
    assert (answer.status_code, "没有收到金额" in answer.text) == (409, True)
    (case,) = shop.office.cases()
    assert case.state is CaseState.OPEN
    assert "次查不到" not in browser.get(f"/desk/cases/{case.number}").text


def test_the_word_that_cannot_be_read_is_named_and_runs_nowhere() -> None:
    shop = a_shop()
    browser = shop.desk()
    page = browser.open_case("12:00 <b>yuan</b>").text
    assert "“&lt;b&gt;yuan&lt;/b&gt;”读不懂" in page
    assert "<b>" not in page


def test_a_merchant_nobody_knows_gets_no_case() -> None:
    shop = a_shop()
    answer = shop.desk().open_case(merchant="1")
    assert (answer.status_code, "没有这个商户号或终端号" in answer.text) == (400, True)
    assert shop.office.cases() == ()


@pytest.mark.parametrize("given", ["", "10000001", MERCHANT])
def test_the_number_of_a_terminal_alone_finds_the_merchant(given: str) -> None:
    shop = a_shop()
    key = shop.sell(4800)
    browser = shop.desk()
    path = browser.open_case(line_of(shop.sale(key)), merchant=given).headers["location"]
    (case,) = shop.office.cases()
    assert (case.merchant_id, case.key) == (MERCHANT, key)
    assert "✓ terminal" in browser.words(path)


def test_a_terminal_in_the_place_of_the_merchant_has_to_fit_too() -> None:
    shop = a_shop()
    line = line_of(shop.sale(shop.sell())).rpartition(" ")[0]
    browser = shop.desk()
    assert "没有符合的" in browser.open_case(line, merchant="10000002").text
    assert "✓ terminal" in browser.words(
        browser.open_case(line, merchant="10000001").headers["location"]
    )


def test_a_call_with_neither_merchant_nor_terminal_opens_no_case_and_keeps_the_line() -> None:
    shop = a_shop()
    answer = shop.desk().open_case("12:03 48.00 621234 0019", merchant=" ")
    assert (answer.status_code, "填其中一个" in answer.text) == (400, True)
    assert 'value="12:03 48.00 621234 0019"' in answer.text
    assert shop.office.cases() == ()


def test_a_wrong_number_is_put_right_without_typing_the_rest_again() -> None:
    shop = a_shop()
    line = line_of(shop.sale(shop.sell())).rpartition(" ")[0]
    browser = shop.desk()
    form = browser.open_case(line, merchant="10000099").text
    assert 'value="10000099" inputmode="numeric" maxlength="15" autofocus' in form
    assert ('value="nobody signed"' in form, f'value="{line}"' in form) == (True, True)
    assert "case" in browser.open_case(line, merchant="10000001").headers["location"]


def test_the_form_of_a_call_demands_no_merchant() -> None:
    assert "required" not in a_shop().desk().get("/desk").text.partition('name="merchant"')[2][:80]


@pytest.mark.parametrize(("login", "route"), [("li", Route.SUPPORT), ("wu", Route.BANK)])
def test_a_bank_agents_case_is_of_the_banks_route(login: str, route: Route) -> None:
    shop = a_shop()
    shop.matched(shop.sell(), shop.desk(login))
    assert [case.route for case in shop.office.cases()] == [route]


def test_the_front_lists_open_cases_newest_first_and_no_closed_ones() -> None:
    shop = a_shop()
    browser = shop.desk()
    first, second = (browser.open_case().headers["location"] for _ in range(2))
    page = browser.get("/desk").text
    assert page.index(f'"{second}"') < page.index(f'"{first}"')
    browser.post(f"{first}/close", why="called off")
    assert f'"{first}"' not in browser.get("/desk").text


def test_a_long_list_is_cut_and_says_so() -> None:
    shop = a_shop()
    browser = shop.desk()
    for _ in range(NEWEST + 1):
        browser.open_case()
    page = browser.get("/desk").text
    assert page.count('href="/desk/cases/') == NEWEST
    assert f"最新的 {NEWEST} 个" in page


def test_the_case_shows_what_was_done_in_it_and_the_audit_of_its_sale() -> None:
    shop = a_shop()
    key = shop.sell()
    browser = shop.desk()
    words = browser.words(shop.matched(key, browser))
    assert "agent li case opened nobody signed" in words
    assert "terminal 10000001 sale approved" in words


def test_a_case_that_is_none_is_not_there() -> None:
    assert a_shop().desk().get("/desk/cases/99").status_code == 404


def test_no_page_of_the_desk_shows_a_whole_card_number() -> None:
    shop = a_shop()
    key = shop.sell()
    browser = shop.desk()
    assert "6212340000000019" not in browser.get(shop.matched(key, browser)).text


def test_what_somebody_told_is_shown_as_words_and_never_as_a_page() -> None:
    shop = a_shop()
    browser = shop.desk()
    case = taken(shop.office.open_case(shop.till.merchant_id, "<b>x", AGENT_LI, shop.now))
    assert "&lt;b&gt;x" in browser.get(f"/desk/cases/{case.number}").text
