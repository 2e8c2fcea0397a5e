"""The printer's control board: bytes in, commands obeyed in turn or at once, answers out."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from drivers.escpos.status import BUFFERS_CLEARED, asb_changed
from drivers.escpos.tokenizer import Token
from drivers.printer_profiles import PrinterProfile
from drivers.printer_profiles.profile import BusyWhen
from drivers.virtual_printer import hex_dump
from drivers.virtual_printer.dialogue import Dialogue, Way
from drivers.virtual_printer.engine import Engine
from drivers.virtual_printer.events import BytesOut, Listener, NotUnderstood, StatusChanged
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.memory import Memory
from drivers.virtual_printer.outbox import Outbox
from drivers.virtual_printer.realtime import (
    AskStatus,
    KickDrawer,
    Order,
    RealTime,
    RealTimeScanner,
    Sound,
)
from drivers.virtual_printer.rx_buffer import ReceiveBuffer
from drivers.virtual_printer.setup import Setup
from drivers.virtual_printer.toil import MACRO_STEPS

MAX_SOURCE_BYTES = 1 << 20
"""Bytes kept with a slip to tell where it came from."""

AT_ONCE_S = 0.05
"""A printer that has a clock obeys no longer in one go: few bytes can ask for hours of work (GS ^),
and who looks at it or asks for its status meanwhile is not kept waiting."""

POWER_OFF_NOTICE = b"\x3b\x30\x00"
POWER_ON_NOTICE = b"\x3b\x31\x00"
NOTHING_MORE = b"\x12"
"""The answer of DLE EOT 7, 8 and 18 where there is no ink, reader or peeler: the fixed bits."""

ACK, NAK, CAN = b"\x06", b"\x15", b"\x18"
"""To each part of a reply the computer says: the next, the same again, or no more."""

_USER_SETTING_COMMANDS = ("GS ( E", "GS I")
"""All that is obeyed between GS ( E 1 and GS ( E 2 (Epson's reference)."""


class Control:
    """Not thread-safe: the machine's lock is held. Whoever changes the parts calls `watch`."""

    def __init__(self, profile: PrinterProfile, mechanics: Mechanics, tell: Listener) -> None:
        self.buffer = ReceiveBuffer(profile)
        self.outbox = Outbox()
        self.source = bytearray()
        self.powered = True
        self.muted = not profile.answers
        self.time_helps = False
        self._profile = profile
        self._mechanics = mechanics
        self._tell = tell
        self._scanner = RealTimeScanner()
        self._engine = Engine(profile, mechanics, self.answer, self._hand_over)
        self._setup = Setup(profile, self.memory.setup)
        self._known = (mechanics.status, self.powered)
        self._parts: deque[bytes] = deque()  # of a reply, until the computer has taken them
        self._halted = False  # the power-off sequence has run
        self._has_more = False  # commands at hand, which wait for the next turn
        self.start()

    @property
    def memory(self) -> Memory:
        """What it keeps."""
        return self._engine.press.memory

    @property
    def room(self) -> int:
        """How many bytes `receive` would not lose."""
        return self.buffer.free_bytes if self.powered else self.buffer.capacity_bytes

    @property
    def busy(self) -> bool:
        """Whether its line is to wait."""
        if not self.powered:
            return False
        if self._halted or self.buffer.full:
            return True
        return self._known[0].offline and self._setup.busy_when is BusyWhen.FULL_OR_OFFLINE

    def start(self) -> None:
        """What happens when the power comes, or when the NV memory has become another."""
        self._mechanics.start(self._setup.counters)
        if self._setup.tells_power_on:
            self.answer(POWER_ON_NOTICE)

    def receive(self, data: bytes) -> int:
        """Take bytes, obey the real-time commands among them; how many bytes were lost.

        A real-time command is stored like all others and comes to nothing in its turn, or is eaten
        as a parameter (escpos.md 2d).
        """
        lost = done = 0
        if self._parts:
            data = self._hear_taken(data)
        for end, command in self._scanner.scan(data):
            lost += self._store(data[done:end])
            if not self._halted and not self.outbox.inside_block:
                self._obey_at_once(command)
            done = end
        return lost + self._store(data[done:])

    def work(self) -> None:
        """Go on with what is held, as far as paper and time allow."""
        self._has_more = False
        while self.powered and not self._halted:
            self._mechanics.run()
            if self._mechanics.disturbed:
                self.watch()
            if not self._mechanics.idle or not self._obey():
                break
        self.buffer.settle()
        self.time_helps = self.powered and (self._mechanics.time_helps or self._has_more)

    def watch(self) -> None:
        """See what has changed, and tell whom it concerns (GS a)."""
        self._mechanics.disturbed = False
        now = (self._mechanics.status, self.powered)
        if now == self._known:
            return
        before, self._known = self._known, now
        self._tell(StatusChanged(*now))
        if self.powered and asb_changed(self._dialogue.asb, before[0].asb, now[0].asb):
            self.answer(now[0].asb)

    def answer(self, data: bytes) -> None:
        """Say something; lost when the printer is mute or nobody listens for too long."""
        if not self.muted and self.outbox.put(data):
            self._tell(BytesOut(data))

    def mute(self, muted: bool) -> None:
        """Cut or join the wire back to the computer; a model without answers has none."""
        self.muted = muted or not self._profile.answers

    def power_off(self) -> None:
        """RAM is lost, NV memory and paper stay."""
        if self.powered:
            self._setup.counters = self._mechanics.count_time()
        self.powered = self._halted = False
        self._clear()
        self._mechanics.lose_power()
        self._engine.reset()
        self.outbox.clear()
        self.memory.lose_power()

    def power_on(self) -> None:
        """Ready again; nothing if it is on."""
        if not self.powered:
            self.powered = True
            self.start()

    # Inside

    @property
    def _dialogue(self) -> Dialogue:
        return self._engine.press.settings.dialogue

    def _store(self, data: bytes) -> int:
        """Keep bytes, working on in between where they are more than fit; how many were lost."""
        stored = 0
        while stored < len(data):
            stored += self.buffer.store(data[stored : stored + self.buffer.free_bytes])
            if stored < len(data):
                self.work()
                if not self.buffer.free_bytes:
                    break
        return len(data) - stored

    def _hand_over(self, parts: Sequence[bytes]) -> None:
        self._parts = deque(parts)
        self.answer(self._parts[0])

    def _hear_taken(self, data: bytes) -> bytes:
        """What the computer says to a part of a reply; whatever is none of that is a command."""
        while self._parts and data:
            said, data = data[:1], data[1:]
            if said == ACK:
                self._parts.popleft()
            elif said != NAK:
                self._parts.clear()
                return data if said == CAN else said + data
            if self._parts:
                self.answer(self._parts[0])
        return data

    def _obey_at_once(self, command: RealTime) -> None:
        mechanics, status = self._mechanics, self._mechanics.status
        match command:
            case AskStatus(question):
                self.answer(bytes([status.answer(question)]))
            case KickDrawer(pin, on_ms):
                if self._dialogue.pulse_at_once and not status.error:
                    mechanics.kick_drawer(pin, on_ms)
            case Sound(times):
                mechanics.sound(times)
            case Order.TELL_ASB:
                self.answer(status.asb)
            case Order.TELL_NOTHING_MORE:
                self.answer(NOTHING_MORE)
            case Order.PRESS:
                mechanics.end_wait()
            case Order.RESUME | Order.RESUME_CLEARED if status.recoverable:
                if command is Order.RESUME_CLEARED:
                    self._clear()
                mechanics.resume()
            case Order.POWER_OFF if self._dialogue.power_off_at_once:
                self.answer(POWER_OFF_NOTICE)
                self._halted = True
            case Order.CLEAR:
                self._clear()
                self.answer(BUFFERS_CLEARED)
        self.watch()

    def _obey(self) -> bool:
        """Obey commands until one puts something on the way to the paper; False if none does."""
        mechanics, buffer, macro = self._mechanics, self.buffer, self.memory.macro
        engine, toil, clock = self._engine, mechanics.toil, mechanics.clock
        until_s = 0.0 if clock is None else clock.monotonic() + AT_ONCE_S
        while not mechanics.has_work and not toil.over:
            if clock is not None and clock.monotonic() > until_s:
                self._has_more = True
                return False
            token = macro.take() if macro.running else None
            if token is not None:
                toil.steps += MACRO_STEPS
            else:
                token = buffer.take()
                if token is None:
                    if buffer.clears_printer:
                        self._clear()
                    return False
                if len(self.source) < MAX_SOURCE_BYTES:
                    self.source += token.raw
            if engine.press.settings.dialogue.way is not Way.OBEY and self._passed_by(token):
                continue
            if not engine.obey(token):
                self._tell(NotUnderstood(token.command.name, token.raw, token.offset))
            if mechanics.disturbed:
                self.watch()
        return not toil.over

    def _passed_by(self, token: Token) -> bool:
        """Whether the way it listens now lets this command come to nothing."""
        match self._dialogue.way:
            case Way.DESELECTED:
                return token.command.name != "ESC ="
            case Way.USER_SETTING:
                return not token.command.name.startswith(_USER_SETTING_COMMANDS)
            case Way.HEX_DUMP:
                hex_dump.print_bytes(self._engine.press, token.raw)
                return True
        return False

    def _clear(self) -> None:
        self.buffer.clear()
        self._scanner.clear()
        self._parts.clear()
        self._mechanics.drop()
        self._engine.forget_line()
