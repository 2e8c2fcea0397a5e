"""The portal behind a port of its own: uvicorn on a thread, from `start` to `stop`."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn

from acquirer.front_office import FrontOffice
from portal.app import create_app
from portal.settings import PortalSettings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
START_WITHIN_S = 10.0
STOP_WITHIN_S = 5.0
MAX_REQUESTS_AT_ONCE = 256


class PortalServerError(Exception):
    """Theirs: the portal cannot listen where it should; says what to do."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate chain and key, in PEM files."""

    certificate: Path
    key: Path


class PortalServer:
    """Serves the pages of `office` (port 0: any free one). Without TLS, on loopback alone.

    `proxies` are addresses and networks that say for whom they ask, and whether he came with TLS
    (X-Forwarded-For, X-Forwarded-Proto); of anybody else such words are not heard.
    """

    def __init__(
        self,
        office: FrontOffice,
        settings: PortalSettings,
        address: tuple[str, int] = (LOOPBACK[0], 0),
        tls: Tls | None = None,
        proxies: tuple[str, ...] = (),
    ) -> None:
        if tls is None and address[0] not in LOOPBACK:
            raise PortalServerError(
                f"{address[0]} is not this machine alone: pages with passwords go there with TLS "
                "(name a certificate and its key), or listen on 127.0.0.1"
            )
        if tls is not None:
            _check(tls)
        self._address = address
        self._scheme = "https" if tls else "http"
        config = uvicorn.Config(
            create_app(office, settings),
            access_log=False,  # a link's token stands in its address
            log_config=None,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            lifespan="off",
            ws="wsproto",
            ws_max_size=settings.strokes_bytes,
            limit_concurrency=MAX_REQUESTS_AT_ONCE,
            timeout_graceful_shutdown=1,
            ssl_certfile=tls.certificate if tls else None,
            ssl_keyfile=str(tls.key) if tls else None,
        )
        self._server = uvicorn.Server(config)
        self._socket: socket.socket | None = None
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        """Where it is served, once it is started."""
        assert self._socket is not None, "not started"
        host, port = self._socket.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        return f"{self._scheme}://{shown}:{port}/"

    def start(self) -> str:
        """Listen, and say where. Errors: PortalServerError."""
        host, port = self._address
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            self._socket = socket.create_server((host, port), family=family)
            # Connections inherit it. Without it an answer of two writes waits 40 ms for an
            # acknowledgement: asyncio sets it itself only where the listener names its protocol.
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            raise PortalServerError(
                f"the portal cannot listen on {host}:{port} ({error.strerror}): choose another port"
            ) from None
        sockets = [self._socket]
        self._thread = Thread(target=lambda: self._server.run(sockets), name="portal", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        """Answer what is being asked, then nothing more."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
            self._thread = None
        if self._socket is not None:
            self._socket.close()


def _check(tls: Tls) -> None:
    """Errors: PortalServerError where no page can be served with these files."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            tls.certificate, tls.key
        )
    except OSError as error:  # ssl's own are among them
        raise PortalServerError(
            f"{tls.certificate} and {tls.key} are no certificate and its key "
            f"({error.strerror or error}): name two PEM files that belong together"
        ) from None
