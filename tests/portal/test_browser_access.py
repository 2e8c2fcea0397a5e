"""Every page looked at by axe-core in both themes, and what the first page weighs in a browser."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.acquirer.office.people import MERCHANT_ANNA, taken
from tests.acquirer.office.test_photos import a_photo
from tests.house.tree import ROOT
from tests.portal.shop import Shop, a_shop, line_of, path_of
from tests.portal.test_browser import PHONE, browser, draw, log_in, served, to_the_pad
from tests.portal.test_browser_desk import DESK
from tests.portal.test_browser_desk import log_in as log_in_at_the_desk

pytestmark = pytest.mark.slow

AXE = ROOT / "tests" / "clients" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
WEIGHT_BYTES = 60_000
"""screens.md: the first page, with everything it loads, stays under it."""
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")


@dataclass
class Judge:
    """Looks at the page that is open, and remembers what is wrong where."""

    page: Page
    source: str
    seen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def look(self, address: str = "") -> None:
        """Open an address, or stay where the browser is, and let axe-core judge the page."""
        if address:
            self.page.goto(address)
        self.page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        self.page.evaluate(self.source)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        title = self.page.title()
        self.seen.append(title)
        for violation in found["violations"]:
            if violation["impact"] in SERIOUS:
                places = [node["html"][:120] for node in violation["nodes"]]
                self.wrong.append(f"{title}: {violation['id']} {places}")


def a_judge(page: Page, theme: Theme) -> Judge:
    """axe-core, or a test that is skipped without it."""
    if not AXE.exists():
        sentence = "needs the npm packages of tests/clients: run make clients"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    page.emulate_media(color_scheme=theme)
    return Judge(page, AXE.read_text("utf-8"))


def a_full_shop() -> Shop:
    """Every kind of sale and a photo that waits."""
    shop = a_shop(plain_http=True, guesses_a_minute=1000)
    shop.till.sell(9000_51)
    for amount_minor in (1200, 4800, 6800):
        shop.sell(amount_minor)
        shop.forward(minutes=12)
    taken(shop.office.upload_paper(shop.till.key(3), a_photo(), MERCHANT_ANNA, shop.now))
    return shop


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_for_everybody_has_a_serious_fault(theme: Theme) -> None:
    shop = a_full_shop()
    with served(shop) as url, browser(url) as page:
        judge = a_judge(page, theme)
        for address in ("/", "/forgotten", "/nowhere", "/s/unknown", "/sales"):
            judge.look(address)
        for help in ("", "/connect", "/failed", "/log-in"):
            judge.look(f"/help{help}")
        page.locator("#login").fill("nobody")
        page.locator("button.main").click()
        judge.look()
        page.goto("/help/failed")
        page.locator("#code").fill("51")
        page.locator("button.main").click()
        judge.look()
        page.goto("/")
        page.locator("#login").fill("nobody")
        page.locator("#password").fill("wrong")
        page.locator("button.main").click()
        judge.look()
        page.goto("/forgotten")
        page.locator("#login").fill("nobody")
        page.locator("button.main").click()
        judge.look()
    assert judge.wrong == []
    assert len(judge.seen) == 13


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_of_a_merchant_has_a_serious_fault(theme: Theme) -> None:
    shop = a_full_shop()
    with served(shop) as url, browser(url) as page:
        judge = a_judge(page, theme)
        log_in(page)
        expect(page.get_by_role("dialog")).to_be_visible()
        judge.look()
        path = path_of(shop.till.key(5))
        for address in ("/sales", path, path_of(shop.till.key(3)), "/device", "/desk"):
            judge.look(address)
        for part in ("hand", "photo", "slip"):
            judge.look(f"{path}/{part}")
        for help in ("connect", "failed"):
            judge.look(f"/help/{help}")
        page.goto(path)
        page.get_by_role("button", name="Sign on the cardholder's phone").click()
        judge.look()
        page.goto(path)
        to_the_pad(page)
        judge.look("/sales")  # in the cardholder's hands
        page.get_by_role("link", name="Go on signing").click()
        judge.look()
        draw(page)
        page.get_by_role("button", name="Done").click()
        judge.look()
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url("**/stored")
        judge.look()
        judge.look(f"{path}/slip")
    with served(shop) as url, browser(url) as page:
        other = a_judge(page, theme)
        log_in(page)
        expect(page.get_by_role("heading", name="This phone is not bound yet")).to_be_visible()
        other.look()
    assert judge.wrong + other.wrong == []
    assert len(judge.seen) == 17


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_of_a_link_has_a_serious_fault(theme: Theme) -> None:
    shop = a_full_shop()
    token = shop.link(shop.till.key(5))
    with served(shop) as url, browser(url) as page:
        judge = a_judge(page, theme)
        judge.look(f"/s/{token}")
        page.get_by_role("button", name="Sign", exact=True).click()
        page.wait_for_url("**/sign")
        judge.look()
        draw(page)
        page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url("**/stored")
        judge.look()
        judge.look(f"/s/{token}")
    assert judge.wrong == []
    assert len(judge.seen) == 4


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", THEMES)
def test_no_page_of_the_desk_has_a_serious_fault(theme: Theme, viewport: ViewportSize) -> None:
    shop = a_full_shop()
    key = shop.till.key(5)
    with served(shop) as url, browser(url, viewport) as page:
        judge = a_judge(page, theme)
        log_in_at_the_desk(page, "ma")
        for address in ("/desk", "/desk/papers", "/desk/releases", "/desk/accounts", "/sales"):
            judge.look(address)
        page.goto("/desk")
        page.locator("#merchant").fill(key.merchant_id)
        page.locator("#line").fill("12:00 99.00 621234 0019")
        page.locator("#line").press("Enter")
        judge.look()
        page.locator("#line").fill(line_of(shop.sale(key)))
        page.locator("#line").press("Enter")
        page.get_by_role("heading", name="matched").wait_for()
        case = page.url
        judge.look()
        for action in ("Send a sign link", "Read out a code"):
            page.goto(case)
            page.get_by_role("button", name=action).click()
            page.get_by_role("link", name="Back to the case").wait_for()
            judge.look()
        page.goto(case)
        page.get_by_text("Ask for release without signature").first.click()
        page.locator("#release-why").fill("known customer")
        page.locator("#release-why").press("Enter")
        page.get_by_text("asked for release").first.wait_for()
        judge.look()
        judge.look("/desk/releases")
        page.goto("/desk/papers")
        page.get_by_role("button", name="Review").click()
        page.get_by_role("button", name="Show the photo").click()
        page.locator("img.photo").wait_for()
        judge.look()
        judge.look("/desk")
    assert judge.wrong == []
    assert len(judge.seen) == 13


def test_axe_core_notices_a_serious_fault() -> None:
    with served(a_shop(plain_http=True)) as url, browser(url) as page:
        judge = a_judge(page, "light")
        page.goto("/")
        page.evaluate("document.querySelector('label').remove()")
        judge.look()
    assert "label" in judge.wrong[0]


@pytest.mark.parametrize("is_inside", [False, True])
def test_the_first_page_is_light_in_a_browser_and_asks_nobody_else(is_inside: bool) -> None:
    shop = a_shop(plain_http=True)
    shop.sell()
    weights: dict[str, int] = {}

    def weigh(request: Request) -> None:
        response = request.response()
        if response and response.ok:
            headers = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
            weights[request.url] = len(response.body()) + headers

    with served(shop) as url, browser(url) as page:
        if is_inside:
            log_in(page)
            page.get_by_role("dialog").wait_for()
        page.on("requestfinished", weigh)
        page.goto("/", wait_until="networkidle")
    assert any(address.endswith(".css") for address in weights)
    assert all(address.startswith(url) for address in weights)
    assert sum(weights.values()) < WEIGHT_BYTES
