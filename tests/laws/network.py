"""A line to the bank that loses, doubles, delays and cuts messages, as chance has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from acquirer.host import Bank
from drivers.clock import VirtualClock
from terminal.faults import HostFault, HostTrouble
from wire.framing import Frame, FrameParser

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weather:
    """How often each thing goes wrong; drawn anew for every seed."""

    not_sent: float = 0.0
    request_lost: float = 0.0
    request_late: float = 0.0
    request_doubled: float = 0.0
    answer_lost: float = 0.0
    answer_late: float = 0.0
    answer_doubled: float = 0.0
    answer_garbled: float = 0.0
    line_cut: float = 0.0

    @classmethod
    def drawn(cls, rng: Random) -> Weather:
        """Some faults often, some never: each rate on its own."""
        rates = (rng.choice([0.0, 0.0, 0.05, 0.3]) for _ in cls.__dataclass_fields__)
        return cls(*rates)


@dataclass(slots=True)
class LossyLine:
    """A HostPort in virtual time. What is late on the way arrives during a later exchange."""

    bank: Bank
    clock: VirtualClock
    rng: Random
    weather: Weather
    late_requests: list[Frame] = field(default_factory=list)
    late_answers: list[Frame] = field(default_factory=list)
    inbox: list[Frame] = field(default_factory=list)
    where: str = "a lossy line"

    def exchange(self, request: Frame, read: Callable[[Frame], T | None], within_s: float) -> T:
        """As HostPort.exchange."""
        weather, chance = self.weather, self.rng.random
        if chance() < weather.not_sent:
            raise HostFault(HostTrouble.NOT_SENT)
        self._deliver_late_requests()
        if chance() < weather.request_late:
            self.late_requests.append(request)
        elif chance() >= weather.request_lost:
            self._to_bank(request)
            if chance() < weather.request_doubled:
                self._to_bank(request)
        if chance() < weather.line_cut:
            self.inbox.clear()
            raise HostFault(HostTrouble.CLOSED)
        answers, self.inbox = self.inbox, []
        for place, frame in enumerate(answers):
            answer = read(frame)
            if answer is not None:
                self.inbox = answers[place + 1 :]
                return answer
        self.clock.sleep(within_s)
        self._arrive()
        raise HostFault(HostTrouble.NO_ANSWER)

    def settle(self) -> None:
        """The weather clears: what was late has arrived, nothing goes wrong any more."""
        self.weather = Weather()
        self._deliver_late_requests()
        self.inbox.clear()

    def _deliver_late_requests(self) -> None:
        late, self.late_requests = self.late_requests, []
        for request in late:
            if self.rng.random() < 0.5 or self.weather.request_late == 0:
                self._to_bank(request)
            else:
                self.late_requests.append(request)

    def _to_bank(self, request: Frame) -> None:
        chance, weather = self.rng.random, self.weather
        for delivery in self.bank.answer(request, self.clock.now()):
            for answer in FrameParser().feed(delivery.data):
                if chance() < weather.answer_lost:
                    continue
                if chance() < weather.answer_late:
                    self.late_answers.append(answer)
                    continue
                if chance() < weather.answer_garbled:
                    answer = replace(answer, message=answer.message[:-1] + b"?")
                self.inbox += [answer] * (2 if chance() < weather.answer_doubled else 1)

    def _arrive(self) -> None:
        """Late answers turn up after the time-out, before the next exchange."""
        self.inbox += self.late_answers
        self.late_answers.clear()
