"""Everything about the portal that its owner may set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from drivers.clock import SystemClock


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """One portal. `now` is the bank's local time, naive.

    `sample_signature` offers a signature without a hand, for tests and for the keyboard.
    """

    sample_signature: bool = False
    now: Callable[[], datetime] = SystemClock().now
    idle_s: int = 900
    """ASVS 5.0, 7.3: a phone that lies about is logged out after a quarter of an hour."""
    session_lasts_s: int = 28_800
    """One shift; then the password is asked for again, however busy the phone was."""
    clears: int = 3
    """How often a cardholder may wipe the pad (resign.md: 1 to 9)."""
    form_bytes: int = 8_192
    """No form of ours comes near."""
    strokes_bytes: int = 131_072
    """The most points a pad takes (receipts.strokes), written as JSON."""
    photo_bytes: int = 10_016_384
    """The largest photo the bank takes (acquirer.office.photos), in its form."""
    guesses_a_minute: int = 20
    """Passwords, codes and links tried from one address; more wait, nobody is locked out."""
    drawings_a_minute: int = 300
    """What a pad shows a waiting terminal, from one address."""
    photos_a_minute: int = 10
    """Photos from one address: each costs the bank a decoding."""
