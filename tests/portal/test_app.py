"""The portal's doors: which addresses there are, who may enter, and what trouble looks like."""

from __future__ import annotations

import re

import pytest

from acquirer.books import StoreError
from portal.app import DESK, GUESSED, HANDED, INSIDE, OPEN
from portal.shield import STROKES
from tests.portal.shop import a_shop, path_of, words_of

EVERY = (*OPEN, *GUESSED, *HANDED, *INSIDE, *DESK)


def test_nothing_in_an_address_is_a_secret_but_the_links_token() -> None:
    blanks = {blank for _, path, _ in EVERY for blank in _blanks(path)}
    sale = {"merchant", "terminal", "batch:number", "trace:number"}
    assert blanks == sale | {"number:number", "proof:number", "token"}


def _blanks(path: str) -> list[str]:
    return re.findall(r"{([^}]+)}", path)


def test_nothing_is_changed_by_looking_and_no_form_goes_into_an_address() -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    path = path_of(shop.sell())
    pages = ["/", "/sales", path, f"{path}/hand", f"{path}/slip", "/device", "/forgotten"]
    forms = [form for page in pages for form in re.findall("<form[^>]*>", phone.get(page).text)]
    assert forms
    assert {re.search(r'method="(\w+)"', form)[1] for form in forms} <= {"post", "dialog"}  # type: ignore[index]


@pytest.mark.parametrize(("method", "path", "_answer"), [*HANDED, *INSIDE])
def test_inside_there_is_nothing_for_who_is_not_logged_in(
    method: str, path: str, _answer: object
) -> None:
    address = path.format_map(_Blanks())
    assert a_shop().phone().send(method, address).status_code == 401


@pytest.mark.parametrize(("method", "path", "_answer"), DESK)
def test_at_the_desk_there_is_nothing_for_a_merchant_or_a_stranger(
    method: str, path: str, _answer: object
) -> None:
    shop, address = a_shop(), path.format_map(_Blanks())
    assert shop.phone().send(method, address).status_code == 401
    answer = shop.merchants_phone().send(method, address)
    assert (answer.status_code, "这是客服的页面" in answer.text) == (403, True)


@pytest.mark.parametrize("login", ["li", "wu", "ma"])
def test_nobody_of_the_desk_reaches_a_merchants_page(login: str) -> None:
    browser = a_shop().desk(login)
    for method, path, _ in (*HANDED, *INSIDE):
        if path != "/log-out":
            answer = browser.send(method, path.format_map(_Blanks()))
            words = answer.json()["words"] if path.endswith(STROKES) else answer.text
            assert (answer.status_code, "商户的页面" in words) == (403, True), path


@pytest.mark.parametrize(("method", "path", "_answer"), INSIDE)
def test_in_strange_hands_a_phone_opens_nothing_but_its_pad(
    method: str, path: str, _answer: object
) -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(shop.sell()))
    answer = phone.send(method, path.format_map(_Blanks()))
    assert (answer.status_code, "手机在持卡人手里" in answer.text) == (403, True)


class _Blanks(dict[str, int]):
    """Any terminal, batch and trace."""

    def __missing__(self, name: str) -> _Number:
        return _Number(1)


class _Number(int):
    """Takes `:int` for a format."""

    def __format__(self, spec: str) -> str:
        return str(int(self))


def test_an_address_that_is_none_is_told_in_words_with_a_way_back() -> None:
    answer = a_shop().phone().get("/nowhere")
    assert (answer.status_code, 'href="/"' in answer.text) == (404, True)


def test_a_way_of_asking_that_is_none_is_told_in_words() -> None:
    assert a_shop().phone().send("PUT", "/log-in").status_code == 405


def test_books_that_cannot_be_written_are_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = a_shop()
    phone = shop.merchants_phone()

    def broken(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(shop.office, "unsigned", broken)
    answer = phone.get("/sales")
    assert (answer.status_code, "账本现在写不了" in words_of(answer.text)) == (503, True)
    assert "disk" not in answer.text


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/"])
def test_only_what_is_meant_to_be_served_is_served(path: str) -> None:
    assert a_shop().phone().get(path).status_code == 404


def test_a_mistake_of_ours_is_told_in_words_with_every_header(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = a_shop()
    phone = shop.merchants_phone()

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(shop.office, "unsigned", broken)
    answer = phone.get("/sales", headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    assert "a mistake of ours" in words_of(answer.text)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/sales/10000001/{}/1", "/sales/10000001/1/{}", "/desk/cases/{}", "/desk/papers/1/2/{}/1"],
)
@pytest.mark.parametrize("digits", [10, 30, 5000])
def test_a_number_longer_than_any_of_ours_is_no_address(path: str, digits: int) -> None:
    shop = a_shop()
    browser = shop.desk() if path.startswith("/desk") else shop.merchants_phone()
    assert browser.get(path.format("9" * digits)).status_code in (404, 405)


@pytest.mark.parametrize("charset", ["undefined", "punycode", "unicode_escape", "nobodys"])
def test_a_form_in_a_charset_that_is_none_of_ours_is_refused(charset: str) -> None:
    phone = a_shop().phone()
    phone.get("/")
    body = (
        '--x\r\nContent-Disposition: form-data; name="forgery_token"\r\n\r\n'
        f"{phone.token}\r\n--x\r\nContent-Disposition: form-data; "
        'name="login"\r\n\r\n\\ud800\r\n--x--\r\n'
    )
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    answer = phone.send("POST", "/log-in", content=body.encode(), headers={"Content-Type": kind})
    assert answer.status_code in (400, 403)
    assert answer.headers["cache-control"] == "no-store"
