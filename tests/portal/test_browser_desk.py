"""The desk in a real browser, by the keyboard alone; and no page of it cut off on a small one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from acquirer.records import Signature
from tests.acquirer.office.people import AGENT_LI, MERCHANT_ANNA, taken
from tests.acquirer.office.test_photos import a_photo
from tests.portal.shop import LOGIN, a_shop, line_of
from tests.portal.test_browser import PHONE, SMALL, browser, served

pytestmark = pytest.mark.slow

DESK: ViewportSize = {"width": 1280, "height": 800}


def log_in(page: Page, login: str) -> None:
    page.goto("/")
    page.locator("#login").fill(login)
    page.locator("#password").fill(f"test-{login}-1234")
    page.locator("#password").press("Enter")
    page.wait_for_url("**/desk")


def to(page: Page, name: str) -> None:
    """Press Tab until the element of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        words = page.evaluate("document.activeElement.innerText || document.activeElement.id")
        if " ".join(words.split()) == name:
            return
    raise AssertionError(f"Tab never reaches {name}")


def test_a_call_is_worked_by_the_keyboard_alone_and_two_people_release_the_money() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(4800)
    with served(shop) as url:
        with browser(url, DESK) as page:
            log_in(page, "li")
            expect(page.locator("#merchant")).to_be_focused()
            page.keyboard.type(key.merchant_id)
            page.keyboard.press("Tab")
            page.keyboard.type(line_of(shop.sale(key)))
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", level=1)).to_contain_text("matched")
            to(page, "Ask for release without signature")
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            page.keyboard.type("known customer")
            page.keyboard.press("Enter")
            expect(page.get_by_text("agent li asked for release")).to_be_visible()
        with browser(url, DESK) as page:
            log_in(page, "ma")
            to(page, "Releases to decide 1")
            page.keyboard.press("Enter")
            page.wait_for_url("**/releases")
            to(page, "Release the money")
            page.keyboard.press("Enter")
            expect(page.get_by_text("No release waits.")).to_be_visible()
    assert shop.sale(key).signature is Signature.WAIVED


def test_a_refused_form_is_put_right_where_the_keyboard_already_is() -> None:
    shop = a_shop(plain_http=True)
    case = shop.matched(shop.sell(4800), shop.desk())
    with served(shop) as url, browser(url, DESK) as page:
        log_in(page, "li")
        page.goto(case)
        page.locator("summary", has_text="Extend the time for signing").click()
        page.locator("#days").fill("3")
        page.locator("#extend-why").fill(" ")
        page.locator("#extend-why").press("Enter")
        expect(page.get_by_role("alert")).to_have_text("A reason is needed.")
        expect(page.locator("#extend-why")).to_be_focused()
        page.keyboard.type("away on a journey")
        page.keyboard.press("Enter")
        expect(page.get_by_text("away on a journey").first).to_be_visible()
    assert shop.sale(shop.till.key()).latest == shop.now + timedelta(days=10)


def test_a_photo_is_looked_at_and_accepted() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(4800)
    taken(shop.office.upload_paper(key, a_photo(), MERCHANT_ANNA, shop.now))
    with served(shop) as url, browser(url, DESK) as page:
        log_in(page, "wu")
        page.get_by_role("link", name="Photos to review 1").click()
        page.get_by_role("button", name="Review").click()
        page.get_by_role("button", name="Show the photo").click()
        picture = page.get_by_role("img", name="Photo of the signed slip")
        expect(picture).to_be_visible()
        assert picture.evaluate("e => e.naturalWidth") == 300
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_text("This transaction waits for no signature.")).to_be_visible()
    assert shop.sale(key).signature is Signature.PAPER


def test_a_link_and_a_code_are_told_once() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(4800)
    with served(shop) as url, browser(url, DESK) as page:
        log_in(page, "li")
        page.locator("#merchant").fill(key.merchant_id)
        page.locator("#line").fill(line_of(shop.sale(key)))
        page.locator("#line").press("Enter")
        page.get_by_role("button", name="Send a sign link").click()
        expect(page.locator(".qr svg")).to_be_visible()
        expect(page.locator(".url")).to_contain_text(f"{url}/s/")
        page.get_by_role("link", name="Back to the case").click()
        page.get_by_role("button", name="Read out a code").click()
        expect(page.locator(".code")).to_have_text(re.compile(r"\d{4} \d{4}"))


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_on_a_small_screen_nothing_of_the_desk_is_cut_off(language: str) -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(4800)
    taken(shop.office.upload_paper(key, a_photo(), MERCHANT_ANNA, shop.now))
    case = shop.matched(key, shop.desk())
    with served(shop) as url, browser(url, SMALL, locale=language) as page:
        log_in(page, "li")
        for address in ("/desk", case, "/desk/papers", "/desk/releases", "/desk/accounts"):
            page.goto(address)
            assert_nothing_is_cut_off(page)


@pytest.mark.parametrize("viewport", [SMALL, PHONE], ids=["small", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_nothing_is_cut_off_of_what_is_told_once_or_was_decided(
    language: str, viewport: ViewportSize
) -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(1_234_500)
    case = shop.matched(key, shop.desk())
    (found,) = shop.office.cases()
    taken(shop.office.release(found.number, "known customer", AGENT_LI, shop.now))
    with served(shop) as url, browser(url, viewport, locale=language) as page:
        log_in(page, "ma")
        for action, told in (("link", ".url"), ("code", ".challenge")):
            page.goto(case)
            page.locator(f"form[action='{case}/{action}'] button").click()
            page.locator(told).wait_for()
            assert_nothing_is_cut_off(page)
        page.goto("/desk/accounts")
        page.locator("#code-login").fill(LOGIN)
        page.locator("#code-why").fill("knew the last payout")
        page.locator("#code-why").press("Enter")
        page.locator(".code").wait_for()
        assert_nothing_is_cut_off(page)
        page.goto("/desk/releases")
        assert_nothing_is_cut_off(page)
        page.locator("form[action$='/confirm'] button").click()
        page.locator(".done").wait_for()
        assert_nothing_is_cut_off(page)


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_a_word_without_end_leaves_the_other_columns_of_the_trail_their_room(language: str) -> None:
    shop = a_shop(plain_http=True)
    case = shop.matched(shop.sell(4800), shop.desk())
    (found,) = shop.office.cases()
    taken(shop.office.note(found.number, "x" * 500, AGENT_LI, shop.now))
    with served(shop) as url, browser(url, DESK, locale=language) as page:
        log_in(page, "li")
        page.goto(case)
        trail = page.locator(".scroll").first
        expect(trail).to_contain_text("x" * 500)
        assert trail.evaluate("e => e.scrollWidth <= e.clientWidth")
        widths = trail.evaluate("e => [...e.querySelectorAll('th')].map(cell => cell.offsetWidth)")
        assert min(widths) > 100


def assert_nothing_is_cut_off(page: Page) -> None:
    """The open page is no wider than its window, and a thumb meets all there is to press."""
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.viewport_size is not None
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], page.url
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, summary, select, nav a,"
        " input:not([type=hidden])')].filter(e => e.offsetHeight < 44)"
        ".map(e => e.outerHTML)"
    )
    assert small == [], page.url
