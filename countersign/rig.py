"""A whole desk for tests: terminal, cards, printer and bank on a virtual clock and a seed.

    with Rig(card="unionpay_credit_signature", seed=7) as pos:
        pos.keys("12.00 ENTER"); pos.swipe(); pos.sees("PLEASE SIGN"); pos.walk_away()
        assert pos.journal.last.signature == "UNSIGNED"
        pos.menu("Re-sign last"); pos.sign(); assert pos.paper[-1].has("RE-SIGNED")

Everything runs in the caller's own thread. Nothing here sleeps: waits pass when the script lets
time pass, and the same seed gives the same journal, host traffic and paper.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from countersign.compose import ScriptSettings, Station, scripted_station
from countersign.power import PowerCut, PowerSwitch
from countersign.recording import recording
from countersign.rig_faults import bank_fault, printer_fault
from countersign.rig_operators import Operators
from countersign.rig_people import People
from countersign.rig_views import (
    BankView,
    JournalView,
    PaperSlip,
    RigError,
    bank_view,
    frame,
)
from countersign.rig_words import (
    card_named,
    holds,
    keys_of,
    labels,
    path_to,
    span_of,
    strokes_of,
    terminal_named,
    words_of,
)
from countersign.state import StateFolder
from drivers.board import Board
from drivers.clock import VirtualClock
from drivers.traffic import Traffic
from receipts.signature import Strokes, sample
from sim_cards.magstripe import swipe
from terminal.config import Config
from terminal.dialogue import CardSwiped, CodeScanned, KeyPressed, PanelEvent, PenStroke
from terminal.journal import Book
from terminal.language import Language
from terminal.messages import Text, text
from terminal.screen import Screen

__all__ = ["Rig", "RigError"]

MAX_STEPS_AWAY = 3_000
"""Waits that may follow one another while nobody is there, a phone's link looked at until it is
over among them; more is a flow that never ends."""
SAMPLE_HANDS = 3
"""receipts.samples has three hands; every third number is the same one, written another time."""


_REFERENCE = re.compile(r"REFERNO[^0-9]*([0-9]{12})")


class Rig(Operators):
    """One desk under script. Every method that fails raises RigError, an AssertionError."""

    def __init__(  # noqa: PLR0913 - a choice each
        self,
        card: str = "unionpay_credit_signature",
        *,
        seed: int = 0,
        lang: Language = "en",
        config: Config | None = None,
        state: Path | None = None,
        printer: str = "memory:",
        beside: Rig | None = None,
    ) -> None:
        """`beside` another Rig: a terminal of the same merchant, on that one's bank and clock."""
        self.language: Language = lang
        self._seed, self._printer = seed, printer
        self._terminals: dict[str, Rig] = beside._terminals if beside else {}
        self._folder = TemporaryDirectory(prefix="countersign-") if state is None else None
        self._state = StateFolder(Path(self._folder.name) if self._folder else Path(state or ""))
        self._traffic: list[Traffic] = []
        self.station: Station = scripted_station(
            self._state,
            config or Config(),
            ScriptSettings(seed, printer),
            self._traffic.append,
            beside.station if beside else None,
        )
        self._terminals[self.station.config.terminal_id] = self
        self.people = People(self.station)
        self._book = Book()
        self._signatures = 0
        self._switch = PowerSwitch()
        self._board: Board | None = None
        self._said: list[str] = []
        self._swipes: dict[str, int] = {}
        self.card = card
        try:
            self.power_on()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Rig:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Put everything away, the terminals beside this one too."""
        self._terminals.pop(self.station.config.terminal_id, None)
        self._power_off()
        self.station.close()
        if self._folder:
            self._folder.cleanup()
        for other in list(self._terminals.values()):
            other.close()

    # --- acts ---------------------------------------------------------------------------------

    def take(self, card: str) -> None:
        """Take this card in hand. Errors: RigError for an unknown one."""
        self.card = card_named(card).name

    def keys(self, keys: str) -> None:
        """Press keys: an amount is typed digit by digit, other words are keys by their names."""
        if not keys.strip():
            raise RigError("no keys are pressed: write which")
        self._said.clear()
        for word in keys.split():
            for key in keys_of(word):
                self._post(KeyPressed(key))

    def swipe(self, card: str | None = None) -> None:
        """Draw the card through the reader; a worn one may read at another try."""
        self._said.clear()
        name = card or self.card
        attempt = self._swipes.get(name, 0)
        self._swipes[name] = attempt + 1
        tracks = swipe(card_named(name), attempt)
        self._post(CardSwiped(tracks.track1, tracks.track2, tracks.track3))

    def draw(self, what: str | int | Strokes) -> None:
        """Draw on the pad: a sample hand by number, 'x,y x,y / x,y ...', or strokes.

        Nobody signs twice alike: each time a sample hand writes a little differently.
        """
        if isinstance(what, int) or (isinstance(what, str) and what.isdigit()):
            strokes = self.hand(int(what))
        else:
            strokes = strokes_of(what)
        view = self._powered().view
        if view is None or view.screen.pad is None:
            raise RigError(f"there is no pad on the screen to draw on\n{self.screen_frame()}")
        self._said.clear()
        for stroke in strokes:
            self._post(PenStroke(stroke))

    def sign(self, sample_number: int = 1) -> None:
        """Draw a sample signature and confirm it."""
        self.sees(text("sign.title"))
        self.draw(sample_number)
        self.keys("ENTER")

    def walk_away(self) -> None:
        """Everybody leaves: each wait runs out in turn until the terminal is idle again."""
        self._said.clear()
        self._powered()
        for _ in range(MAX_STEPS_AWAY):
            left = self._board.seconds_left if self._board else None
            if left is None:
                return
            self._clock.forward(timedelta(seconds=left))
            self._pump()
        raise RigError(f"the terminal never became idle\n{self.screen_frame()}")

    def forward(self, span: str) -> None:
        """Let time pass: '90s', '10m', '2h', '3d'. Waits on the way run out."""
        until = self._clock.now() + span_of(span)
        while (missing := (until - self._clock.now()).total_seconds()) > 0:
            left = self._board.seconds_left if self._board else None
            step = missing if left is None else min(missing, left)
            self._clock.forward(timedelta(seconds=max(step, 0.001)))
            if self._board:
                self._pump()

    def menu(self, label: str) -> None:
        """Choose a row of the menu by its words in either language."""
        path = path_to(label)
        if path is None:
            rows = ", ".join(labels())
            raise RigError(f"the menu has no row {label!r}; it has: {rows}")
        self.walk_away()
        self.keys("F1 " + " ".join(item.key for item in path))

    def cut_power(self, when: str = "", effect: str = "") -> None:
        """Pull the plug: now, or `before` or `after` the next effect of that name."""
        if not when:
            self._powered()
            self._power_off()
        else:
            self._switch.arm(when, effect)

    @property
    def pending_cut(self) -> str:
        """The cut that was asked for and has not come: "before Exchange"; '' for none."""
        return self._switch.armed

    def power_on(self) -> None:
        """Power on: self-test, recovery, sign-on, idle. Errors: RigError where it is on."""
        if self._board is not None:
            pending = f", and the cut {self.pending_cut} has not come" if self.pending_cut else ""
            raise RigError(f"the power is on{pending}: cut_power first\n{self.screen_frame()}")
        self._board = self.station.power_on(self._switch)
        assert self.station.journal is not None
        self._book = self.station.journal.book
        self._switch.on_view = self._seen
        self._pump()

    def printer_fault(self, what: str) -> None:
        """Something happens to the printer (see docs/script-it.md)."""
        printer_fault(self.station, what)

    def bank_fault(self, what: str, mti: str = "") -> None:
        """The bank misbehaves with the next message (of this type), or until told otherwise."""
        bank_fault(self.station, what, mti)

    def speak(self, language: str) -> None:
        """Switch the screen's language."""
        if language not in ("zh", "en"):
            raise RigError(f"{language!r} is no language of the terminal: zh or en")
        self.language = language  # type: ignore[assignment]

    # --- other terminals ----------------------------------------------------------------------

    def at(self, terminal_id: str) -> Rig:
        """The merchant's terminal of this number; one that was not in use yet is switched on."""
        if terminal_id not in self._terminals:
            ours, bank = self.station.config, self.station.bank
            assert bank is not None
            known = terminal_named(terminal_id, ours.merchant_id, bank.settings.merchants)
            config = replace(ours, terminal_id=known)
            seed = self._seed + len(self._terminals)
            return Rig(
                self.card,
                seed=seed,
                lang=self.language,
                config=config,
                printer=self._printer,
                beside=self,
            )
        return self._terminals[terminal_id]

    def scan_slip(self, terminal_id: str) -> None:
        """Hold the newest slip of that terminal that has a reference under this one's scanner."""
        squeezed = ("".join(slip.text.split()) for slip in reversed(self.at(terminal_id).paper))
        found = next(filter(None, map(_REFERENCE.search, squeezed)), None)
        if found is None:
            raise RigError(f"no slip of terminal {terminal_id} bears a reference number")
        self._said.clear()
        self._post(CodeScanned(found[1]))

    # --- what is to be seen -------------------------------------------------------------------

    @property
    def newest_picture(self) -> bytes:
        """The newest slip as a PNG. Errors: RigError where none came out of the virtual printer."""
        machine = self.station.machine
        if machine is None or not machine.slips:
            raise RigError("no slip came out of the virtual printer")
        return machine.slips[-1].png

    @property
    def code_shown(self) -> str:
        """What the code on the screen says; '' where there is none."""
        view = self._board.view if self._board else None
        return view.screen.qr if view else ""

    @property
    def screen(self) -> str:
        """The screen as text."""
        view = self._board.view if self._board else None
        if view is None:
            return ""
        return "\n".join(words_of(view.screen, view.notice, self.language))

    def screen_frame(self) -> str:
        """The screen as text in a frame."""
        return frame(self.screen or "(no power)")

    def sees(self, what: str | Text) -> None:
        """The screen shows this now, or has shown it since the last act, in either language."""
        wanted = [what.say("zh"), what.say("en")] if isinstance(what, Text) else [what]
        if not any(holds(self._shown(), words) for words in wanted):
            raise RigError(f"the screen does not show {wanted[-1]!r}\n{self.screen_frame()}")

    def sees_not(self, what: str) -> None:
        """The screen does not show this now."""
        if holds(self.screen, what):
            raise RigError(f"the screen shows {what!r}\n{self.screen_frame()}")

    @property
    def journal(self) -> JournalView:
        """The terminal's journal."""
        return JournalView(self._book)

    @property
    def paper(self) -> list[PaperSlip]:
        """The slips that came out and were cut, oldest first."""
        machine = self.station.machine
        return [PaperSlip(slip.text) for slip in machine.slips] if machine else []

    @property
    def bank(self) -> BankView:
        """What the bank's books say."""
        assert self.station.bank is not None
        return bank_view(self.station.bank)

    def recording(self) -> dict[str, bytes]:
        """Journal export, host traffic and paper as bytes: what `--record` writes."""
        return recording(self.station, self._state, self._traffic)

    @property
    def traffic(self) -> list[Traffic]:
        """Every message that passed the line to the bank, raw; it holds card numbers."""
        return list(self._traffic)

    # --- inside -------------------------------------------------------------------------------

    @property
    def _clock(self) -> VirtualClock:
        clock = self.station.clock
        assert isinstance(clock, VirtualClock)
        return clock

    def hand(self, number: int) -> Strokes:
        """A sample signature, drawn another time with each call."""
        strokes = sample(number % SAMPLE_HANDS + SAMPLE_HANDS * self._signatures)
        self._signatures += 1
        return strokes

    def _powered(self) -> Board:
        if self._board is None:
            raise RigError("the terminal has no power: power_on first")
        return self._board

    def _post(self, event: PanelEvent) -> None:
        self._powered().post(event)
        self._pump()

    def _pump(self) -> None:
        try:
            self._powered().pump()
        except PowerCut:
            self._power_off()

    def _power_off(self) -> None:
        if self._board is not None:
            self._board.power_off()
            self._board = None
            self.station.lose_power()

    def _seen(self, screen: Screen, notice: Text | None) -> None:
        self._said += [*words_of(screen, notice, "zh"), *words_of(screen, notice, "en")]

    def _shown(self) -> str:
        view = self._board.view if self._board else None
        if view is None:
            return "\n".join(self._said)
        zh, en = (words_of(view.screen, view.notice, language) for language in ("zh", "en"))
        return "\n".join([*zh, *en, *self._said])
