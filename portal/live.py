"""Strokes on their way to a terminal that waits: a phone with a sign link draws, live.

A WebSocket from the pad's page. What comes is shown and kept nowhere; the signature itself is sent
once, when it is confirmed (portal.links). Every message is checked as any other strokes are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from portal.cookies import cookie_name
from portal.origin import origin_of
from portal.pen import StrokesError, read_strokes
from portal.visit import Portal

IDLE_S = 60.0
"""Who draws nothing for so long is let go; the pad opens another connection when it draws again."""
POLICY, UNREADABLE, TOO_LARGE, TOO_FAST = 1008, 1007, 1009, 1013
"""RFC 6455, 7.4.1, and the registry of close codes for the last."""


def drawing(portal: Portal) -> Callable[[WebSocket], Awaitable[None]]:
    """The endpoint under a link's address."""

    async def endpoint(socket: WebSocket) -> None:
        device = socket.cookies.get(cookie_name("device", socket.url.scheme), "")
        if not device or not _is_own(socket):
            await socket.close(POLICY)  # before it is accepted: 403
            return
        await socket.accept()
        code = await _shown(portal, socket, device)
        if code is not None:
            with suppress(WebSocketDisconnect):  # gone meanwhile
                await socket.close(code)

    return endpoint


async def _shown(portal: Portal, socket: WebSocket, device: str) -> int | None:
    """Show what comes until the phone goes (None), or something is wrong: the code to close with.

    Only the device that took the link is heard; a link that is over ends it.
    """
    token = str(socket.path_params["token"])
    address = socket.client.host if socket.client else ""
    while True:
        try:
            message = await asyncio.wait_for(socket.receive(), IDLE_S)
        except TimeoutError:
            return POLICY
        if message["type"] == "websocket.disconnect":
            return None
        body = (message.get("text") or "").encode()
        now = portal.settings.now()
        if portal.drawings.wait_s(address, now):
            return TOO_FAST
        if len(body) > portal.settings.strokes_bytes:
            return TOO_LARGE
        try:
            strokes = read_strokes(body)
        except StrokesError:
            return UNREADABLE
        refused = await run_in_threadpool(portal.office.link_strokes, token, strokes, now, device)
        if refused is not None:
            return POLICY


def _is_own(socket: WebSocket) -> bool:
    """Whether a page of ours asks: browsers say whose it is, and nobody else can use a link's."""
    origin = socket.headers.get("origin", "")
    return bool(origin) and origin_of(origin).netloc == socket.headers.get("host")
