"""How the printer is to work: what stops it, how fast and dark it prints, what it keeps in NV."""

from __future__ import annotations

from drivers.virtual_printer.dialogue import Way
from drivers.virtual_printer.press import Handlers, Press
from drivers.virtual_printer.setup import Setup

MODE_CHANGED = b"\x37\x20\x00"
"""The notice that the user setting mode has begun (GS ( E 1)."""

SWITCHES = b"\x37\x21"
VALUE = b"\x37\x27"
SERIAL = b"\x37\x33"
SEPARATOR = b"\x1f"
END = b"\x00"

DENSITY_STEP = 0.05
"""GS ( K 49: Epson's levels are five percent apart."""
MAX_DENSITY_LEVEL = 8
SPEED_LEVELS = 13
"""GS ( K 50: level 13 is the model's full speed."""


def _nothing(_press: Press, _: bytes) -> None:
    """Nothing that paper or line would show."""


def _select(press: Press, n: bytes) -> None:
    press.settings.dialogue.way = Way.OBEY if n[0] & 1 else Way.DESELECTED


def _stop_sensors(press: Press, n: bytes) -> None:
    """The end of the paper always stops; the near end when either of its bits is set."""
    press.mechanics.parts.low_stops = bool(n[0] & 3)
    press.mechanics.disturbed = True


def _lock_button(press: Press, n: bytes) -> None:
    press.mechanics.parts.button_works = not n[0] & 1


def _at_once(press: Press, parameters: bytes) -> None:
    """GS ( D: which of DLE DC4 1 and 2 are obeyed."""
    dialogue, pairs = press.settings.dialogue, parameters[1:]
    for command, on in zip(pairs[::2], pairs[1::2], strict=False):
        if command == 1:
            dialogue.pulse_at_once = bool(on & 1)
        elif command == 2:
            dialogue.power_off_at_once = bool(on & 1)


def _density(press: Press, parameters: bytes) -> bool | None:
    level = int.from_bytes(parameters[1:2], "big", signed=True)
    if abs(level) > MAX_DENSITY_LEVEL:
        return False
    press.mechanics.parts.density = 1 + level * DENSITY_STEP
    return None


def _speed(press: Press, parameters: bytes) -> bool | None:
    level = parameters[1] - 48 if parameters[1] >= 48 else parameters[1]
    if level > SPEED_LEVELS:
        return False
    press.mechanics.parts.speed_share = level / SPEED_LEVELS if level else 1.0
    return None


# GS ( E: the user setting mode


def _begin(press: Press, _: bytes) -> None:
    press.settings.dialogue.way = Way.USER_SETTING
    press.answer(MODE_CHANGED)


def _end(press: Press, _: bytes) -> None:
    """A software reset: every setting back."""
    press.reset()


def _set_switches(press: Press, parameters: bytes) -> bool | None:
    groups = parameters[1:]
    if not _may_set(press) or len(groups) % 9:
        return False
    setup = _setup(press)
    for at in range(0, len(groups), 9):
        if not setup.switch(groups[at], groups[at + 1 : at + 9].decode("latin-1")):
            return False
    return None


def _tell_switches(press: Press, parameters: bytes) -> None:
    press.answer(SWITCHES + _setup(press).switches(parameters[1]).encode() + END)


def _set_values(press: Press, parameters: bytes) -> bool | None:
    values = parameters[1:]
    if not _may_set(press) or len(values) % 3:
        return False
    for at in range(0, len(values), 3):
        number, value = values[at], int.from_bytes(values[at + 1 : at + 3], "little")
        if not _setup(press).customise(number, value):
            return False
    return None


def _tell_value(press: Press, parameters: bytes) -> None:
    number = parameters[1]
    value = _setup(press).value(number)
    press.answer(VALUE + b"%d" % number + SEPARATOR + b"%d" % value + END)


def _set_serial(press: Press, parameters: bytes) -> bool | None:
    ours = _may_set(press) and _setup(press).set_serial(parameters[1], parameters[2:])
    return None if ours else False


def _tell_serial(press: Press, parameters: bytes) -> bool | None:
    item = parameters[1]
    value = _setup(press).serial(item)
    if value is None:
        return False
    press.answer(SERIAL + b"%d" % item + SEPARATOR + value + END)
    return None


def _may_set(press: Press) -> bool:
    return press.settings.dialogue.way is Way.USER_SETTING


def _setup(press: Press) -> Setup:
    return Setup(press.profile, press.memory.setup)


# GS ( M: settings kept


def _keep_settings(press: Press, parameters: bytes) -> bool | None:
    if parameters[1] not in (1, 49):
        return False
    press.memory.keep_settings(press.settings)
    return None


def _load_settings(press: Press, parameters: bytes) -> bool | None:
    kept = _place(parameters)
    if kept is None:
        return False
    press.reset(kept=kept)
    return None


def _load_at_reset(press: Press, parameters: bytes) -> bool | None:
    kept = _place(parameters)
    if kept is None:
        return False
    press.memory.reset_loads_kept = kept
    return None


def _place(parameters: bytes) -> bool | None:
    """Whether m names the settings kept, or those of the factory; None where it names neither."""
    return {0: False, 48: False, 1: True, 49: True}.get(parameters[1])


COMMANDS: Handlers = {
    "ESC =": _select,
    "ESC c 4": _stop_sensors,
    "ESC c 5": _lock_button,
    "GS ( D 20": _at_once,
    "GS ( E 1": _begin,
    "GS ( E 2": _end,
    "GS ( E 3": _set_switches,
    "GS ( E 4": _tell_switches,
    "GS ( E 5": _set_values,
    "GS ( E 6": _tell_value,
    "GS ( E 11": _set_serial,
    "GS ( E 12": _tell_serial,
    "GS ( K 49": _density,
    "GS ( K 50": _speed,
    "GS ( M 1": _keep_settings,
    "GS ( M 2": _load_settings,
    "GS ( M 3": _load_at_reset,
    # How the head is driven, a carriage, a line to a parallel port, waits for another interface.
    **dict.fromkeys(
        ("DC2 #", "ESC <", "ESC U", "ESC c 3", "GS ( K 48", "GS ( K 97", "GS z 0"), _nothing
    ),
}
