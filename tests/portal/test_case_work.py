"""What is done in a case: told once, with a reason, and never twice or too late."""

from __future__ import annotations

import re

import pytest

from acquirer.records import Action, Route
from acquirer.verification import verify
from tests.acquirer.office.people import MERCHANT_ANNA, taken
from tests.acquirer.office.test_photos import a_photo
from tests.portal.forms import focus_of, form_of
from tests.portal.shop import CHOICE, Phone, Shop, a_shop, path_of, words_of
from wire.resign_messages import CodeAnswer, CodeQuestion, Parameters, decode

EIGHT = re.compile(r'class="code">(\d{4}) (\d{4})<')


def a_case(login: str = "li") -> tuple[Shop, Phone, str]:
    """A shop with one unsigned sale, an agent, and the case of that sale."""
    shop = a_shop()
    key = shop.sell(4800)
    browser = shop.desk(login)
    path = shop.matched(key, browser)
    browser.get(path)
    return shop, browser, path


def test_a_link_is_shown_once_and_signed_by_the_desks_route() -> None:
    shop, browser, path = a_case()
    shop.forward(days=8)
    browser = shop.desk()
    browser.get(path)
    told = browser.post(f"{path}/link").text
    token = re.search(r"https://portal.test/s/([\w-]+)", told)
    assert token
    assert "<svg" in told
    assert token[1] not in browser.get(path).text
    phone = shop.phone()
    phone.get(f"/s/{token[1]}")
    phone.post(f"/s/{token[1]}")
    phone.get(f"/s/{token[1]}/sign")
    assert phone.draw(f"/s/{token[1]}/strokes").status_code == 200
    assert shop.sale(shop.till.key()).attempts[0].route is Route.SUPPORT


def test_a_code_is_read_out_with_its_challenge_and_opens_the_terminal() -> None:
    shop, browser, path = a_case("wu")
    told = browser.post(f"{path}/code").text
    code = EIGHT.search(told)
    assert code
    assert "2026-03-02 12:10:00 前有效" in told
    challenge = re.search(r'challenge">(\w{5}) (\w{5})<', told)
    assert challenge
    question = CodeQuestion(shop.till.batch, shop.till.trace, read_out=code[1] + code[2])
    assert shop.till.told(CodeAnswer, "814", question).until is not None
    assert code[1] not in browser.get(path).text


@pytest.mark.parametrize("action", ["link", "code"])
def test_what_is_told_once_stands_on_a_page_that_no_choice_of_language_leaves(action: str) -> None:
    _, browser, path = a_case()
    assert CHOICE not in browser.post(f"{path}/{action}").text
    assert CHOICE in browser.get(path).text


def test_time_is_extended_by_days_with_a_reason() -> None:
    shop, browser, path = a_case()
    shop.forward(days=8)
    browser = shop.desk()
    browser.get(path)
    answer = browser.post(f"{path}/extend", days="3", why="away on a journey")
    assert answer.headers["location"] == path
    assert "2026-03-13 12:00:00" in browser.words(path)


@pytest.mark.parametrize(
    ("action", "form", "words"),
    [
        ("extend", {"days": "3", "why": " "}, "请写原因"),
        ("extend", {"days": "31", "why": "x"}, "1 至 30"),
        ("extend", {"days": "-1", "why": "x"}, "1 至 30"),
        ("extend", {"days": "٣", "why": "x"}, "1 至 30"),
        ("release", {"why": ""}, "请写原因"),
        ("push", {"terminal": "10000001", "redos": "3", "why": " "}, "请写原因"),
        ("push", {"terminal": "10000001", "why": "x"}, "没有改变任何参数"),
        ("push", {"terminal": "10000001", "redos": "0", "why": "x"}, "超出允许范围"),
        ("push", {"terminal": "10000001", "redos": "9" * 40, "why": "x"}, "超出允许范围"),
        ("push", {"terminal": "99999999", "redos": "3", "why": "x"}, "没有这台终端"),
    ],
)
def test_what_cannot_be_done_is_told_in_words_and_changes_nothing(
    action: str, form: dict[str, str], words: str
) -> None:
    shop, browser, path = a_case()
    before = len(shop.office.trail(shop.till.key()))
    answer = browser.post(f"{path}/{action}", **form)
    assert (answer.status_code, words in words_of(answer.text)) == (409, True)
    assert len(shop.office.trail(shop.till.key())) == before


@pytest.mark.parametrize(
    ("action", "typed", "focus"),
    [
        ("extend", {"days": "3", "why": " "}, "extend-why"),
        ("extend", {"days": "99", "why": 'on a "journey"'}, "days"),
        ("release", {"why": "  "}, "release-why"),
        ("note", {"words": " "}, "note-words"),
        ("close", {"why": " "}, "close-why"),
        (
            "push",
            {
                "terminal": "10000002",
                "redos": "0",
                "mandatory": "1",
                "electronic": "0",
                "auto_limit_minor": "50.5",
                "why": "shaky hands",
            },
            "terminal",
        ),
        ("push", {"terminal": "10000002", "redos": "5", "why": " "}, "push-why"),
    ],
)
def test_a_refused_form_comes_back_open_as_it_was_typed_with_the_keyboard_in_it(
    action: str, typed: dict[str, str], focus: str
) -> None:
    _, browser, path = a_case()
    shut = form_of(browser.last, f"{path}/{action}")
    answer = browser.post(f"{path}/{action}", **typed)
    form = form_of(answer.text, f"{path}/{action}")
    assert (shut.is_open, form.is_open) == (False, True)
    assert {name: form.fields[name] for name in typed} == typed
    assert focus_of(answer.text) == [focus]


def test_at_the_foot_of_the_long_form_the_trouble_stands_beside_the_reason_too() -> None:
    _, browser, path = a_case()
    page = browser.post(f"{path}/push", terminal="10000001", redos="5", why=" ").text
    assert 'id="push-trouble">请写原因。<' in page
    assert 'aria-describedby="push-trouble"' in page
    browser.post(f"{path}/close", why=" ")
    assert "push-trouble" not in browser.last


def test_a_refused_form_opens_no_other_and_takes_the_keyboard_from_the_search_line() -> None:
    shop = a_shop()
    browser = shop.desk("ma")
    path = browser.open_case().headers["location"]
    assert focus_of(browser.get(path).text) == ["line"]
    page = browser.post(f"{path}/push", terminal="10000001", redos="0", why="asked for it").text
    assert focus_of(page) == ["terminal"]
    note = form_of(page, f"{path}/note")
    assert (note.is_open, note.fields["words"]) == (False, "")


def test_parameters_are_pushed_to_a_terminal_and_followed() -> None:
    shop, browser, path = a_case()
    browser.post(
        f"{path}/push",
        terminal="10000001",
        redos="5",
        mandatory="1",
        within_s="",
        why="shaky hands",
    )
    (push,) = shop.office.pushes("10000001")
    assert "redos 5, mandatory 1: shaky hands" in browser.words(path)
    assert "waits for the terminal" in browser.words(path)
    assert push.pushed_by == "agent li"


@pytest.mark.parametrize(
    ("typed", "pushed_minor"),
    [("50", 5000), ("50.5", 5050), ("0.01", 1), ("100000.00", 10_000_000)],
)
def test_the_limit_of_automatic_signatures_is_written_as_money(
    typed: str, pushed_minor: int
) -> None:
    shop, browser, path = a_case()
    browser.post(f"{path}/push", terminal="10000001", auto_limit_minor=typed, why="small sales")
    (push,) = shop.office.pushes("10000001")
    told = decode(Parameters, bytes.fromhex(push.parameters))
    assert told.auto_limit_minor == pushed_minor
    shown = f"auto_limit {pushed_minor / 100:.2f}: small sales"
    assert shown in browser.words(path)
    assert "0.00–100,000.00" in browser.words(path)


@pytest.mark.parametrize("typed", ["5.001", "-5", "5,00", "100000.01"])
def test_what_is_no_amount_is_out_of_the_limits(typed: str) -> None:
    shop, browser, path = a_case()
    form = {"terminal": "10000001", "auto_limit_minor": typed, "why": "x"}
    assert "超出允许范围" in words_of(browser.post(f"{path}/push", **form).text)
    assert shop.office.pushes("10000001") == ()


def test_before_a_match_only_a_supervisor_is_offered_the_parameters() -> None:
    shop = a_shop()
    for login, is_offered in (("li", False), ("ma", True)):
        browser = shop.desk(login)
        path = browser.open_case().headers["location"]
        browser.get(path)
        assert (f'action="{path}/push"' in browser.last) is is_offered
        answer = browser.post(f"{path}/push", terminal="10000001", redos="5", why="asked for it")
        assert answer.status_code == (303 if is_offered else 409)
    assert [push.pushed_by for push in shop.office.pushes("10000001")] == ["supervisor ma"]


def test_a_release_is_asked_for_and_then_shown_in_the_place_of_the_form() -> None:
    shop, browser, path = a_case()
    browser.post(f"{path}/release", why="known customer")
    words = browser.words(path)
    assert "agent li asked for release 2026-03-02 12:00:00: known customer" in words
    assert f'action="{path}/release"' not in browser.last
    assert [release.why for release in shop.office.releases()] == ["known customer"]


def test_a_void_is_named_wherever_the_desk_works_at_it() -> None:
    shop = a_shop()
    shop.till.send(shop.till.void(*shop.till.sell(2600)))
    browser = shop.desk()
    path = shop.matched(shop.till.key(), browser)
    assert "Void −￥26.00" in browser.words(path)
    for action in ("link", "code"):
        browser.get(path)
        assert "消费撤销 −￥26.00" in browser.post(f"{path}/{action}").text
    taken(shop.office.upload_paper(shop.till.key(), a_photo(), MERCHANT_ANNA, shop.now))
    assert "Void −￥26.00" in browser.words("/desk/papers")


def test_a_release_is_offered_of_held_money_alone() -> None:
    _, browser, path = a_case()
    assert f'action="{path}/release"' in browser.get(path).text
    shop = a_shop()
    shop.till.send(shop.till.void(*shop.till.sell(2600)))
    browser = shop.desk()
    path = shop.matched(shop.till.key(), browser)
    browser.get(path)
    assert f'action="{path}/extend"' in browser.last
    assert f'action="{path}/release"' not in browser.last
    answer = browser.post(f"{path}/release", why="known customer")
    assert (answer.status_code, "没有被暂扣" in answer.text) == (409, True)


def test_a_note_is_kept_and_a_closed_case_takes_nothing_more() -> None:
    shop, browser, path = a_case()
    browser.post(f"{path}/note", words="calls back at five")
    browser.get(path)
    browser.post(f"{path}/close", why="signed in the shop")
    words = browser.words(path)
    assert "calls back at five" in words
    assert "The case is closed" in words
    assert f'action="{path}' not in browser.last
    browser.get("/desk")
    for action in ("link", "code", "note", "close"):
        assert browser.post(f"{path}/{action}", words="x", why="x").status_code == 409
    done = [row.action for row in shop.till.bank.store.audit()][-2:]
    assert done == [Action.CASE_NOTED, Action.CASE_CLOSED]


def test_what_was_signed_meanwhile_needs_no_link() -> None:
    shop, browser, path = a_case()
    key = shop.till.key()
    phone = shop.merchants_phone()
    phone.sign(path_of(key))
    assert browser.post(f"{path}/link").status_code == 409
    assert "waits for no signature" in browser.words(path)


def test_a_form_of_another_browser_does_nothing() -> None:
    shop, _, path = a_case()
    stranger = shop.desk("ma")
    answer = stranger.send("POST", f"{path}/close", data={"forgery_token": "0" * 64, "why": "x"})
    assert answer.status_code == 403


def test_what_is_done_at_the_desk_leaves_books_that_verify() -> None:
    shop, browser, path = a_case()
    browser.post(f"{path}/note", words="will call again")
    browser.post(f"{path}/extend", days="3", why="away on a journey")
    bank = shop.till.bank
    assert verify(bank.store, bank.keys) == ()
