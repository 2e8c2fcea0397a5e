"""Cookies with TLS and without: what they are called, and which are Secure."""

from __future__ import annotations

import pytest

from portal.cookies import cookie_name, is_secure


@pytest.mark.parametrize("scheme", ["https", "wss"])
def test_with_tls_no_other_host_and_no_plain_page_can_set_our_cookies(scheme: str) -> None:
    assert is_secure(scheme)
    assert cookie_name("session", scheme) == "__Host-session"


@pytest.mark.parametrize("scheme", ["http", "ws"])
def test_a_plain_page_has_plain_cookies(scheme: str) -> None:
    assert not is_secure(scheme)
    assert cookie_name("session", scheme) == "session"
