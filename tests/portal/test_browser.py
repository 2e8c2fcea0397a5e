"""The whole way in a real browser of a phone's size: log in, pop-up, draw, confirm, money free."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Dialog, Page, ViewportSize, expect, sync_playwright

from acquirer.records import PayoutState, Route
from acquirer.sign_links import token_hash
from portal.serving import PortalServer
from receipts.strokes import PAD_HEIGHT, PAD_WIDTH
from tests.acquirer.office.people import MERCHANT_ANNA
from tests.portal.shop import LOGIN, PASSWORD, Shop, a_shop, path_of
from tests.programs import need

pytestmark = pytest.mark.slow

PHONE: ViewportSize = {"width": 390, "height": 844}
LYING: ViewportSize = {"width": 844, "height": 390}
ZOOMED: ViewportSize = {"width": 320, "height": 180}
"""A phone of 640 by 360 that shows everything twice as large."""
SMALL: ViewportSize = {"width": 320, "height": 568}
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
STEPS = 12


@contextmanager
def served(shop: Shop) -> Iterator[str]:
    """The pages on a port; without the slash at the end."""
    server = PortalServer(shop.office, shop.settings)
    try:
        yield server.start().rstrip("/")
    finally:
        server.stop()


@contextmanager
def browser(url: str, viewport: ViewportSize = PHONE, locale: str = "en-GB") -> Iterator[Page]:
    """A phone's browser, which may ask nobody but the portal."""
    chromium = need("chromium")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium, args=list(QUIET))
        phone = running.new_context(
            base_url=url, viewport=viewport, has_touch=True, is_mobile=True, locale=locale
        )
        page = phone.new_page()
        page.set_default_timeout(15_000)
        strangers: list[str] = []
        page.on("request", lambda r: None if r.url.startswith(url) else strangers.append(r.url))
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if "Security" in m.text else None)
        try:
            yield page
            assert (strangers, faults) == ([], [])
        finally:
            running.close()


def log_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Account").fill(LOGIN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def draw(page: Page) -> None:
    """Two strokes across the pad, whichever way it lies."""
    box = page.locator("#pad").bounding_box()
    assert box
    for across in (0.35, 0.6):
        page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * 0.3)
        page.mouse.down()
        for step in range(STEPS + 1):
            at = 0.3 + 0.4 * step / STEPS
            bend = 0.06 * (step % 4)
            page.mouse.move(
                box["x"] + box["width"] * (across + bend), box["y"] + box["height"] * at
            )
        page.mouse.up()


def to_the_pad(page: Page) -> None:
    page.get_by_role("link", name="Let the cardholder sign").click()
    page.get_by_role("button", name="I am the cardholder").click()
    page.wait_for_url("**/sign")


def test_a_merchant_logs_in_sees_the_pop_up_hands_over_and_the_money_is_free() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(4800)
    with served(shop) as url, browser(url) as page:
        log_in(page)
        expect(page.get_by_role("dialog")).to_contain_text("1 unsigned")
        page.get_by_role("button", name="Show them").click()
        page.get_by_role("link", name="48.00").click()
        to_the_pad(page)
        draw(page)
        expect(page.locator("#said")).to_have_text("Strokes so far: 2")
        page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", name="The signature is stored")).to_be_visible()
        expect(page.get_by_text("due 2026-03-02 12:05:00")).to_be_visible()
    kept = shop.sale(key).effective
    assert kept is not None
    assert (kept.route, shop.till.payout_state()) == (Route.PHONE_APP, PayoutState.RELEASED)


def test_what_is_drawn_survives_that_the_phone_is_turned_and_lies_the_same_way() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        draw(page)
        page.set_viewport_size(LYING)
        expect(page.locator("#said")).to_have_text("Strokes so far: 2")
        draw(page)
        expect(page.locator("#said")).to_have_text("Strokes so far: 4")
        with page.expect_request("**/strokes") as sent:
            page.get_by_role("button", name="Done").click()
            page.get_by_role("button", name="Confirm").click()
        strokes = json.loads(sent.value.post_data or "")
    assert len(strokes) == 4
    upright, lying = strokes[0], strokes[2]
    assert abs(upright[-1][0] - upright[0][0]) > abs(upright[-1][1] - upright[0][1])
    assert abs(lying[-1][1] - lying[0][1]) > abs(lying[-1][0] - lying[0][0])
    assert all(0 <= x < PAD_WIDTH and 0 <= y < PAD_HEIGHT for s in strokes for x, y in s)


def test_clearing_counts_down_and_the_last_is_announced() -> None:
    shop = a_shop(plain_http=True, clears=1)
    key = shop.sell()
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        draw(page)
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#said")).to_have_text("Strokes so far: 1")
        page.get_by_role("button", name="Clear (1 left)").click()
        expect(page.locator("#said")).to_have_text("")
        expect(page.get_by_role("button", name="No clearing left")).to_be_disabled()


def test_a_lost_connection_loses_no_stroke() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        draw(page)
        page.context.set_offline(True)
        page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Confirm").click()
        expect(page.locator("#said")).to_contain_text("It is still here: press Confirm again")
        page.context.set_offline(False)
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", name="The signature is stored")).to_be_visible()


def test_who_is_logged_out_meanwhile_logs_in_at_the_pad_and_loses_no_stroke() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    with served(shop) as url, browser(url, LYING) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        draw(page)
        shop.forward(minutes=20)
        page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("dialog")).to_contain_text("stays on the screen")
        page.get_by_label("Password").fill("not this one")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("dialog")).to_contain_text("password or code is wrong")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="The signature is stored")).to_be_visible()
        kept = "localStorage.length + sessionStorage.length"
        assert page.evaluate(kept) == 0
    assert shop.sale(key).effective is not None


def test_the_keyboard_goes_on_where_a_dialog_was_opened() -> None:
    shop = a_shop(plain_http=True, sample_signature=True)
    key = shop.sell(4800)
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.get_by_role("button", name="Show them").press("Enter")
        expect(page.get_by_role("link", name="48.00")).to_be_focused()
        page.goto(path_of(key))
        to_the_pad(page)
        page.get_by_role("button", name="Sample signature").press("Enter")
        page.get_by_role("button", name="Done").press("Enter")
        shop.forward(minutes=20)
        page.get_by_role("button", name="Confirm").press("Enter")
        expect(page.get_by_label("Password")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Confirm")).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Back").press("Enter")
        expect(page.get_by_role("button", name="Confirm")).to_be_focused()


def test_leaving_the_pad_warns_before_strokes_are_lost() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        draw(page)
        asked: list[str] = []

        def answered(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", answered)
        page.get_by_role("link", name="Cancel").click()
        expect(page.get_by_role("heading", name="The cardholder has the phone")).to_be_visible()
    assert asked == ["beforeunload"]


def test_the_merchant_takes_the_phone_back_with_the_password() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        page.goto("/sales")
        page.get_by_role("link", name="Go on signing").click()
        page.wait_for_url("**/sign")
        page.get_by_role("link", name="Cancel").click()
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Take the phone back").click()
        expect(page.get_by_role("link", name="Let the cardholder sign")).to_be_visible()


def test_the_keyboard_alone_signs_with_the_sample() -> None:
    shop = a_shop(plain_http=True, sample_signature=True)
    key = shop.sell()
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        page.get_by_role("button", name="Sample signature").press("Enter")
        page.get_by_role("button", name="Done").press("Enter")
        expect(page.get_by_role("button", name="Confirm")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="The signature is stored")).to_be_visible()
    assert shop.sale(key).effective is not None


def test_a_link_is_signed_on_the_cardholders_own_phone() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    token = shop.link(key)
    with served(shop) as url, browser(url) as page:
        page.goto(f"/s/{token}")
        page.get_by_role("button", name="Sign", exact=True).click()
        page.wait_for_url("**/sign")
        draw(page)
        page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", name="The signature is stored")).to_be_visible()
        page.goto(f"/s/{token}")
        expect(page.get_by_text("The link has been used.")).to_be_visible()
    kept = shop.sale(key).effective
    assert kept is not None
    assert kept.route is Route.OTHER_DEVICE


def test_a_log_in_in_another_tab_costs_a_link_no_stroke() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    with served(shop) as url, browser(url) as page:
        page.goto(f"/s/{shop.link(key)}")
        page.get_by_role("button", name="Sign", exact=True).click()
        page.wait_for_url("**/sign")
        draw(page)
        log_in(other := page.context.new_page())
        other.wait_for_url("**/sales")
        page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", name="The signature is stored")).to_be_visible()
    assert shop.sale(key).effective is not None


def test_what_is_drawn_under_a_link_is_seen_live_before_it_is_signed() -> None:
    shop = a_shop(plain_http=True)
    token = shop.link(shop.sell())
    drawings = shop.till.bank.shared.drawings
    with served(shop) as url, browser(url) as page:
        page.goto(f"/s/{token}")
        page.get_by_role("button", name="Sign", exact=True).click()
        page.wait_for_url("**/sign")
        with page.expect_websocket() as opened:
            draw(page)
        with opened.value.expect_event("framesent"):
            page.get_by_role("button", name="Undo").click()
        page.wait_for_timeout(500)
        assert len(drawings.see(token_hash(token)).strokes) == 1
        assert shop.sale(shop.till.key()).attempts == ()


def test_a_link_that_is_called_back_while_somebody_draws_says_so_at_once() -> None:
    shop = a_shop(plain_http=True)
    token = shop.link(shop.sell())
    with served(shop) as url, browser(url) as page:
        page.goto(f"/s/{token}")
        page.get_by_role("button", name="Sign", exact=True).click()
        page.wait_for_url("**/sign")
        draw(page)
        page.wait_for_timeout(3500)
        expect(page.locator("#said")).to_have_text("Strokes so far: 2")
        shop.office.revoke_link(token, MERCHANT_ANNA, shop.now)
        expect(page.get_by_text("The link was called back.")).to_be_visible()


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_on_the_smallest_phone_nothing_is_cut_off_and_every_target_takes_a_thumb(
    language: str,
) -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(99_999_999)
    path = path_of(key)
    with served(shop) as url, browser(url, SMALL, locale=language) as page:
        page.goto("/")
        page.locator("#login").fill(LOGIN)
        page.locator("#password").fill(PASSWORD)
        page.locator("button.main").click()
        page.wait_for_url("**/sales")
        for address in ("/sales", path, f"{path}/hand", f"{path}/slip", "/forgotten"):
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= SMALL["width"], address
            small = page.evaluate(
                "[...document.querySelectorAll('button, .button, input:not([type=hidden])')]"
                ".filter(e => e.offsetHeight < 44).map(e => e.outerHTML)"
            )
            assert small == [], address


@pytest.mark.parametrize("viewport", [ZOOMED, {"width": 180, "height": 320}], ids=["lying", "up"])
def test_at_twice_the_size_the_pad_is_whole_and_the_keys_lie_below_it(
    viewport: ViewportSize,
) -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell()
    with served(shop) as url, browser(url, viewport) as page:
        log_in(page)
        page.goto(path_of(key))
        to_the_pad(page)
        pad = page.locator("#pad").bounding_box()
        assert pad is not None
        assert min(pad["width"], pad["height"]) >= 100
        assert pad["x"] >= 0
        assert pad["y"] + pad["height"] <= viewport["height"]
        draw(page)
        page.get_by_role("button", name="Done").click()  # scrolled to by the browser
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", name="The signature is stored")).to_be_visible()
