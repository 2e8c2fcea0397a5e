"""The portal's settings: what a cookie is called where there is TLS, and where there is none."""

from __future__ import annotations

from portal.settings import PortalSettings


def test_with_tls_no_other_host_and_no_plain_page_can_set_our_cookies() -> None:
    assert PortalSettings().cookie("session") == "__Host-session"


def test_a_plain_page_of_this_machine_has_plain_cookies() -> None:
    assert PortalSettings(plain_http=True).cookie("session") == "session"
