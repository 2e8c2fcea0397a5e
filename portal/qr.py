"""A link as a QR code for another phone's camera, drawn as SVG within the page."""

from __future__ import annotations

from receipts.modules import modules

QUIET_MODULES = 4
"""White around the code; ISO/IEC 18004 wants four."""


def svg(text: str) -> str:
    """An SVG element: black on white in both themes; nothing of `text` but its squares is in it."""
    rows = modules(text, "QRCode", ec_level="M")
    side = len(rows) + 2 * QUIET_MODULES
    squares = "".join(
        f"M{x + QUIET_MODULES} {y + QUIET_MODULES}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, digit in enumerate(row)
        if digit == "1"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="240" '
        f'height="240" shape-rendering="crispEdges"><rect width="{side}" height="{side}" '
        f'fill="#fff"/><path d="{squares}"/></svg>'
    )
