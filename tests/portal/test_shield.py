"""What holds for every request and answer: ASVS's list of reliability.md, an item a test."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.portal.shop import HOST, a_shop, path_of, words_of

PAGES = ["/", "/forgotten", "/s/unknown", "/nowhere"]


def policy(response: httpx.Response) -> dict[str, str]:
    """The content security policy by its directives."""
    rows = response.headers["content-security-policy"].split("; ")
    return {name: values for name, _, values in (row.partition(" ") for row in rows)}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_forbids_frames_objects_and_another_base(path: str) -> None:
    told = policy(a_shop().phone().get(path))
    assert {told[name] for name in ("frame-ancestors", "object-src", "base-uri")} == {"'none'"}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_loads_from_itself_alone(path: str) -> None:
    response = a_shop().phone().get(path)
    assert policy(response)["default-src"] == "'none'"
    assert re.findall(r'(?:src|href|action)="(?!/|#)', response.text) == []


def test_scripts_and_styles_run_by_a_nonce_that_is_new_each_time() -> None:
    phone = a_shop().phone()
    first, second = phone.get("/"), phone.get("/")
    nonces = [policy(response)["script-src"] for response in (first, second)]
    assert nonces[0] != nonces[1]
    assert nonces[0].removeprefix("'nonce-").removesuffix("'") in first.text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_kept_by_a_browser_or_on_the_way(path: str) -> None:
    assert a_shop().phone().get(path).headers["cache-control"] == "no-store"


def test_no_page_tells_another_where_it_came_from_and_no_type_is_guessed() -> None:
    headers = a_shop().phone().get("/").headers
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" in headers


def test_what_is_no_page_runs_nothing_and_is_framed_nowhere() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    answer = phone.draw(f"{path_of(key)}/strokes")
    assert answer.headers["content-type"] == "application/json"
    assert policy(answer) == {"default-src": "'none'", "frame-ancestors": "'none'"}
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    shop = a_shop()
    phone = shop.phone()
    phone.get("/")
    response = phone.post("/log-in", login="a" * shop.settings.form_bytes)
    assert (response.status_code, "太大" in words_of(response.text)) == (413, True)


def test_a_body_that_does_not_say_its_size_is_cut_off_in_the_stream() -> None:
    shop = a_shop()
    phone = shop.phone()
    phone.get("/")

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b"x" * 1024

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    response = phone.send("POST", "/log-in", content=endless(), headers=kind)
    assert response.status_code == 413


def test_strokes_have_a_limit_of_their_own() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    body = json.dumps([[[1, 1]] * 30_000])
    assert phone.draw_raw(f"{path_of(key)}/strokes", body).status_code == 413


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.test"}, {"Origin": "http://["}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_what_another_sites_page_sends_is_not_taken(headers: dict[str, str]) -> None:
    phone = a_shop().phone()
    phone.get("/")
    form = {"forgery_token": phone.token, "login": "anna", "password": "test-anna-1234"}
    assert phone.send("POST", "/log-in", data=form, headers=headers).status_code == 403


def test_our_own_pages_origin_is_no_other_site() -> None:
    phone = a_shop().phone()
    phone.get("/")
    form = {"forgery_token": phone.token, "login": "anna", "password": "test-anna-1234"}
    headers = {"Origin": f"https://{HOST}", "Sec-Fetch-Site": "same-origin"}
    assert phone.send("POST", "/log-in", data=form, headers=headers).status_code == 303
