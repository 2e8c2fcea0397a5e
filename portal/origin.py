"""Where a browser says that it comes from: its Origin and Referer, which may say anything."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NOWHERE = urlsplit("")


def origin_of(said: str) -> SplitResult:
    """The parts of an address in a header; all empty where it is none."""
    try:
        return urlsplit(said)
    except ValueError:  # a bracket that nobody closes, a port that is no number
        return _NOWHERE
