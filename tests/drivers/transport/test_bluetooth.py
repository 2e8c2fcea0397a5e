"""A Bluetooth printer is connected to within seconds, or a sentence says what to do."""

from __future__ import annotations

import errno
import socket
from typing import Any

import pytest

from drivers.transport import bluetooth
from drivers.transport.bluetooth import open_bluetooth
from drivers.transport.port import LinkDownError

PRINTER = "00:11:22:AA:BB:CC"


class Radio:
    """Stands for the sockets of a system that has Bluetooth."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: OSError | None = None) -> None:
        self.called: list[tuple[str, int]] = []
        self.error = error
        ours, self.printer = socket.socketpair()
        radio = self

        class Phone(socket.socket):
            def __init__(self, family: int, kind: int, protocol: int) -> None:
                assert (family, kind, protocol) == (31, socket.SOCK_STREAM, 3)
                super().__init__(socket.AF_UNIX, socket.SOCK_STREAM, fileno=ours.detach())

            def connect(self, address: Any) -> None:
                assert self.gettimeout() == bluetooth.CONNECT_WITHIN_S
                radio.called.append(address)
                if radio.error is not None:
                    raise radio.error

        monkeypatch.setattr(socket, "AF_BLUETOOTH", 31, raising=False)
        monkeypatch.setattr(socket, "BTPROTO_RFCOMM", 3, raising=False)
        monkeypatch.setattr(socket, "socket", Phone)


def test_it_is_connected_by_its_address_and_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    radio = Radio(monkeypatch)
    transport = open_bluetooth(PRINTER, 2)
    assert radio.called == [(PRINTER, 2)]
    assert transport.write(b"A\n", 1.0) == 2
    transport.close()
    assert radio.printer.recv(10) == b"A\n"
    assert radio.printer.recv(10) == b""
    radio.printer.close()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.EHOSTDOWN, "Host is down"), f"{PRINTER} does not answer: is it on, near"),
        (TimeoutError("timed out"), f"{PRINTER} does not answer"),
        (OSError(errno.ECONNREFUSED, "refused"), "refuses: is it paired"),
        (OSError(errno.EBUSY, "busy"), "is in use"),
        (OSError(errno.EIO, "Input/output error"), "cannot be connected to: Input/output error"),
    ],
)
def test_what_the_radio_refuses_is_said_in_words(
    error: OSError, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    radio = Radio(monkeypatch, error)
    with pytest.raises(LinkDownError, match=sentence):
        open_bluetooth(PRINTER, 1)
    radio.printer.close()


def test_a_system_without_bluetooth(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")

    monkeypatch.setattr(socket, "AF_BLUETOOTH", 31, raising=False)
    monkeypatch.setattr(socket, "BTPROTO_RFCOMM", 3, raising=False)
    monkeypatch.setattr(socket, "socket", none)
    with pytest.raises(LinkDownError, match="this system has no Bluetooth"):
        open_bluetooth(PRINTER, 1)


def test_a_python_without_bluetooth_says_how_to_do_it_with_a_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(socket, "AF_BLUETOOTH", raising=False)
    with pytest.raises(LinkDownError, match=r"rfcomm bind 0 .*serial:///dev/rfcomm0"):
        open_bluetooth(PRINTER, 1)
