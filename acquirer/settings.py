"""Everything about the bank that its owner may set, with the defaults of resign.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from acquirer import issuers, merchants, roster
from acquirer.issuers import Issuers
from acquirer.merchants import Merchants
from acquirer.roster import Roster


@dataclass(frozen=True, slots=True)
class SignatureSettings:
    """What the bank wants of a signature, and until when.

    `image_min_bytes` and `image_max_bytes` are of the compressed image as a terminal sends it,
    `png_max_bytes` is of one that the bank draws. A picture counts as signed with two strokes, or
    with one of `one_stroke_dots`; a stroke has `stroke_dots` at least. After the soft deadline
    (23:59 so many days after the sale) the payout waits for the next day's run; after the hard one
    no terminal can sign any more.
    """

    image_min_bytes: int = 150
    image_max_bytes: int = 900
    png_max_bytes: int = 1700
    """A scribble of so much takes 900 bytes of JBIG1, give or take 50."""
    stroke_dots: int = 12
    one_stroke_dots: int = 240
    watermark_checked: bool = True
    mac_checked: bool = True
    soft_deadline_days: int = 1
    hard_deadline_days: int = 7
    rejected_kept: int = 20
    later_kept: int = 3
    """Of signatures that came when one counted already: a hand is not collected without end."""
    """Of one transaction; further rejected images leave only their line in the audit."""
    tries_by_route: int = 3
    """Pictures of one transaction that may be refused by each route (resign.md)."""
    auto_limit_minor: int = 1000_00
    """The most a terminal may let go without a signature by itself (resign.md: 1,000.00)."""
    enrolment_days: int = 365
    """How long an enrolled signature may be used; then it is erased."""
    retention_days: int = 730
    """After it what a hand drew is erased: cards' slips are disputed for up to two years."""


@dataclass(frozen=True, slots=True)
class PayoutSettings:
    """When a released payout goes out: soon, or with the next day's run."""

    delay_s: int = 300
    day_quota_minor: int = 500_000_00
    next_day_run: time = time(9, 0)


@dataclass(frozen=True, slots=True)
class PasswordSettings:
    """What hashing one password costs (argon2id; the defaults of RFC 9106, 4, second choice)."""

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """One bank. `root_key` (32 bytes) seals what it stores; it belongs outside the database."""

    root_key: bytes = field(repr=False)
    merchants: Merchants = field(default_factory=merchants.standard)
    issuers: Issuers = field(default_factory=issuers.standard)
    roster: Roster = field(default_factory=roster.standard)
    acquirer_code: str = "48020000"
    acquirer_zh: str = "合成收单行"
    currency: str = "156"
    day_ends: time = time(23, 0)
    """Sales after it settle with the next day (F15)."""
    sign_on_lasts_h: int = 25
    """cup-terminal.md 1.5: keys older than about a day are refused; one hour of grace."""
    wrong_pins: int = 3
    pin_lock_h: int = 24
    signature: SignatureSettings = field(default_factory=SignatureSettings)
    payout: PayoutSettings = field(default_factory=PayoutSettings)
    password: PasswordSettings = field(default_factory=PasswordSettings)
