"""The faults of a virtual printer as switches: a letter for each, where the model has the part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from countersign.tui.desk import Fault, Words
from drivers.virtual_printer.faults import BY_NAME, Victim, switch

if TYPE_CHECKING:
    from drivers.printer_profiles.profile import PrinterProfile

LETTERS: Mapping[str, str] = {
    "paper_out": "P",
    "paper_low": "N",
    "cover": "C",
    "overheat": "H",
    "cutter_jam": "K",
    "paper_jam": "J",
    "broken": "B",
    "feed_button": "F",
    "drawer": "D",
    "cable": "U",
    "torn_byte": "T",
    "slow_line": "L",
    "garbage": "G",
    "mute": "M",
    "deaf": "I",
    "power_cycle": "X",
}
"""Every fault of drivers.virtual_printer.faults, in the order of its switch."""


def has(profile: PrinterProfile, name: str) -> bool:
    """Whether this model has what can go wrong."""
    match name:
        case "paper_low":
            return profile.near_end_mm > 0
        case "cutter_jam":
            return profile.cutter
        case "drawer":
            return profile.drawer
        case "mute":
            return profile.answers
        case _:
            return True


def face(name: str, letter: str, *, on: bool) -> Fault:
    """A fault as the screens show it."""
    fault = BY_NAME[name]
    label, undo = Words(fault.zh, fault.en), Words(fault.undo_zh, fault.undo_en)
    return Fault(name, letter, label, undo, on)


def faces(victim: Victim) -> tuple[Fault, ...]:
    """All that can go wrong with this printer, each as it stands."""
    profile = victim.machine.profile
    return tuple(
        face(name, letter, on=BY_NAME[name].is_on(victim))
        for name, letter in LETTERS.items()
        if has(profile, name)
    )


def toggle(victim: Victim, name: str) -> None:
    """Make it happen, or undo it. Errors: OSError where a cable cannot be plugged in again."""
    switch(victim, name, on=not BY_NAME[name].is_on(victim))
