"""What the printer says when it is asked in turn: how it is, who it is, what it has counted.

The bytes are those of Epson's ESC/POS reference: a header, an identifier, what is said, NUL.
"""

from __future__ import annotations

from drivers.printer_profiles import PrinterProfile
from drivers.printer_profiles.profile import Hanzi
from drivers.virtual_printer.press import Handlers, Press

ROM_VERSION = 1
ASB_MASK = 0x4F
"""The bits of GS a that stand for something on a thermal printer."""

PROCESS_DONE = b"\x37\x22"
TYPE = b"\x3d\x21"
NAME = b"\x5f"
END = b"\x00"

NO_INK = b"\x00"
"""GS r 4 on a printer without ink: nothing to report."""

_TWO_BYTE_CHARACTERS, _CUTTER, _FIXED = 0x01, 0x02, 0x40


def _nothing(_press: Press, _: bytes) -> None:
    """Nothing that paper or line would show."""


def _initialise(press: Press, _: bytes) -> None:
    press.reset()


def _tell_status(press: Press, n: bytes) -> bool | None:
    status = press.mechanics.status
    match n[0]:
        case 1 | 49:
            press.answer(bytes([status.paper_answer]))
        case 2 | 50:
            press.answer(bytes([status.drawer_answer]))
        case 4 | 52:
            press.answer(NO_INK)
        case _:
            return False
    return None


def _tell_drawer(press: Press, n: bytes) -> bool | None:
    if n[0] not in (0, 48):
        return False
    press.answer(bytes([press.mechanics.status.drawer_answer]))
    return None


def _tell_paper(press: Press, _: bytes) -> None:
    press.answer(bytes([press.mechanics.status.paper_answer]))


def _report_changes(press: Press, n: bytes) -> None:
    """GS a: what is to be reported from now on, and at once how all of it is."""
    press.settings.dialogue.asb = n[0] & ASB_MASK
    if press.settings.dialogue.asb:
        press.answer(press.mechanics.status.asb)


def _tell_done(press: Press, parameters: bytes) -> None:
    """GS ( H 48: obeyed in its turn, so all before it has been printed."""
    press.answer(PROCESS_DONE + parameters[2:6] + END)


def _tell_who(press: Press, n: bytes) -> bool | None:
    """GS I: one byte for the old numbers, a block for the new ones."""
    profile = press.profile
    match n[0]:
        case 1 | 49:
            press.answer(bytes([profile.model_id]))
        case 2 | 50:
            press.answer(bytes([_type(profile)]))
        case 3 | 51:
            press.answer(bytes([ROM_VERSION]))
        case 33:
            press.answer(TYPE + bytes([_FIXED | _type(profile), _FIXED, _FIXED]) + END)
        case number if number in (names := _names(profile)):
            press.answer(NAME + names[number].encode() + END)
        case _:
            return False
    return None


def _type(profile: PrinterProfile) -> int:
    hanzi = profile.hanzi is not Hanzi.NONE
    return _TWO_BYTE_CHARACTERS * hanzi | _CUTTER * profile.cutter


def _names(profile: PrinterProfile) -> dict[int, str]:
    names = {
        65: profile.firmware,
        66: profile.manufacturer,
        67: profile.model,
        68: profile.serial,
    }
    if profile.hanzi is not Hanzi.NONE:
        names[69] = f"CHINA {profile.hanzi.value.upper()}"
    return names


def _tell_counter(press: Press, parameters: bytes) -> bool | None:
    press.mechanics.count_time()
    value = press.mechanics.counters.read(_word(parameters, 1))
    if value is None:
        return False
    press.answer(NAME + b"%d" % value + END)
    return None


def _clear_counter(press: Press, parameters: bytes) -> bool | None:
    return None if press.mechanics.counters.reset(_word(parameters, 1)) else False


def _word(parameters: bytes, at: int) -> int:
    return int.from_bytes(parameters[at : at + 2], "little")


COMMANDS: Handlers = {
    "ESC @": _initialise,
    "ESC u": _tell_drawer,
    "ESC v": _tell_paper,
    "GS I": _tell_who,
    "GS a": _report_changes,
    "GS g 0": _clear_counter,
    "GS g 2": _tell_counter,
    "GS r": _tell_status,
    "GS ( H 48": _tell_done,
    # Obeyed on reception already, or about ink, which a thermal printer has none of.
    **dict.fromkeys(("NUL", "DLE EOT", "DLE ENQ", "DLE DC4", "GS j"), _nothing),
}
