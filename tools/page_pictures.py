"""Take pictures of the portal's pages in a real browser, in both languages and both themes.

`.venv/bin/python -m tools.page_pictures FOLDER`, on a machine with chromium; docs/portal.md shows
some of them. Chinese is drawn in the slips' own font, so every machine makes the same pictures.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, ViewportSize

from acquirer.front_office import SaleView
from portal import slips
from receipts.signature import sample
from tests.acquirer.office.people import MERCHANT_ANNA, taken
from tests.portal.shop import Shop, a_shop, line_of, path_of
from tests.portal.test_browser import LYING, PHONE, browser, served

FONTS = Path(__file__).resolve().parents[1] / "receipts" / "fonts"
COLOURS = 64
"""Enough for flat pages, and small files."""
WIDE: ViewportSize = {"width": 1280, "height": 860}
THEMES = ("light", "dark")
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


def log_in(page: Page, login: str) -> None:
    """From the first page inwards."""
    page.goto("/")
    page.locator("#login").fill(login)
    page.locator("#password").fill(f"test-{login}-1234")
    page.locator("button.main").click()


def desk(page: Page, shop: Shop, folder: Path, name: str) -> None:
    """The support desk: front, case, code, release."""
    key = shop.till.key(2)
    log_in(page, "li")
    page.locator("#merchant").fill(key.merchant_id)
    page.locator("#line").fill(line_of(shop.sale(key)))
    page.locator("#told").fill("nobody signed, the customer left")
    page.locator("button.main").click()
    page.wait_for_url("**/desk/cases/*")
    save(page, folder / f"{name}-case")
    page.get_by_role("group").nth(1).locator("summary").click()
    page.locator("#release-why").fill("known customer, waits at the bank")
    page.locator("#release-why").press("Enter")
    page.goto("/desk/releases")
    save(page, folder / f"{name}-releases-agent")
    page.goto("/desk/papers")
    page.locator(".queue button").first.click()
    page.locator("form[action$='paper/show'] button").click()
    page.locator("img.photo").wait_for()
    save(page, folder / f"{name}-photo")
    page.locator("form[action$='/code'] button").click()
    save(page, folder / f"{name}-code")
    page.goto("/desk/accounts")
    save(page, folder / f"{name}-accounts")
    page.goto("/desk")
    save(page, folder / name)


def phone(page: Page, shop: Shop, folder: Path, name: str) -> None:
    """The merchant's help, and the photo of a slip."""
    for help in ("", "/log-in"):
        page.goto(f"/help{help}")
        save(page, folder / f"{name}-help{help.replace('/', '-')}-stranger")
    log_in(page, "anna")
    page.get_by_role("dialog").wait_for()
    save(page, folder / f"{name}-popup", is_whole=False)
    page.goto("/sales")
    save(page, folder / f"{name}-list", is_whole=False)
    for help in ("connect", "failed"):
        page.goto(f"/help/{help}")
        save(page, folder / f"{name}-help-{help}")
    page.goto(path_of(shop.till.key(4)))
    save(page, folder / f"{name}-detail")
    page.goto(f"{path_of(shop.till.key(4))}/photo")
    save(page, folder / f"{name}-send-photo")
    page.goto(f"{path_of(shop.till.key(2))}/hand")
    page.locator("button.main").click()
    page.goto("/sales")
    save(page, folder / f"{name}-held")
    page.locator("a.button").click()
    page.set_viewport_size(LYING)
    page.locator("#sample").click()
    save(page, folder / f"{name}-pad")
    page.set_viewport_size(PHONE)
    page.locator("#done").click()
    page.context.clear_cookies(name="session")  # the log-in ends while the cardholder draws
    page.locator("#confirm").click()
    page.locator("#password").fill("test-anna-1234")
    save(page, folder / f"{name}-again", is_whole=False)
    page.locator("#log-in button.main").click()
    page.wait_for_url("**/stored")
    save(page, folder / f"{name}-stored")


def save(page: Page, file: Path, *, is_whole: bool = True) -> None:
    """One page as a picture: all of it, or what the screen shows."""
    taken = Image.open(io.BytesIO(page.screenshot(full_page=is_whole)))
    taken.convert("RGB").quantize(COLOURS).save(file.with_suffix(".png"), optimize=True)


def a_day() -> Shop:
    """A shop with sales nobody signed, one photo that waits, one signature."""
    shop = a_shop(plain_http=True, sample_signature=True)
    for amount_minor in (4800, 12_350, 6800):
        shop.sell(amount_minor)
        shop.forward(minutes=11)
    shop.sell(9000_51)
    photo = photographed(shop.sale(shop.till.key(4)))
    taken(shop.office.upload_paper(shop.till.key(4), photo, MERCHANT_ANNA, shop.now))
    return shop


def photographed(sale: SaleView) -> bytes:
    """The slip as a phone's camera sees it: signed by pen, a little askew, on a table."""
    slip = Image.open(io.BytesIO(slips.as_png(slips.slip(sale, None)))).convert("RGB")
    pen = ImageDraw.Draw(slip)
    for stroke in sample(0):
        points = [(x // 2 + 40, y // 2 + slip.height - 490) for x, y in stroke]
        pen.line(points, fill="#1b2a6b", width=4)
    table = Image.new("RGB", (slip.width + 160, slip.height + 120), "#8a6f55")
    table.paste(slip, (80, 60))
    written = io.BytesIO()
    table.rotate(2, fillcolor="#8a6f55").save(written, "JPEG")
    return written.getvalue()


def use_our_font(folder: Path) -> None:
    """Let chromium find the font of the slips beside the system's own."""
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir>'
        "</fontconfig>",
        "utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(config)


def main() -> None:
    """Take the pictures into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        use_our_font(Path(name))
        take(folder)


def take(folder: Path) -> None:
    """Every page, in both languages and both themes."""
    for language, locale in LANGUAGES.items():
        for theme in THEMES:
            shop = a_day()
            with served(shop) as url, browser(url, WIDE, locale) as page:
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                desk(page, shop, folder, f"{language}-{theme}-desk")
            with served(shop) as url, browser(url, PHONE, locale) as page:
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                phone(page, shop, folder, f"{language}-{theme}-phone")


if __name__ == "__main__":
    main()
