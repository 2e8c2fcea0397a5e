"""The pages a printer prints of itself: how it is set up, and a pattern of all characters."""

from __future__ import annotations

from drivers.virtual_printer.press import Press
from drivers.virtual_printer.setup import SWITCHES, Setup

_FIRST, _PRINTABLE = 0x20, 0x5F


def status_page(press: Press) -> None:
    """Who the printer is and how it is set, then the cut; every setting is back afterwards."""
    profile, setup = press.profile, Setup(press.profile, press.memory.setup)
    lines = [
        "*** TEST PRINT ***",
        f"{profile.manufacturer} {profile.model}",
        f"Firmware {profile.firmware}",
        f"Serial {profile.serial}",
        f"Buffer {profile.receive_buffer_bytes} bytes",
        f"NV memory {profile.nv_bytes} bytes",
        *(f"Switches {group}: {setup.switches(group)}" for group in sorted(SWITCHES)),
        "*** COMPLETED ***",
    ]
    _print(press, lines)


def rolling_pattern(press: Press) -> None:
    """Every character at every place, then the cut; every setting is back afterwards."""
    columns = press.profile.fonts["A"]
    _print(
        press,
        [
            "".join(chr(_FIRST + (place + line) % _PRINTABLE) for place in range(columns))
            for line in range(_PRINTABLE)
        ],
    )


def _print(press: Press, lines: list[str]) -> None:
    press.reset()
    for line in lines:
        press.write(line.encode())
        press.mode.end_line()
    if press.profile.cutter:
        press.mechanics.cut()
