"""What our cookies are called, and when they are Secure: as the visitor came, with TLS or without.

The scheme is the one the visitor used, also behind a proxy that ends TLS (portal.serving).
"""

from __future__ import annotations

SECURE_SCHEMES = ("https", "wss")


def is_secure(scheme: str) -> bool:
    """Whether a visitor came with TLS; a browser keeps no Secure cookie of a page without."""
    return scheme in SECURE_SCHEMES


def cookie_name(what: str, scheme: str) -> str:
    """The name of a cookie: with TLS one that no other host and no plain page can set."""
    return f"__Host-{what}" if is_secure(scheme) else what
