"""Macros: what is sent between two GS : is remembered, and obeyed again by GS ^."""

from __future__ import annotations

from drivers.virtual_printer.press import Handlers, Press

WAIT_UNIT_S = 0.1


def _define(press: Press, _: bytes) -> None:
    """Commands are obeyed while they are remembered (Epson's reference, GS :)."""
    macro = press.memory.macro
    if macro.recording:
        macro.end()
    else:
        macro.begin()


def _run(press: Press, parameters: bytes) -> bool | None:
    """r t m: how often, how long to wait before each, and whether for the feed button as well."""
    times, wait, start = parameters
    macro, mechanics = press.memory.macro, press.mechanics
    if macro.recording:  # Epson's reference: that ends the definition, and nothing is defined
        macro.clear()
        return None
    if start > 1:
        return False

    def wait_for_turn() -> None:
        mechanics.pause(wait * WAIT_UNIT_S)
        if start:
            mechanics.await_button()

    macro.run(times, wait_for_turn)
    return None


COMMANDS: Handlers = {"GS :": _define, "GS ^": _run}
