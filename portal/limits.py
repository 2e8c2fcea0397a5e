"""How often one address may try: what is too fast has to wait, and nobody is kept out for good."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime

MAX_ADDRESSES = 4096
"""Addresses that are counted; the one not heard of for longest is forgotten."""
MINUTE_S = 60


class Pace:
    """So many tries a minute for each address, as a bucket that fills again all the time."""

    def __init__(self, tries_a_minute: int) -> None:
        self._size = tries_a_minute
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def wait_s(self, address: str, now: datetime) -> int:
        """Take one try; 0 where it may be made, else in how many seconds the next one may."""
        left, at = self._buckets.pop(address, (float(self._size), now))
        passed_s = max((now - at).total_seconds(), 0)
        left = min(left + passed_s * self._size / MINUTE_S, self._size)
        is_free = left >= 1
        self._buckets[address] = (left - is_free, now)
        while len(self._buckets) > MAX_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0 if is_free else int((1 - left) * MINUTE_S / self._size) + 1
