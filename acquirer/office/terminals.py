"""A merchant's shop as the bank knows it: its terminals, and when each was last heard of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from acquirer.office.room import Room


@dataclass(frozen=True, slots=True)
class TerminalView:
    """One terminal of a shop. Moments are the bank's local time.

    `signed_on_at` is None where it never was; `heard_at` where nothing came since the bank opened.
    """

    terminal_id: str
    signed_on_at: datetime | None
    is_signed_on: bool
    """Whether the keys of its sign-on are still good."""
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shop:
    """A merchant with his terminals, in the order of the bank's list."""

    merchant_id: str
    name: str
    name_en: str
    terminals: tuple[TerminalView, ...]


class TerminalCounter(Room):
    """What can be told of terminals without being in front of them."""

    def shop(self, merchant_id: str, now: datetime) -> Shop | None:
        """The shop of a merchant; None where there is no such merchant."""
        enrolled = [t for t in self._settings.merchants if t.merchant_id == merchant_id]
        if not enrolled:
            return None
        terminals = tuple(self._terminal(each.terminal_id, now) for each in enrolled)
        names = (enrolled[0].merchant_name, enrolled[0].merchant_name_en)
        return Shop(merchant_id, *names, terminals)

    def _terminal(self, terminal_id: str, now: datetime) -> TerminalView:
        with self._looking() as store:
            state = store.terminal(terminal_id)
        lasts = timedelta(hours=self._settings.sign_on_lasts_h)
        return TerminalView(
            terminal_id=terminal_id,
            signed_on_at=state.signed_on_at if state else None,
            is_signed_on=state is not None and now - state.signed_on_at <= lasts,
            heard_at=self._bank.shared.heard.get(terminal_id),
        )
