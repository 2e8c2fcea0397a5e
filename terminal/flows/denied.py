"""Why the bank denied one of our own questions, in words (docs/attach-a-host.md)."""

from __future__ import annotations

from terminal.messages import Text, text

NO_PAGE = "40"
"""Nobody serves the pages that the address would lead to."""

_WHY = {
    "22": "backup.closed",
    "25": "backup.unknown",
    "65": "backup.tried",
    "94": "backup.signed",
}


def why_denied(code: str) -> tuple[Text, ...]:
    """One line or two: what is in the way and, where somebody here can help it, how."""
    if code == NO_PAGE:
        return (text("phone.no_page"), text("phone.portal"))
    known = _WHY.get(code)
    return (text(known),) if known else (text("sale.code", code=code),)
