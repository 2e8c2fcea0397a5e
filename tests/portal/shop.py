"""A merchant's shop for the portal's tests: terminal, bank, pages, and phones that open them."""

from __future__ import annotations

import asyncio
import html
import json
import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import httpx

from acquirer.front_office import FrontOffice, Opened, SaleView
from acquirer.records import TransactionKey
from acquirer.settings import PasswordSettings, Settings
from portal.app import create_app
from portal.settings import PortalSettings
from receipts.signature import sample
from receipts.strokes import Strokes
from tests.acquirer.till import MERCHANT, ROOT_KEY, Till, a_bank, a_till

HOST = "portal.test"
LOGIN, PASSWORD = "anna", "test-anna-1234"
CHOICE = 'action="/choose"'
"""Where language and theme are chosen; it leads back to the page by its address alone."""
CHEAP = PasswordSettings(passes=1, memory_kib=8, lanes=1)
"""Hashing is argon2's to test."""
_TOKEN = re.compile(r'name="forgery_token" value="(\w+)"')


@dataclass
class Shop:
    """One bank, one terminal and the pages, on one clock."""

    till: Till
    office: FrontOffice
    settings: PortalSettings
    app: Any
    scheme: str

    @property
    def now(self) -> datetime:
        """The one clock."""
        return self.till.now

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.till.now += timedelta(**span)

    def sell(self, amount_minor: int = 1200) -> TransactionKey:
        """A sale nobody signed."""
        self.till.sell(amount_minor)
        return self.till.key()

    def sale(self, key: TransactionKey) -> SaleView:
        """What the bank knows of it."""
        found = self.office.sale(MERCHANT, key, self.now)
        assert found is not None
        return found

    def link(self, key: TransactionKey) -> str:
        """The token of a fresh link."""
        from tests.acquirer.office.people import MERCHANT_ANNA

        opened = self.office.open_link(key, MERCHANT_ANNA, self.now)
        assert isinstance(opened, Opened)
        return opened.token

    def phone(self) -> Phone:
        """A browser nobody has used."""
        return Phone(self.app, self.scheme)

    def merchants_phone(self) -> Phone:
        """A phone on which the merchant is logged in."""
        phone = self.phone()
        assert phone.log_in().headers["location"] == "/sales"
        return phone

    def desk(self, login: str = "li") -> Phone:
        """A browser in which somebody of the desk is logged in."""
        browser = self.phone()
        assert browser.log_in(login, f"test-{login}-1234").headers["location"] == "/desk"
        return browser

    def matched(self, key: TransactionKey, browser: Phone) -> str:
        """The path of a case that found this sale."""
        return browser.open_case(line_of(self.sale(key))).headers["location"]


def a_shop(*, plain_http: bool = False, **settings: Any) -> Shop:
    """A shop whose terminal has signed on; its phones come with TLS, or by plain HTTP."""
    till = a_till(a_bank(Settings(root_key=ROOT_KEY, password=CHEAP)))
    office = FrontOffice(till.bank)
    chosen = replace(PortalSettings(now=lambda: till.now), **settings)
    scheme = "http" if plain_http else "https"
    return Shop(till, office, chosen, create_app(office, chosen), scheme)


@dataclass
class Phone:
    """A browser as far as pages need one: it keeps cookies and sends forms."""

    app: Any
    scheme: str = "https"
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    last: str = ""

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """One request; redirects are not followed."""

        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            base = f"{self.scheme}://{HOST}"
            async with httpx.AsyncClient(
                transport=transport, base_url=base, cookies=self.cookies
            ) as client:
                response = await client.request(method, path, **request)
                self.cookies = client.cookies
                return response

        response = asyncio.run(sent())
        if response.headers.get("content-type", "").startswith("text/html"):
            self.last = response.text
        return response

    def get(self, path: str, **request: Any) -> httpx.Response:
        """A page."""
        return self.send("GET", path, **request)

    def words(self, path: str, language: str = "en") -> str:
        """What a page says."""
        self.get(path, headers={"Accept-Language": language})
        return words_of(self.last)

    @property
    def token(self) -> str:
        """The anti-forgery token of the page that was seen last."""
        found = _TOKEN.search(self.last) or re.search(r'data-token="(\w+)"', self.last)
        assert found, "the page has no form"
        return found[1]

    def post(self, path: str, **form: str) -> httpx.Response:
        """Send a form of the page that was seen last."""
        return self.send("POST", path, data={"forgery_token": self.token, **form})

    def log_in(self, login: str = LOGIN, password: str = PASSWORD) -> httpx.Response:
        """Open the first page, fill it in, send it."""
        self.get("/")
        return self.post("/log-in", login=login, password=password)

    def open_case(self, line: str = "", merchant: str = MERCHANT) -> httpx.Response:
        """At the desk: somebody calls."""
        self.get("/desk")
        return self.post("/desk/cases", merchant=merchant, told="nobody signed", line=line)

    def draw(self, path: str, strokes: Strokes | None = None) -> httpx.Response:
        """What the pad sends."""
        return self.draw_raw(path, json.dumps(sample(0) if strokes is None else strokes))

    def draw_raw(self, path: str, body: str | bytes) -> httpx.Response:
        """Anything in the place of strokes."""
        return self.send("POST", path, content=body, headers={"X-Forgery-Token": self.token})

    def hand_over(self, sale: str) -> None:
        """From the sale's page to the pad."""
        self.get(f"{sale}/hand")
        self.post(f"{sale}/hand")
        self.get(f"{sale}/sign")

    def sign(self, sale: str) -> httpx.Response:
        """From the sale's page until its signature is stored."""
        self.hand_over(sale)
        answer = self.draw(f"{sale}/strokes")
        self.get(f"{sale}/stored")
        return answer


def words_of(page: str) -> str:
    """The text of a page without its tags."""
    body = page.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", f"<main{body}")).split())


def line_of(sale: SaleView) -> str:
    """What a caller who knows the sale says of it, as the desk types it."""
    card = f"{sale.card_masked[:6]} {sale.card_masked[-4:]}"
    return f"{sale.at:%m-%d %H:%M} {sale.amount_minor / 100:.2f} {card} {sale.key.terminal_id}"


def path_of(key: TransactionKey) -> str:
    """Where a sale's pages are."""
    return f"/sales/{key.terminal_id}/{key.batch}/{key.trace}"
