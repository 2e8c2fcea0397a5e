"""Money is whole minor units with a currency; this is how the device writes and reads it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_MINOR = 10**12 - 1
"""F4 holds twelve digits (cup-terminal.md 1.4)."""


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency: ISO 4217 numeric code, the sign on screens, the letters on slips, decimals."""

    numeric: str
    sign: str
    letters: str
    decimals: int

    def show(self, amount_minor: int) -> str:
        """Digits with thousands separated: 123456 -> '1,234.56'."""
        whole, rest = divmod(amount_minor, 10**self.decimals)
        return f"{whole:,}.{rest:0{self.decimals}d}" if self.decimals else f"{whole:,}"

    def screen(self, amount_minor: int) -> str:
        """As the screen writes it: '￥1,234.56'."""
        return f"{self.sign}{self.show(amount_minor)}"

    def slip(self, amount_minor: int) -> str:
        """As the slip writes it: 'RMB 1,234.56'."""
        return f"{self.letters} {self.show(amount_minor)}"


CNY = Currency("156", "￥", "RMB", 2)
