"""Pictures that are printed as they come."""

from __future__ import annotations

from drivers.virtual_printer import pictures
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.press import Handlers, Press


def _raster(press: Press, parameters: bytes) -> bool | None:
    mode = parameters[0] - 48 if parameters[0] >= 48 else parameters[0]
    stride = int.from_bytes(parameters[1:3], "little")
    if mode > 3 or not stride:
        return False
    across, down = 1 + (mode & 1), 1 + (mode >> 1)
    press.mode.put(Drawn(pictures.scaled(parameters[5:], stride, across, down)))
    return None


COMMANDS: Handlers = {"GS v 0": _raster}
