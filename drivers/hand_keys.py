"""Keys of handwriting, one for each month, made each from the one before: forgetting goes forward.

Who throws a month's seed away and keeps the next one can never make the earlier keys again, and nor
can anybody who gets the chip later: what they sealed is erased wherever copies of it lie.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

FIRST_MONTH = 2020 * 12
"""No signature of ours is older; a step for each month from here on costs a microsecond."""


@dataclass(frozen=True, slots=True)
class HandKeys:
    """The keys of one month and all after it. `seed` is 32 bytes."""

    seed: bytes = field(repr=False)
    month: int = FIRST_MONTH
    _made: dict[int, AESSIV] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The key asked for last, which is the one asked for next: a day's signatures share it."""

    def of(self, month: int) -> AESSIV:
        """The key of a month; of one that is over, that of the oldest there is."""
        key = self._made.get(month)
        if key is None:
            seed = self.advanced(month).seed
            key = AESSIV(HKDFExpand(SHA256(), 64, b"countersign 1 handwriting").derive(seed))
            self._made.clear()
            self._made[month] = key
        return key

    def is_gone(self, month: int) -> bool:
        """Whether this month's own key has been thrown away."""
        return month < self.month

    def advanced(self, month: int) -> HandKeys:
        """The keys without those before `month`."""
        seed = self.seed
        for _ in range(self.month, month):
            seed = hmac.digest(seed, b"countersign 1 next month", "sha256")
        return HandKeys(seed, max(month, self.month))
