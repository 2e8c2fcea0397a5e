"""Printer addresses as people write them (`serial:///dev/ttyUSB0?baud=9600`), read and opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from drivers.transport.device_file import open_device, open_file
from drivers.transport.network import RAW_PORT, open_tcp
from drivers.transport.nowhere import NowhereTransport
from drivers.transport.port import Transport
from drivers.transport.serial_port import Flow, Parity, SerialSettings, open_serial

VIRTUAL = "virtual"
MEMORY = "memory"

MAX_BAUD = 4_000_000

T = TypeVar("T")
Reader = Callable[[str], object]


class PrinterAddressError(ValueError):
    """The address is written wrongly; the sentence lists what would be right."""


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address: its scheme, and how to open it."""

    scheme: str
    url: str
    opener: Callable[[], Transport] = field(repr=False, compare=False)

    def open(self) -> Transport:
        """Open the way. Errors: LinkDownError."""
        return self.opener()


def open_transport(url: str) -> Transport:
    """Read an address and open it. Errors: PrinterAddressError, LinkDownError.

    `virtual:` and `memory:` bring a printer of their own, which lives until the way is closed.
    """
    return read_address(url).open()


def read_address(url: str) -> Address:
    """Check an address without touching any device. Errors: PrinterAddressError."""
    try:
        parts = urlsplit(url if ":" in url else f"{url}:")
        scheme = _SCHEMES.get(parts.scheme)
    except ValueError:  # a bracket that nothing closes
        scheme = None
    if scheme is None:
        forms = ", ".join(one.form for one in _SCHEMES.values())
        raise PrinterAddressError(f"{url!r} is no printer address; write one of {forms}")
    options = _options(url, scheme, parts.query)
    return Address(parts.scheme, url, scheme.opener(url, parts, options))


@dataclass(frozen=True, slots=True)
class _Scheme:
    form: str
    opener: Callable[[str, SplitResult, Mapping[str, object]], Callable[[], Transport]]
    options: Mapping[str, Reader] = field(default_factory=dict)


def _options(url: str, scheme: _Scheme, query: str) -> dict[str, object]:
    read: dict[str, object] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        reader = scheme.options.get(name)
        if reader is None:
            known = ", ".join(scheme.options) or "none"
            raise PrinterAddressError(f"{url!r}: no option {name!r} here; there are: {known}")
        try:
            read[name] = reader(value)
        except ValueError as error:
            raise PrinterAddressError(f"{url!r}: {name}={value!r} is not {error}") from error
    return read


def _path(url: str, parts: SplitResult, form: str) -> str:
    path = unquote(parts.netloc + parts.path)
    if not path:
        raise PrinterAddressError(f"{url!r} names no place; write {form}")
    return path


def _serial(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    path = _path(url, parts, _SCHEMES["serial"].form)
    fields = {"baud_bps" if name == "baud" else name: value for name, value in options.items()}
    settings = SerialSettings(**fields)  # type: ignore[arg-type]  # each by its own reader
    return lambda: open_serial(path, settings)


def _tcp(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    del options
    try:
        host, port = parts.hostname, parts.port or RAW_PORT
    except ValueError as error:
        raise PrinterAddressError(f"{url!r}: a port is a number from 1 to 65535") from error
    if not host or parts.path.strip("/"):
        raise PrinterAddressError(f"{url!r} names no host and port; write {_SCHEMES['tcp'].form}")
    return lambda: open_tcp(host, port)


def _usb(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    del options
    path = _path(url, parts, _SCHEMES["usb"].form)
    return lambda: open_device(path)


def _file(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    del options
    path = _path(url, parts, _SCHEMES["file"].form)
    return lambda: open_file(path)


def _nowhere(
    url: str, parts: SplitResult, options: Mapping[str, object]
) -> Callable[[], Transport]:
    del url, parts, options
    return NowhereTransport


def _virtual(
    url: str, parts: SplitResult, options: Mapping[str, object]
) -> Callable[[], Transport]:
    del url, options

    def opener() -> Transport:
        from drivers.virtual_printer.own import open_own  # late: it knows these transports

        return open_own(in_memory=parts.scheme == MEMORY)

    return opener


def _baud(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= MAX_BAUD:
        raise ValueError("a speed such as 9600 or 115200")
    return int(value)


def _one_of(kind: Callable[[str], T], names: str) -> Callable[[str], T]:
    def read(value: str) -> T:
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"one of {names}") from None

    return read


_SCHEMES: dict[str, _Scheme] = {
    VIRTUAL: _Scheme("virtual:", _virtual),
    MEMORY: _Scheme("memory:", _virtual),
    "serial": _Scheme(
        "serial:///dev/ttyUSB0?baud=115200&flow=rtscts",
        _serial,
        {
            "baud": _baud,
            "flow": _one_of(Flow, ", ".join(Flow)),
            "parity": _one_of(Parity, ", ".join(Parity)),
        },
    ),
    "usb": _Scheme("usb:///dev/usb/lp0", _usb),
    "tcp": _Scheme("tcp://host:9100", _tcp),
    "file": _Scheme("file:///path", _file),
    "none": _Scheme("none:", _nowhere),
}
