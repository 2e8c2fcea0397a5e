"""vprinter:// addresses: a profile's name and, as options, the line's settings and its troubles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from drivers import printer_profiles
from drivers.printer_profiles import PrinterProfile, ProfileError
from drivers.printer_profiles.profile import Flow
from drivers.transport.addresses import MAX_BAUD
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.motor import DOTS_PER_MM
from drivers.virtual_printer.pacing import DipSwitches, Framing

FORM = "vprinter://generic58?paper=out&baud=9600"

T = TypeVar("T")
Act = Callable[[VirtualPrinter], object]


class VirtualPrinterAddressError(ValueError):
    """The address is written wrongly; the sentence lists what would be right."""


@dataclass(frozen=True, slots=True)
class VirtualPrinterAddress:
    """What an address asks for. `troubles` are done to the printer before anybody prints."""

    profile: PrinterProfile
    dips: DipSwitches
    faults: LineFaults
    troubles: tuple[Act, ...] = field(repr=False)
    motor: bool = False
    """Whether paper takes its time."""


def read_vprinter(url: str) -> VirtualPrinterAddress:
    """Read an address. Errors: VirtualPrinterAddressError.

    With `baud` the line is paced and strict, as far as `paced` and `strict` do not say otherwise.
    """
    parts = urlsplit(url)
    if parts.scheme != "vprinter":
        raise VirtualPrinterAddressError(f"{url!r} is no virtual printer: write {FORM}")
    try:
        profile = printer_profiles.load(unquote(parts.netloc + parts.path) or "generic58")
    except ProfileError as error:
        raise VirtualPrinterAddressError(str(error)) from error
    read: dict[str, object] = {}
    for name, text in parse_qsl(parts.query, keep_blank_values=True):
        reader = OPTIONS.get(name)
        if reader is None:
            known = ", ".join(OPTIONS)
            raise VirtualPrinterAddressError(f"{url!r}: no option {name!r}; there are: {known}")
        try:
            read[name] = reader(text)
        except ValueError as error:
            raise VirtualPrinterAddressError(f"{url!r}: {name}={text!r} is not {error}") from error
    return _address(profile, read)


def _address(profile: PrinterProfile, read: dict[str, object]) -> VirtualPrinterAddress:
    motor = bool(read.pop("motor", False))
    troubles = tuple(read.pop(name) for name in _TROUBLES if name in read)
    faults = LineFaults(**{name: read.pop(name) for name in _FAULTS if name in read})  # type: ignore[arg-type]
    spoken = "baud" in read
    settings = {"baud_bps" if name == "baud" else name: value for name, value in read.items()}
    dips = DipSwitches(**{"paced": spoken, "strict": spoken} | settings)  # type: ignore[arg-type]
    return VirtualPrinterAddress(profile, dips, faults, troubles, motor)  # type: ignore[arg-type]


def _one_of(meanings: Mapping[str, T]) -> Callable[[str], T]:
    def read(text: str) -> T:
        if text not in meanings:
            raise ValueError(f"one of {', '.join(meanings)}")
        return meanings[text]

    return read


def _number(most: int, what: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not 0 < int(text) <= most:
            raise ValueError(what)
        return int(text)

    return read


def _framing(text: str) -> Framing:
    try:
        return Framing.read(text)
    except ValueError:
        raise ValueError("a framing such as 8N1 or 8E1") from None


def _nothing(printer: VirtualPrinter) -> None:
    """It is so already."""


def _near_end(printer: VirtualPrinter) -> None:
    printer.end_paper(printer.profile.near_end_mm * DOTS_PER_MM)


def _hot(printer: VirtualPrinter) -> None:
    with printer.hands_on() as mechanics:
        mechanics.parts.head.held_hot = True


def _jammed(printer: VirtualPrinter) -> None:
    """The next cut meets it."""
    with printer.hands_on() as mechanics:
        mechanics.parts.knife_blocked = True


_yes_no = _one_of({"yes": True, "no": False})

_TROUBLES: Mapping[str, Callable[[str], Act]] = {
    "paper": _one_of({"ok": _nothing, "low": _near_end, "out": VirtualPrinter.end_paper}),
    "head": _one_of({"cool": _nothing, "hot": _hot}),
    "cutter": _one_of({"free": _nothing, "jammed": _jammed}),
    "cover": _one_of({"closed": _nothing, "open": VirtualPrinter.open_cover}),
    "power": _one_of({"on": _nothing, "off": VirtualPrinter.power_off}),
    "answers": _one_of({"yes": _nothing, "no": VirtualPrinter.mute}),
}

_FAULTS: Mapping[str, Callable[[str], object]] = {
    "slow": _yes_no,
    "garbage": _yes_no,
    "deaf": _yes_no,
    "tears": _yes_no,
    "spoils_every": _number(1_000_000, "a count of bytes"),
}

OPTIONS: Mapping[str, Callable[[str], object]] = {
    "baud": _number(MAX_BAUD, "a speed such as 9600 or 115200"),
    "framing": _framing,
    "flow": _one_of({flow.value: flow for flow in Flow}),
    "paced": _yes_no,
    "strict": _yes_no,
    "shows_errors": _yes_no,
    "motor": _yes_no,
    **_TROUBLES,
    **_FAULTS,
}
"""Every option of an address, and what reads its value."""
