"""Two-dimensional codes that the printer draws by itself."""

from __future__ import annotations

from drivers.virtual_printer.codes import LEVELS, CodeTooLongError, qr
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.paper import MarkKind
from drivers.virtual_printer.press import Handlers, Press

MAX_QR_BYTES = 7089
"""What the largest QR code holds."""


def _function(press: Press, parameters: bytes) -> bool | None:
    """GS ( k, cn 49: the QR code's functions."""
    settings, fn, values = press.settings.qr, parameters[1], parameters[2:]
    match fn:
        case 65:
            return None if values[0] in (49, 50) else False
        case 67 if 1 <= values[0] <= 16:
            settings.module_dots = values[0]
        case 69 if values[0] in LEVELS:
            settings.level = LEVELS[values[0]]
        case 80:
            settings.content = values[1 : 1 + MAX_QR_BYTES]
        case 81 if settings.content:
            return _print_qr(press)
        case _:
            return False
    return None


def _print_qr(press: Press) -> bool | None:
    settings = press.settings.qr
    try:
        code = qr(settings.content, settings.level, settings.module_dots)
    except CodeTooLongError:
        return False
    if code.width > press.profile.paper.width_dots:
        return False  # real printers print nothing then
    text = settings.content.decode("utf-8", "replace")
    press.mode.put(Drawn(code, MarkKind.CODE, text, settings.module_dots))
    return None


COMMANDS: Handlers = {f"GS ( k 49 {fn}": _function for fn in (65, 67, 69, 80, 81)}
