"""What holds for every request and every answer, whoever asks: sizes, headers, where it came from.

The items are those of reliability.md, "Web pages" (OWASP ASVS 5.0, chapter 3).
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.cookies import is_secure
from portal.origin import origin_of
from portal.settings import PortalSettings

STATIC = "/static/"
STROKES = "/strokes"
AGAIN = "/again"
BY_THE_PAD = (STROKES, AGAIN)
"""What the pad itself asks, which reads JSON and no page."""
PHOTO = "/photo"
SAFE = ("GET", "HEAD")
NONCE_BYTES = 16

PAGE = b"text/html"
POLICY_OF_PAGES = (
    b"default-src 'none'; script-src 'nonce-%(nonce)s'; style-src 'nonce-%(nonce)s'; "
    b"img-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; "
    b"base-uri 'none'; frame-ancestors 'none'"
)
OF_PAGES = (
    (b"referrer-policy", b"same-origin"),  # with no-referrer a form has no origin
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
OF_OTHERS = ((b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),)
"""Pictures, files, data and the ways to another page: nothing of them runs, nothing frames them."""
OF_ALL = (
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
KEPT, KEPT_NOWHERE = (b"cache-control", b"public, max-age=3600"), (b"cache-control", b"no-store")
SECURED = ((b"strict-transport-security", b"max-age=63072000"),)


class Shield:
    """Stands before the pages: an ASGI middleware."""

    def __init__(self, app: ASGIApp, settings: PortalSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on within its limits, and its answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        scope.setdefault("state", {})["nonce"] = nonce
        headers = Headers(scope=scope)
        scope["state"]["objection"] = 403 if _is_foreign(scope, headers) else None
        limit = self._limit(scope["path"])
        if headers.get("content-length", "0").isdecimal() and (
            int(headers.get("content-length", "0")) > limit
        ):
            scope["state"]["objection"] = 413
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413)
            return message

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _headers(message, scope, nonce)
            await send(message)

        await self._app(scope, bounded, headed)

    def _limit(self, path: str) -> int:
        settings = self._settings
        limits = {STROKES: settings.strokes_bytes, PHOTO: settings.photo_bytes}
        return limits.get(path[path.rfind("/") :], settings.form_bytes)


def _headers(message: Message, scope: Scope, nonce: str) -> list[tuple[bytes, bytes]]:
    """What an answer carries: a page more than what no browser makes a page of."""
    is_page = any(name == b"content-type" and PAGE in what for name, what in message["headers"])
    policy = (b"content-security-policy", POLICY_OF_PAGES % {b"nonce": nonce.encode()})
    special = (policy, *OF_PAGES) if is_page else OF_OTHERS
    kept = KEPT if scope["path"].startswith(STATIC) else KEPT_NOWHERE
    secured = SECURED if is_secure(scope["scheme"]) else ()
    return [*message["headers"], *special, *OF_ALL, kept, *secured]


def _is_foreign(scope: Scope, headers: Headers) -> bool:
    """Whether another site's page sent a request that changes something."""
    if scope["method"] in SAFE:
        return False
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and origin_of(origin).netloc != headers.get("host")
