"""What a script or test claims of a desk: each claim that does not hold is a RigError."""

from __future__ import annotations

from abc import ABC, abstractmethod

from countersign.rig_views import (
    BROUGHT_FIELDS,
    ENTRY_FIELDS,
    BankView,
    JournalView,
    PaperSlip,
    RigError,
    frame,
)
from countersign.rig_words import minor_of
from terminal.money import CNY


class Claims(ABC):
    """The claims, by what a desk has to show for them."""

    @property
    @abstractmethod
    def journal(self) -> JournalView:
        """The terminal's journal."""

    @property
    @abstractmethod
    def paper(self) -> list[PaperSlip]:
        """The slips that came out and were cut, oldest first."""

    @property
    @abstractmethod
    def bank(self) -> BankView:
        """What the bank's books say."""

    def journal_has(self, which: str, field: str, value: str) -> None:
        """The entry `which` ('last', or 1 for the oldest) says `value` in `field`."""
        entry = self.journal.entry(which)
        if field not in ENTRY_FIELDS:
            raise RigError(f"an entry has no {field!r}; it has: {', '.join(ENTRY_FIELDS)}")
        said, wanted = _alike(field, str(getattr(entry, field)), value)
        if said != wanted:
            raise RigError(f"journal entry {which}: {field} is {said}, not {wanted}")

    def brought_has(self, which: str, field: str, value: str) -> None:
        """The same of what was signed here for another terminal."""
        brought = self.journal.brought
        places = {"last": len(brought), **{str(n): n for n in range(1, len(brought) + 1)}}
        if not places.get(which):
            raise RigError(f"nothing stands at {which!r} of {len(brought)} that were brought")
        if field not in BROUGHT_FIELDS:
            raise RigError(f"there is no {field!r}; there are: {', '.join(BROUGHT_FIELDS)}")
        said = str(getattr(brought[places[which] - 1], field))
        _same(f"brought {which}: {field}", *_alike(field, said, value))

    def unsigned_are(self, count: int) -> None:
        """So many signatures are open in the journal."""
        _same("unsigned", self.journal.unsigned, count)

    def held_are(self, count: int) -> None:
        """The bank holds the payout of so many sales."""
        _same("held payouts", self.bank.held, count)

    def charged_is(self, amount: str) -> None:
        """The bank's ledger holds this amount ('12.34' or '1,234.56') in all."""
        _same("charged", CNY.show(self.bank.charged_minor), _shown(amount))

    def slips_are(self, count: int) -> None:
        """So many slips came out."""
        _same("slips", len(self.paper), count)

    def paper_has(self, words: str) -> None:
        """The newest slip has these words."""
        if not self.paper or not self.paper[-1].has(words):
            raise RigError(f"the newest slip lacks {words!r}:\n{self._newest_slip()}")

    def paper_has_not(self, words: str) -> None:
        """The newest slip lacks these words."""
        if self.paper and self.paper[-1].has(words):
            raise RigError(f"the newest slip has {words!r}:\n{self._newest_slip()}")

    def _newest_slip(self) -> str:
        return frame(self.paper[-1].text) if self.paper else "(no slip yet)"


def _alike(field: str, *values: str) -> tuple[str, ...]:
    """The values as they are compared: amounts in one spelling, whichever they are written in."""
    return tuple(map(_shown, values)) if field == "amount" else values


def _shown(amount: str) -> str:
    return CNY.show(minor_of(amount))


def _same(what: str, is_now: object, wanted: object) -> None:
    if is_now != wanted:
        raise RigError(f"{what}: {is_now}, not {wanted}")
