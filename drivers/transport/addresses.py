"""Printer addresses as people write them (`serial:///dev/ttyUSB0?baud=9600`), read and opened."""

from __future__ import annotations

import re
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
DEFAULT_CHANNEL = 1
"""Where practically every Bluetooth printer listens; `sdptool browse` tells."""
MAX_CHANNEL = 30

_MAC = re.compile(r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
_USB_NUMBERS = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})")
_RECORDED = re.compile(r"record:(.+?)\+([a-z0-9]+:.*|none)", re.S)

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
    options = {} if scheme is _SCHEMES["record"] else _options(url, scheme, parts.query)
    return Address(parts.scheme, url, scheme.opener(url, parts, options))


@dataclass(frozen=True, slots=True)
class _Scheme:
    form: str
    opener: Callable[[str, SplitResult, Mapping[str, object]], Callable[[], Transport]]
    options: Mapping[str, Reader] = field(default_factory=dict)


def _record(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    """All options are those of the way that is recorded."""
    del parts, options
    found = _RECORDED.fullmatch(url)
    if found is None:
        form = _SCHEMES["record"].form
        raise PrinterAddressError(f"{url!r} names no file and no way; write {form}")
    path, inner = unquote(found[1]), read_address(found[2])

    def opener() -> Transport:
        from drivers.transport.recording import open_recording  # late, like all rare ways

        return open_recording(path, inner.url, inner.open)

    return opener


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
    settings = _settings(options)
    return lambda: open_serial(path, settings)


def _remote(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    host, port = _host_and_port(url, parts, _SCHEMES["rfc2217"].form)
    if port is None:
        raise PrinterAddressError(f"{url!r} names no port; write {_SCHEMES['rfc2217'].form}")
    settings = _settings(options)

    def opener() -> Transport:
        from drivers.transport.remote_serial import open_remote_serial

        return open_remote_serial(host, port, settings)

    return opener


def _settings(options: Mapping[str, object]) -> SerialSettings:
    fields = {_FIELDS.get(name, name): value for name, value in options.items()}
    return SerialSettings(**fields)  # type: ignore[arg-type]  # each by its own reader


def _tcp(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    del options
    host, port = _host_and_port(url, parts, _SCHEMES["tcp"].form)
    return lambda: open_tcp(host, port or RAW_PORT)


def _host_and_port(url: str, parts: SplitResult, form: str) -> tuple[str, int | None]:
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise PrinterAddressError(f"{url!r}: a port is a number from 1 to 65535") from error
    if not host or parts.path.strip("/"):
        raise PrinterAddressError(f"{url!r} names no host and port; write {form}")
    return host, port


def _usb(url: str, parts: SplitResult, options: Mapping[str, object]) -> Callable[[], Transport]:
    numbers = _USB_NUMBERS.fullmatch(parts.netloc)
    if numbers is not None:
        return _usb_by_numbers(int(numbers[1], 16), int(numbers[2], 16), options)
    form = _SCHEMES["usb"].form
    if options:
        raise PrinterAddressError(f"{url!r}: only a printer by its numbers has a serial: {form}")
    path = _path(url, parts, form)
    if not parts.path:
        raise PrinterAddressError(f"{url!r} is no device; write {form}")
    return lambda: open_device(path)


def _usb_by_numbers(
    vendor: int, product: int, options: Mapping[str, object]
) -> Callable[[], Transport]:
    def opener() -> Transport:
        from drivers.transport.usb_class import open_usb

        return open_usb(vendor, product, str(options.get("serial", "")))

    return opener


def _bluetooth(
    url: str, parts: SplitResult, options: Mapping[str, object]
) -> Callable[[], Transport]:
    address = parts.netloc
    if not _MAC.fullmatch(address) or parts.path.strip("/"):
        form = _SCHEMES["bluetooth"].form
        raise PrinterAddressError(f"{url!r} names no device; write {form}")
    channel = options.get("channel", DEFAULT_CHANNEL)
    assert isinstance(channel, int)

    def opener() -> Transport:
        from drivers.transport.bluetooth import open_bluetooth

        return open_bluetooth(address, channel)

    return opener


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


def _number(least: int, most: int, what: str) -> Reader:
    def read(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ValueError(what)
        return int(value)

    return read


def _one_of(kind: Callable[[str], T], names: str) -> Callable[[str], T]:
    def read(value: str) -> T:
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"one of {names}") from None

    return read


_FIELDS = {"baud": "baud_bps", "bits": "data_bits", "stop": "stop_bits"}
_LINE: dict[str, Reader] = {
    "baud": _number(1, MAX_BAUD, "a speed such as 9600 or 115200"),
    "flow": _one_of(Flow, ", ".join(Flow)),
    "parity": _one_of(Parity, ", ".join(Parity)),
    "bits": _number(7, 8, "7 or 8"),
    "stop": _number(1, 2, "1 or 2"),
}

_SCHEMES: dict[str, _Scheme] = {
    VIRTUAL: _Scheme("virtual:", _virtual),
    MEMORY: _Scheme("memory:", _virtual),
    "serial": _Scheme("serial:///dev/ttyUSB0?baud=115200&flow=rtscts", _serial, _LINE),
    "rfc2217": _Scheme("rfc2217://host:2217?baud=115200&flow=rtscts", _remote, _LINE),
    "usb": _Scheme("usb:///dev/usb/lp0 or usb://04b8:0202", _usb, {"serial": str}),
    "bluetooth": _Scheme(
        "bluetooth://AA:BB:CC:DD:EE:FF?channel=1",
        _bluetooth,
        {"channel": _number(1, MAX_CHANNEL, f"a channel from 1 to {MAX_CHANNEL}")},
    ),
    "tcp": _Scheme("tcp://host:9100", _tcp),
    "file": _Scheme("file:///path", _file),
    "record": _Scheme("record:FILE+serial:///dev/ttyUSB0", _record),
    "none": _Scheme("none:", _nowhere),
}
