"""What people do for a script elsewhere than at its terminal: on phones, at desk and bank."""

from __future__ import annotations

from abc import abstractmethod

from countersign.rig_claims import Claims
from countersign.rig_people import AGENT, BANK_AGENT, People
from countersign.rig_views import PaperSlip, RigError, frame
from receipts.signature import Strokes


class Elsewhere(Claims):
    """The acts of people who are not at the terminal. Errors of every one: RigError."""

    people: People

    @property
    @abstractmethod
    def code_shown(self) -> str:
        """What the code on the screen says; '' where there is none."""

    @property
    @abstractmethod
    def newest_picture(self) -> bytes:
        """The newest slip as a PNG."""

    @abstractmethod
    def keys(self, keys: str) -> None:
        """Press keys of the terminal."""

    @abstractmethod
    def hand(self, number: int) -> Strokes:
        """A sample signature, drawn another time with each call."""

    def sign_on_the_page(self, which: str) -> None:
        """The merchant lets the cardholder sign entry `which` on the phone page."""
        self.people.sign_on_the_page(self.journal.entry(which).entry, self.hand(1))

    def read_out_code(self, which: str) -> str:
        """An agent of support finds entry `which` and reads out a code for it."""
        return self.people.read_out_code(self.journal.entry(which).entry, AGENT)

    def read_out_by_the_bank(self, which: str) -> str:
        """The same by an agent of the bank."""
        return self.people.read_out_code(self.journal.entry(which).entry, BANK_AGENT)

    def open_slip(self, words: str) -> None:
        """The cardholder scans the code on the screen; the slip behind it has these words."""
        slip = self.people.slip_of(self.code_shown)
        if not PaperSlip(slip).has(words):
            raise RigError(f"the slip on the phone lacks {words!r}:\n{frame(slip)}")

    def release(self, which: str) -> None:
        """The desk lets the money of entry `which` go without a signature."""
        self.people.release(self.journal.entry(which).entry)

    def send_photo(self, which: str) -> None:
        """The merchant photographs the newest slip, signed by pen, as that of entry `which`."""
        self.people.send_photo(self.journal.entry(which).entry, self.newest_picture)

    def review(self, which: str, why_not: str = "") -> None:
        """An agent reviews the photo of entry `which`: taken, or refused with a reason."""
        self.people.review(self.journal.entry(which).entry, why_not)

    def push(self, name: str, value: int) -> None:
        """The bank changes a parameter of the terminal; it hears of it with the next answer."""
        self.people.push(name, value)

    def sign_by_link(self) -> None:
        """The cardholder opens the link on the screen, else the newest slip's, and signs."""
        self.people.sign_by_link(self._link_shown, self.hand(1))

    def draw_by_link(self) -> None:
        """The same, and nothing is confirmed yet."""
        self.people.draw_by_link(self._link_shown, self.hand(1))

    def type_code(self) -> None:
        """Type what the agent read out last, and ENTER."""
        if not self.people.code:
            raise RigError("no agent has read out a code yet")
        self.keys(f"{self.people.code} ENTER")

    @property
    def _link_shown(self) -> str:
        return self.code_shown or (self.paper[-1].text if self.paper else "")
