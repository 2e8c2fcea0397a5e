"""Strokes live over a WebSocket: shown to the terminal, kept nowhere, within every limit."""

from __future__ import annotations

import asyncio
import json

import pytest
from starlette.types import Message

from acquirer.sign_links import token_hash
from portal import live
from receipts.signature import sample
from receipts.strokes import Strokes
from tests.portal.shop import HOST, Phone, Shop, a_shop

ORIGIN = f"https://{HOST}"
DRAWN = json.dumps(sample(0))


def taken(shop: Shop) -> tuple[str, Phone]:
    """A link, and the phone that took it."""
    token, phone = shop.link(shop.sell()), shop.phone()
    phone.get(f"/s/{token}")
    assert phone.post(f"/s/{token}").status_code == 303
    return token, phone


def talk(
    shop: Shop,
    token: str,
    phone: Phone,
    *said: str | bytes,
    origin: str = ORIGIN,
    stays: bool = False,
) -> list[Message]:
    """What the portal answers to a pad that says this, then goes; or stays and is silent."""
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in phone.cookies.jar)
    headers = {"host": HOST, "origin": origin, "cookie": cookies}
    scope = {
        "type": "websocket",
        "scheme": shop.scheme.replace("http", "ws"),
        "path": f"/s/{token}/drawing",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items() if v],
        "client": ("127.0.0.1", 1),
    }
    coming: list[Message] = [{"type": "websocket.connect"}]
    for each in said:
        part = "text" if isinstance(each, str) else "bytes"
        coming.append({"type": "websocket.receive", part: each})
    answers: list[Message] = []

    async def receive() -> Message:
        if not coming and stays:
            await asyncio.sleep(60)
        return coming.pop(0) if coming else {"type": "websocket.disconnect", "code": 1001}

    async def send(message: Message) -> None:
        answers.append(message)

    asyncio.run(shop.app(scope, receive, send))
    return answers


def closed(answers: list[Message]) -> int:
    """The code with which the portal closed a connection it had accepted."""
    assert [answer["type"] for answer in answers] == ["websocket.accept", "websocket.close"]
    return int(answers[-1]["code"])


def seen(shop: Shop, token: str) -> Strokes:
    """What a terminal that asks sees."""
    return shop.till.bank.shared.drawings.see(token_hash(token)).strokes


def test_what_is_drawn_is_there_for_the_terminal_and_kept_nowhere() -> None:
    shop = a_shop()
    token, phone = taken(shop)
    answers = talk(shop, token, phone, json.dumps(sample(0)[:1]), DRAWN)
    assert [answer["type"] for answer in answers] == ["websocket.accept"]
    assert seen(shop, token) == sample(0)
    assert shop.sale(shop.till.key()).attempts == ()


@pytest.mark.parametrize("origin", ["https://evil.test", "", "null"])
def test_a_page_of_another_site_gets_no_connection(origin: str) -> None:
    shop = a_shop()
    token, phone = taken(shop)
    answers = talk(shop, token, phone, DRAWN, origin=origin)
    assert [answer["type"] for answer in answers] == ["websocket.close"]
    assert seen(shop, token) == ()


def test_a_browser_that_was_never_here_gets_no_connection() -> None:
    shop = a_shop()
    token, _ = taken(shop)
    answers = talk(shop, token, shop.phone(), DRAWN)
    assert [answer["type"] for answer in answers] == ["websocket.close"]


def test_only_the_phone_that_took_the_link_is_heard() -> None:
    shop = a_shop()
    token, _ = taken(shop)
    stranger = shop.phone()
    stranger.get(f"/s/{token}")
    assert closed(talk(shop, token, stranger, DRAWN)) == live.POLICY
    assert seen(shop, token) == ()


def test_a_link_that_is_over_ends_the_connection() -> None:
    shop = a_shop()
    token, phone = taken(shop)
    shop.forward(minutes=11)
    assert closed(talk(shop, token, phone, DRAWN)) == live.POLICY
    assert closed(talk(shop, "A" * 22, phone, DRAWN)) == live.POLICY


@pytest.mark.parametrize(
    "said", ["nonsense", "[[[1]]]", "[[[0,0],[9999,0]]]", "", "[" * 9999, b"\xff" * 100]
)
def test_what_is_no_strokes_ends_the_connection(said: str | bytes) -> None:
    shop = a_shop()
    token, phone = taken(shop)
    assert closed(talk(shop, token, phone, said, DRAWN)) == live.UNREADABLE
    assert seen(shop, token) == ()


def test_a_message_that_is_too_large_ends_the_connection() -> None:
    shop = a_shop()
    token, phone = taken(shop)
    large = " " * (shop.settings.strokes_bytes + 1)
    assert closed(talk(shop, token, phone, large)) == live.TOO_LARGE


def test_drawing_has_a_pace() -> None:
    shop = a_shop(drawings_a_minute=2)
    token, phone = taken(shop)
    assert closed(talk(shop, token, phone, DRAWN, DRAWN, DRAWN)) == live.TOO_FAST


def test_who_draws_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "IDLE_S", 0.01)
    shop = a_shop()
    token, phone = taken(shop)
    assert closed(talk(shop, token, phone, DRAWN, stays=True)) == live.POLICY
    assert seen(shop, token) == sample(0)
