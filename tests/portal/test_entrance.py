"""The way in: log-in, binding, forgotten passwords; and that nothing tells who has an account."""

from __future__ import annotations

import re

import pytest

from acquirer.front_office import ShortCode
from tests.acquirer.office.people import AGENT_LI
from tests.portal.forms import focus_of, form_of
from tests.portal.shop import CHOICE, LOGIN, PASSWORD, Phone, Shop, a_shop, words_of


def test_the_right_password_leads_to_the_list() -> None:
    phone = a_shop().merchants_phone()
    assert "Unsigned" in phone.words("/sales")


def test_after_a_wrong_password_the_login_is_there_and_the_keyboard_in_the_password() -> None:
    phone = a_shop().phone()
    assert focus_of(phone.get("/").text) == []
    page = phone.post("/log-in", login='anna" autofocus x="', password="wrong-password").text
    form = form_of(page, "/log-in")
    assert (form.fields["login"], form.fields["password"]) == ('anna" autofocus x="', "")
    assert focus_of(page) == ["password"]


def test_who_is_logged_in_is_led_past_the_log_in() -> None:
    assert a_shop().merchants_phone().get("/").headers["location"] == "/sales"


def answers(shop: Shop, login: str) -> list[tuple[int, str]]:
    """What five wrong passwords meet, without what differs in every page."""
    phone = shop.phone()
    phone.get("/")
    said = []
    for _ in range(5):
        response = phone.post("/log-in", login=login, password="wrong-password")
        said.append((response.status_code, words_of(response.text)))
    return said


def test_an_account_nobody_has_meets_the_same_words_and_the_same_waits() -> None:
    known, unknown = answers(a_shop(), LOGIN), answers(a_shop(), "nobody")
    assert known == unknown
    assert "错太多次" in known[-1][1]


def test_a_lock_ends_by_itself() -> None:
    shop = a_shop()
    answers(shop, LOGIN)
    shop.forward(minutes=16)
    assert shop.phone().log_in().headers["location"] == "/sales"


@pytest.mark.parametrize("login", ["li", "wu", "ma"])
def test_people_of_the_desk_are_led_to_the_desk_and_past_the_log_in(login: str) -> None:
    browser = a_shop().desk(login)
    assert browser.get("/").headers["location"] == "/desk"


def test_no_password_ever_stands_on_a_page() -> None:
    phone = a_shop().phone()
    assert "so-secret" not in phone.log_in(password="so-secret").text


def another_phone(shop: Shop) -> tuple[Phone, Phone]:
    """The bound phone, and one that has given the right password."""
    bound, other = shop.merchants_phone(), shop.phone()
    assert "还没有绑定" in other.log_in().text
    return bound, other


def test_another_phone_is_bound_by_the_code_the_first_one_shows() -> None:
    bound, other = another_phone(a_shop())
    bound.get("/device")
    found = re.search(r'class="code">(\d{4} \d{4})<', bound.post("/device").text)
    assert found
    answer = other.post("/bind", login=LOGIN, password=PASSWORD, code=found[1])
    assert answer.headers["location"] == "/sales"


def test_the_page_with_the_code_is_left_by_no_choice_of_language() -> None:
    bound, _ = another_phone(a_shop())
    assert CHOICE in bound.get("/device").text
    assert CHOICE not in bound.post("/device").text


def test_a_guessed_code_binds_nothing() -> None:
    bound, other = another_phone(a_shop())
    bound.get("/device")
    bound.post("/device")
    answer = other.post("/bind", login=LOGIN, password=PASSWORD, code="0000 0001")
    assert focus_of(answer.text) == ["password"]
    assert (answer.status_code, other.get("/sales").status_code) == (400, 401)


def test_where_no_phone_waits_there_is_no_code() -> None:
    phone = a_shop().merchants_phone()
    assert "没有手机在等待" in phone.get("/device").text
    phone.get("/sales")
    assert phone.post("/device").status_code == 400


def test_who_is_locked_out_is_told_that_the_desks_digits_count_all_the_same() -> None:
    shop = a_shop()
    answers(shop, LOGIN)
    phone = shop.phone()
    phone.get("/forgotten")
    phone.post("/forgotten", login=LOGIN)
    form = {"login": LOGIN, "code": "00000000", "password": "blue-window-7"}
    page = phone.post("/password", **form).text
    assert "2026-03-02 12:00:05 前不能登录。客服报出的 8 位数字不受此限制" in page
    assert "或用忘记密码" not in page
    assert "不受此限制" not in phone.post("/password", **{**form, "login": "nobody"}).text


def test_forgetting_a_password_is_answered_alike_for_everybody() -> None:
    said = set()
    for login in (LOGIN, "nobody"):
        phone = a_shop().phone()
        phone.get("/forgotten")
        said.add(words_of(phone.post("/forgotten", login=login).text))
    assert len(said) == 1


def test_the_desks_code_sets_a_new_password_and_ends_what_was_open() -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    code = shop.office.password_code(LOGIN, AGENT_LI, "knows the shop", shop.now)
    assert isinstance(code, ShortCode)
    phone.get("/forgotten")
    phone.post("/forgotten", login=LOGIN)
    done = phone.post("/password", login=LOGIN, code=code.code, password="blue-window-7")
    assert "新密码已设置" in done.text
    assert phone.get("/sales").status_code == 401
    assert phone.log_in(password="blue-window-7").headers["location"] == "/sales"


def test_once_the_password_is_set_the_account_is_there_and_the_keyboard_in_the_password() -> None:
    shop = a_shop()
    code = shop.office.password_code(LOGIN, AGENT_LI, "knows the shop", shop.now)
    assert isinstance(code, ShortCode)
    phone = shop.phone()
    phone.get("/forgotten")
    phone.post("/forgotten", login=LOGIN)
    page = phone.post("/password", login=LOGIN, code=code.code, password="blue-window-7").text
    fields = form_of(page, "/log-in").fields
    assert (fields["login"], fields["password"], focus_of(page)) == (LOGIN, "", ["password"])


@pytest.mark.parametrize(
    ("code", "new", "kept", "focus"),
    [
        ("1234 5678", "12345678", "12345678", "password"),
        ("12345678", "short", "12345678", "password"),
        (PASSWORD, "short", "", "password"),
        ("12345678", "blue-window-7", "", "code"),
    ],
)
def test_a_password_that_was_not_set_leaves_what_was_right_and_the_keyboard_where_it_was_not(
    code: str, new: str, kept: str, focus: str
) -> None:
    phone = a_shop().phone()
    phone.get("/forgotten")
    told = phone.post("/forgotten", login=LOGIN).text
    page = phone.post("/password", login=LOGIN, code=code, password=new).text
    fields = form_of(page, "/password").fields
    assert (fields["login"], fields["code"], fields["password"]) == (LOGIN, kept, "")
    assert focus_of(page) == [focus]
    assert PASSWORD not in page
    assert ("客服已经收到通知" in told, "客服已经收到通知" in page) == (True, False)


def test_the_second_step_of_a_forgotten_password_is_left_by_no_choice_of_language() -> None:
    phone = a_shop().phone()
    assert CHOICE in phone.get("/forgotten").text
    assert CHOICE not in phone.post("/forgotten", login=LOGIN).text
    form = {"login": LOGIN, "code": "00000000", "password": "short"}
    assert CHOICE not in phone.post("/password", **form).text


@pytest.mark.parametrize(
    ("weak", "words"), [("short", "至少 8 位"), ("12345678", "这个密码太常见")]
)
def test_a_weak_password_is_refused_in_words(weak: str, words: str) -> None:
    phone = a_shop().phone()
    phone.get("/forgotten")
    phone.post("/forgotten", login=LOGIN)
    answer = phone.post("/password", login=LOGIN, code=PASSWORD, password=weak)
    assert (answer.status_code, words in answer.text) == (400, True)
