"""What the commands that serve share: an address to listen on, and running until told to end."""

from __future__ import annotations

import os
import select
import signal
import threading
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from types import FrameType
from urllib.parse import urlsplit

import typer

from countersign.commands.exits import DEVICE_FAULT, WRONG_USAGE, fail

MAX_PORT = 65_535


def address_of(option: str, text: str) -> tuple[str, int]:
    """`host:port` as written in `option`; port 0 takes a free one. Ends the command otherwise."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or int(port) > MAX_PORT:
        fail(f"{option} {text}: write host:port, such as 127.0.0.1:9583", WRONG_USAGE)
    return host, int(port)


def site_of(option: str, text: str) -> str:
    """`https://host` as written in `option`, no slash at its end. Ends the command otherwise."""
    parts = urlsplit(text)
    is_site = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    if is_site and is_everywhere(parts.hostname or ""):
        fail(f"{option} {text}: {parts.hostname} is no address that a phone can open", WRONG_USAGE)
    if not is_site or parts.path.strip("/") or parts.query or parts.fragment:
        fail(f"{option} {text}: write a site, such as https://pay.example:8443", WRONG_USAGE)
    return f"{parts.scheme}://{parts.netloc}"


def is_everywhere(host: str) -> bool:
    """Whether it means all addresses of a machine, which can be listened on and not be opened."""
    try:
        return ip_address(host.strip("[]")).is_unspecified
    except ValueError:  # a name
        return False


def proxies_of(option: str, texts: list[str]) -> tuple[str, ...]:
    """Addresses and networks as written in `option`. Ends the command otherwise.

    All addresses at once are refused: then anybody could say that he is anybody.
    """
    for text in texts:
        try:
            network = ip_network(text)
        except ValueError as error:
            example = "an address or a network, such as 127.0.0.1 or 10.1.0.0/16"
            fail(f"{option} {text}: write {example} ({error})", WRONG_USAGE)
        if network.network_address.is_unspecified:
            fail(
                f"{option} {text}: name the proxy alone, or all could forge addresses", WRONG_USAGE
            )
    return tuple(texts)


def leave_as_on_ctrl_c(window: int) -> None:
    """Told to end, or with its `window` (a terminal's descriptor) closed, a screen leaves well."""
    ends = (signal.SIGTERM, signal.SIGHUP)

    def leave(_number: int, _frame: FrameType | None) -> None:
        for number in ends:  # told again in the middle of it, it would leave half of it undone
            signal.signal(number, signal.SIG_IGN)
        signal.raise_signal(signal.SIGINT)

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's `&` has it ignored
    for number in ends:
        signal.signal(number, leave)
    watch = threading.Thread(target=_hang_up_with, args=(window,), daemon=True)
    watch.start()


def _hang_up_with(terminal: int) -> None:
    """Be told when the window closes: below `make` only make is, and waits for us for ever."""
    window = select.poll()
    window.register(terminal, 0)  # nothing but the hang-up, which needs no asking for
    window.poll()
    os.kill(os.getpid(), signal.SIGHUP)


@dataclass(slots=True)
class Ending:
    """How a thread that serves ends the command: it says why, and sets what is waited for."""

    why: str = ""
    told: threading.Event = field(default_factory=threading.Event)

    def because(self, why: str) -> None:
        """End it, in whichever thread one is."""
        self.why = why
        self.told.set()

    def check(self) -> None:
        """Fail where there was a reason to end it."""
        if self.why:
            fail(self.why, DEVICE_FAULT)


def wait_for_the_end(told: threading.Event | None = None, *lines: str) -> None:
    """Return when somebody presses Ctrl+C, ends the process politely (SIGTERM) or sets `told`.

    `lines` are said as soon as that is so: who waits for them to end it at once ends it well.
    """
    ended = told or threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for line in lines:
            typer.echo(line)
        ended.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
