"""The portal behind a real port: on loopback without TLS, elsewhere with it, and put away whole."""

from __future__ import annotations

import logging
import re
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import httpx
import pytest

from portal.serving import PortalServer, PortalServerError, Tls
from portal.settings import PortalSettings
from tests.portal.shop import Shop, a_shop


def server(shop: Shop, host: str = "127.0.0.1", port: int = 0) -> PortalServer:
    return PortalServer(shop.office, shop.settings, (host, port))


def test_the_first_page_is_served_where_it_says() -> None:
    portal = server(a_shop(plain_http=True))
    url = portal.start()
    try:
        with urllib.request.urlopen(url) as answer:
            assert "Countersign" in answer.read().decode()
            assert answer.headers["server"] is None
    finally:
        portal.stop()


def test_an_answer_of_several_writes_does_not_wait_for_an_acknowledgement() -> None:
    portal = server(a_shop(plain_http=True))
    portal.start()
    try:
        assert portal._socket is not None
        assert portal._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    finally:
        portal.stop()


def test_nothing_is_left_running_once_it_is_stopped() -> None:
    portal = server(a_shop(plain_http=True))
    url = portal.start()
    portal.stop()
    assert "portal" not in [thread.name for thread in threading.enumerate()]
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url)


def test_no_log_holds_a_links_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    portal = server(a_shop(plain_http=True))
    url = portal.start()
    try:
        with pytest.raises(HTTPError):
            urllib.request.urlopen(f"{url}s/secret-of-a-link")
    finally:
        portal.stop()
    assert "secret-of-a-link" not in caplog.text


def test_other_machines_are_served_with_tls_alone() -> None:
    with pytest.raises(PortalServerError, match="TLS"):
        server(a_shop(plain_http=True), "0.0.0.0")


def test_a_port_somebody_has_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        portal = server(a_shop(plain_http=True), port=taken.getsockname()[1])
        with pytest.raises(PortalServerError, match="choose another port"):
            portal.start()


HERE, ELSEWHERE = ("127.0.0.1",), ("192.0.2.1", "10.0.0.0/8")
"""A proxy on this machine, from which the tests ask; and others, so that it is nobody's."""
FORGED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}


@contextmanager
def behind(proxies: tuple[str, ...], guesses_a_minute: int = 20) -> Iterator[str]:
    """The pages served for these proxies; where."""
    shop = a_shop(guesses_a_minute=guesses_a_minute)
    portal = PortalServer(shop.office, shop.settings, proxies=proxies)
    try:
        yield portal.start()
    finally:
        portal.stop()


def test_through_the_proxy_a_visitor_with_tls_has_secure_cookies_and_hsts() -> None:
    with behind(HERE) as url:
        answer = httpx.get(url, headers=FORGED)
        assert answer.headers["strict-transport-security"]
        assert re.match(r"__Host-device=.*; Secure", answer.headers["set-cookie"])
        plain = httpx.get(url, headers={**FORGED, "X-Forwarded-Proto": "http"})
        assert "strict-transport-security" not in plain.headers
        assert plain.headers["set-cookie"].startswith("device=")


@pytest.mark.parametrize("proxies", [(), ELSEWHERE])
def test_who_is_no_proxy_of_ours_cannot_say_that_he_came_with_tls(
    proxies: tuple[str, ...],
) -> None:
    with behind(proxies) as url:
        answer = httpx.get(url, headers=FORGED)
        assert "strict-transport-security" not in answer.headers
        assert answer.headers["set-cookie"].startswith("device=")
        assert "Secure" not in answer.headers["set-cookie"]


def guesses(url: str) -> list[int]:
    """What three guesses meet that say they come from three addresses; 403, as no form is sent."""
    told = []
    for number in range(3):
        headers = {**FORGED, "X-Forwarded-For": f"198.51.100.9, 203.0.113.{number}"}
        told.append(httpx.post(f"{url}log-in", headers=headers).status_code)
    return told


def test_through_the_proxy_each_visitor_has_a_pace_of_his_own() -> None:
    with behind(HERE, guesses_a_minute=2) as url:
        assert guesses(url) == [403, 403, 403]


@pytest.mark.parametrize("proxies", [(), ELSEWHERE])
def test_nobody_else_is_given_more_guesses_for_addresses_he_makes_up(
    proxies: tuple[str, ...],
) -> None:
    with behind(proxies, guesses_a_minute=2) as url:
        assert guesses(url) == [403, 403, 429]


def test_a_visitor_who_makes_up_addresses_before_the_proxys_own_is_counted_by_that_one() -> None:
    with behind(HERE, guesses_a_minute=2) as url:
        told = [
            httpx.post(
                f"{url}log-in", headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.7"}
            ).status_code
            for number in range(3)
        ]
    assert told == [403, 403, 429]


@pytest.mark.parametrize("what", ["missing", "no PEM", "a folder"])
def test_files_that_are_no_certificate_and_key_are_told_in_words(what: str, tmp_path: Path) -> None:
    certificate = tmp_path / "certificate.pem"
    if what == "no PEM":
        certificate.write_text("not PEM")
    elif what == "a folder":
        certificate.mkdir()
    office = a_shop().office
    with pytest.raises(PortalServerError, match="name two PEM files that belong together"):
        PortalServer(office, PortalSettings(), tls=Tls(certificate, tmp_path / "key.pem"))
