"""The portal behind a real port: on loopback without TLS, elsewhere with it, and put away whole."""

from __future__ import annotations

import logging
import socket
import threading
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

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
