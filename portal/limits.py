"""How often one address may try: what is too fast has to wait, and nobody is kept out for good."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from ipaddress import IPv6Address, IPv6Network, ip_address

MAX_ADDRESSES = 4096
"""Addresses that are counted; the one not heard of for longest is forgotten."""
MINUTE_S = 60
HOUSEHOLD_BITS = 64
"""RFC 4291, 2.5.4: who has one IPv6 address has all of its /64, a fresh one for every try."""


class Pace:
    """So many tries a minute for each address, as a bucket that fills again all the time."""

    def __init__(self, tries_a_minute: int) -> None:
        self._size = tries_a_minute
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def wait_s(self, address: str, now: datetime) -> int:
        """Take one try; 0 where it may be made, else in how many seconds the next one may."""
        whose = _household(address)
        left, at = self._buckets.pop(whose, (float(self._size), now))
        passed_s = max((now - at).total_seconds(), 0)
        left = min(left + passed_s * self._size / MINUTE_S, self._size)
        is_free = left >= 1
        self._buckets[whose] = (left - is_free, now)
        while len(self._buckets) > MAX_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0 if is_free else int((1 - left) * MINUTE_S / self._size) + 1


def _household(address: str) -> str:
    """Who is behind an address: itself, of IPv6 its network, of a mapped one the IPv4 address."""
    try:
        found = ip_address(address)
    except ValueError:  # a proxy need not know one
        return address
    if not isinstance(found, IPv6Address):
        return address
    mapped = found.ipv4_mapped
    return str(mapped or IPv6Network((found.packed, HOUSEHOLD_BITS), strict=False))
