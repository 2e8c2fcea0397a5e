"""What holds for every request and every answer, whoever asks: sizes, headers, where it came from.

The items are those of reliability.md, "Web pages" (OWASP ASVS 5.0, chapter 3).
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.origin import origin_of
from portal.settings import PortalSettings

STATIC = "/static/"
STROKES = "/strokes"
PHOTO = "/photo"
SAFE = ("GET", "HEAD")
NONCE_BYTES = 16
HSTS = "max-age=63072000"


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
                self._head(MutableHeaders(scope=message), scope["path"], nonce)
            await send(message)

        await self._app(scope, bounded, headed)

    def _limit(self, path: str) -> int:
        settings = self._settings
        limits = {STROKES: settings.strokes_bytes, PHOTO: settings.photo_bytes}
        return limits.get(path[path.rfind("/") :], settings.form_bytes)

    def _head(self, headers: MutableHeaders, path: str, nonce: str) -> None:
        headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            "img-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"  # with no-referrer a form has no origin
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        headers["Cache-Control"] = "public, max-age=3600" if path.startswith(STATIC) else "no-store"
        if not self._settings.plain_http:
            headers["Strict-Transport-Security"] = HSTS


def _is_foreign(scope: Scope, headers: Headers) -> bool:
    """Whether another site's page sent a request that changes something."""
    if scope["method"] in SAFE:
        return False
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and origin_of(origin).netloc != headers.get("host")
