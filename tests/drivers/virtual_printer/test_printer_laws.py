"""Whatever computers, people and time do to a printer: what must hold at every moment holds."""

from __future__ import annotations

import itertools
import re

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from drivers.clock import VirtualClock
from drivers.escpos.status import CLEAR_BUFFERS, Question
from drivers.virtual_printer.events import (
    BusyChanged,
    BytesLost,
    BytesOut,
    PrinterEvent,
    StatusChanged,
)
from drivers.virtual_printer.faults import BY_NAME, Victim, switch
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from tests.drivers.virtual_printer.bench import CUT, PAPER_STATUS, printer

ASB_ON = b"\x1da\xff"
PARTS_FAULTS = (
    *("paper_out", "paper_low", "cover", "overheat", "cutter_jam", "paper_jam"),
    *("drawer", "feed_button"),
)
JOBS = st.sampled_from(
    [
        CUT,
        PAPER_STATUS,
        ASB_ON,
        b"\x1dr\x02",
        b"\x1d(H\x06\x0000done",
        b"\x1bp\x00\x19\x19",
        b"\x1bd\x05",
        b"\x1bc4\x03",
        b"\x1bc4\x00",
        b"\x1bc5\x01",
        b"\x1bc5\x00",
        b"\x1dv0\x00\x30\x00\x20\x00" + b"\xff" * 1536,
        b"\x1dv0\x00\x02\x00\x03\x00" + b"\x10\x04\x01" * 2,
    ]
)
AT_ONCE = st.sampled_from(
    [
        *(question.request for question in Question),
        *(b"\x10\x05" + bytes([n]) for n in (0, 1, 2)),
        b"\x10\x14\x01\x00\x01",
        CLEAR_BUFFERS,
    ]
)


class Laws(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.clock: VirtualClock | None = None
        self.events: list[PrinterEvent] = []
        self.lines_sent = 0
        self.lost = False
        self.reported: bytes | None = None
        self.known_busy = False
        self.known_status = printer().status

    @initialize(paced=st.booleans(), profile=st.sampled_from(["generic58", "epson80", "sprt80"]))
    def switched_on(self, paced: bool, profile: str) -> None:
        self.clock = VirtualClock()
        self.machine: VirtualPrinter = printer(profile, self.clock if paced else None)
        self.machine.listen(self.heard)
        self.victim = Victim(self.machine, MemoryLine(self.machine, self.clock))
        self.send(ASB_ON)

    def heard(self, event: PrinterEvent) -> None:
        match event:
            case BytesOut(data) if len(data) == 4 and data[0] & 0x93 == 0x10:
                self.reported = data
            case BytesLost():
                self.lost = True
            case BusyChanged(busy):
                assert busy is not self.known_busy, "the same edge twice"
                self.known_busy = busy
            case StatusChanged(status, _):
                self.known_status = status

    def send(self, data: bytes) -> None:
        is_open = self.machine.status.cover_open
        rows = self.machine.piece.bitmap.height
        self.lost = False
        self.machine.receive(data)
        assert self.machine.room == 0 or not self.lost, "bytes lost while there was room"
        assert not is_open or self.machine.piece.bitmap.height == rows, (
            "printed under an open cover"
        )
        self.machine.take_answers()

    @rule(job=JOBS)
    def a_job_is_sent(self, job: bytes) -> None:
        self.send(job)

    @rule(count=st.integers(1, 300))
    def lines_are_sent(self, count: int) -> None:
        """Numbered: none may come out twice, or before one that was sent earlier."""
        numbers = range(self.lines_sent, self.lines_sent + count)
        self.lines_sent += count
        self.send(b"".join(b"\n<%06d>\n" % number for number in numbers))

    @rule(command=AT_ONCE)
    def it_is_spoken_to_at_once(self, command: bytes) -> None:
        """It may be lost in a full buffer, and empty that by being obeyed."""
        self.machine.receive(command)
        self.machine.take_answers()

    @rule(question=st.sampled_from(Question))
    def a_question_is_answered_by_the_sensors(self, question: Question) -> None:
        if not self.machine.powered:
            return
        self.machine.take_answers()
        self.machine.receive(question.request)
        answers = self.machine.take_answers()
        assert answers[:1] == bytes([self.machine.status.answer(question)]) or len(answers) > 1

    @rule(name=st.sampled_from(PARTS_FAULTS), on=st.booleans())
    def a_part_goes_wrong_or_is_put_right(self, name: str, on: bool) -> None:
        switch(self.victim, name, on=on)

    @rule(rows=st.integers(1, 2000))
    def the_paper_will_end(self, rows: int) -> None:
        switch(self.victim, "paper_out", after_rows=rows)

    @rule()
    def the_power_goes_and_comes(self) -> None:
        self.machine.power_off()
        self.machine.power_on()
        self.reported = None

    @rule(seconds=st.floats(0.001, 20.0))
    def time_passes(self, seconds: float) -> None:
        assert self.clock is not None
        self.clock.sleep(seconds)
        self.machine.work()
        self.machine.take_answers()

    @precondition(lambda self: self.clock is not None)
    @invariant()
    def the_buffer_holds_what_it_can(self) -> None:
        assert 0 <= self.machine.filled_bytes <= self.machine.profile.receive_buffer_bytes

    @precondition(lambda self: self.clock is not None)
    @invariant()
    def listeners_know_how_it_is(self) -> None:
        assert self.known_status == self.machine.status
        assert self.known_busy is self.machine.busy

    @precondition(lambda self: self.reported is not None)
    @invariant()
    def the_last_report_says_how_it_is(self) -> None:
        assert self.reported == self.machine.status.asb

    @precondition(lambda self: self.clock is not None)
    @invariant()
    def no_line_comes_out_twice_or_in_disorder(self) -> None:
        slips = (*self.machine.slips, self.machine.piece)
        numbers = [int(n) for slip in slips for n in re.findall(r"<(\d{6})>", slip.text)]
        assert all(a < b for a, b in itertools.pairwise(numbers))

    def teardown(self) -> None:
        """Put right, it comes to an end of all it was given."""
        if self.clock is None:
            return
        for name in PARTS_FAULTS:
            switch(self.victim, name, on=False)
        for _ in range(2):  # an error, and what the next error was hidden behind
            self.machine.receive(b"\x10\x05\x00\x10\x05\x01")
        for _ in range(5000):
            wait_s = self.machine.wait_s
            if wait_s is None:
                break
            self.clock.sleep(wait_s + 0.001)
            self.machine.work()
        assert not self.machine.status.offline
        assert self.machine.filled_bytes == 0


Laws.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestPrinterLaws = Laws.TestCase
assert set(PARTS_FAULTS) <= set(BY_NAME)
