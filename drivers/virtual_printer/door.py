"""A listening socket whose callers are handed on, one after another, in a thread of its own."""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Callable

from drivers.refusals import naming
from drivers.virtual_printer.waker import Waker

SHUT_WITHIN_S = 5.0

Welcome = Callable[[socket.socket], None]


class Door:
    """Opened and shut like a plug; port 0 takes a free one, kept over shutting and opening.

    `welcome` owns the connection it is given.
    """

    def __init__(self, host: str, port: int, welcome: Welcome, name: str) -> None:
        self._host, self._port = host, port
        self._welcome = welcome
        self._name = name
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._waker = Waker()
        self._hand = threading.Lock()  # one hand at the plug at a time

    @property
    def address(self) -> str:
        """host:port."""
        return f"{self._host}:{self._port}"

    @property
    def host(self) -> str:
        """The host as it was named."""
        return self._host

    @property
    def port(self) -> int:
        """The port, known once it was open."""
        return self._port

    @property
    def is_open(self) -> bool:
        """Whether somebody listens."""
        return self._listener is not None

    def open(self) -> None:
        """Listen; twice is nothing. Errors: OSError where the address is taken or not ours."""
        with self._hand:
            if self._listener is None:
                with naming(self.address):
                    listener = socket.create_server((self._host, self._port))
                listener.setblocking(False)
                self._port = listener.getsockname()[1]
                self._listener = listener
                self._thread = threading.Thread(
                    target=self._accept, args=(listener,), name=self._name, daemon=True
                )
                self._thread.start()

    def shut(self) -> None:
        """Stop listening; who calls now is refused. Twice is nothing."""
        with self._hand:
            listener, self._listener = self._listener, None
            if listener is None:
                return
            self._waker.wake()
            assert self._thread is not None
            self._thread.join(SHUT_WITHIN_S)
            self._waker.calm()
            listener.close()

    def close(self) -> None:
        """Shut it for good."""
        self.shut()
        self._waker.close()

    def _accept(self, listener: socket.socket) -> None:
        poll = select.poll()
        poll.register(listener, select.POLLIN)
        poll.register(self._waker.fileno(), select.POLLIN)
        while self._listener is listener:
            poll.poll()
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            self._welcome(connection)


def send_away(connection: socket.socket) -> None:
    """End it with a reset, so that the caller meets an error and not a polite end."""
    with connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
