"""What the printer says when it is asked in turn, and commands that change nothing on paper."""

from __future__ import annotations

from drivers.virtual_printer.press import Handlers, Press

_WITHOUT_EFFECT = (
    *("NUL", "BEL", "CR", "DLE EOT", "DLE ENQ", "DLE DC4", "DC2 #"),
    *("ESC <", "ESC =", "ESC c 3", "ESC c 4", "ESC c 5", "ESC p"),
)


def _initialise(press: Press, _: bytes) -> None:
    press.reset()


def _tell_status(press: Press, n: bytes) -> bool | None:
    if n[0] in (1, 49):
        press.answer(bytes([press.mechanics.status.paper_answer]))
    elif n[0] in (2, 50):
        press.answer(b"\x00")
    else:
        return False
    return None


def _tell_who(press: Press, n: bytes) -> bool | None:
    """GS I: one byte for the old numbers, a block 5F ... 00 for the new ones."""
    names = {66: b"Countersign", 67: press.profile.name.encode()}
    if n[0] in (1, 49):
        press.answer(b"\x20")
    elif n[0] in (2, 50):
        press.answer(bytes([0x01 | 0x02 * press.profile.dialect.cutter]))
    elif n[0] in names:
        press.answer(b"_" + names[n[0]] + b"\0")
    else:
        return False
    return None


def _nothing(_press: Press, _: bytes) -> None:
    """Nothing that paper or line would show."""


COMMANDS: Handlers = {
    "ESC @": _initialise,
    "GS I": _tell_who,
    "GS r": _tell_status,
    **dict.fromkeys(_WITHOUT_EFFECT, _nothing),
}
