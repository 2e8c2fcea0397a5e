"""One open conversation with a printer: bytes out, and its answers sorted by what they answer."""

from __future__ import annotations

from collections.abc import Callable

from drivers.escpos.answers import Answer, AnswerReader, Kind
from drivers.escpos.status import (
    CLEAR_BUFFERS,
    RECOVER,
    RECOVER_CLEARED,
    PrinterStatus,
    Question,
    read_status,
)
from drivers.transport.port import LinkDownError, StatusPort, Transport

STATUS_WITHIN_S = 1.0
"""A printer that is on answers DLE EOT within some milliseconds, whatever it is doing."""

TAKEN_WITHIN_S = 5.0
"""A line that takes no byte for so long is stopped by the printer."""

RECOVERED_WITHIN_S = 2.0
"""A knife that was freed goes home and back before the error is over."""
RECOVERY_POLL_S = 0.25

LOOK_UP_S = 0.25
"""No wait for the line or for an answer goes on longer before it is seen that it was called off."""

MAX_READ_BYTES = 256
MAX_READS = 64
"""A back channel that keeps talking and never answers is no better than a silent one."""


class CalledOffError(Exception):
    """Somebody does not want to wait any longer."""


def never() -> bool:
    """For who cannot be called off."""
    return False


class PrinterLink:
    """Every call returns within its limit. Errors of every call: LinkDownError, CalledOffError.

    `called_off` is looked at while waiting, and before.
    """

    def __init__(self, transport: Transport, called_off: Callable[[], bool] = never) -> None:
        self._transport = transport
        self._called_off = called_off
        self._reader = AnswerReader()
        self._status = b""
        self._cleared = False
        self._told: list[Answer] = []
        self.silent = False
        """Whether it left the last question without an answer."""

    @property
    def answers(self) -> bool:
        """Whether anything can come back."""
        return self._transport.answers

    def close(self) -> None:
        """Give the way free."""
        self._transport.close()

    def send(self, data: bytes, within_s: float = TAKEN_WITHIN_S) -> int:
        """Hand over bytes; return how many were taken: all, or fewer when none was for `within_s`.

        An error is raised when none of them were taken.
        """
        taken, waited_s = 0, 0.0
        while taken < len(data) and waited_s < within_s:
            wait_s = min(LOOK_UP_S, within_s - waited_s)
            try:
                self._look_up()
                count = self._transport.write(data[taken:], wait_s)
            except (LinkDownError, CalledOffError):
                if taken:
                    break
                raise
            taken += count
            waited_s = 0.0 if count else waited_s + wait_s
        return taken

    def listen(self, within_s: float) -> bool:
        """Wait for bytes and sort them; False when none came in time."""
        while True:
            self._look_up()
            wait_s = min(LOOK_UP_S, within_s)
            data = self._transport.read(MAX_READ_BYTES, wait_s)
            within_s -= wait_s
            if data or within_s <= 0:
                break
        for answer in self._reader.feed(data):
            match answer.kind:
                case Kind.STATUS:
                    self._status = answer.body
                case Kind.CLEARED:
                    self._cleared = True
                case Kind.PAPER | Kind.DONE | Kind.NAME:
                    self._told.append(answer)
                case Kind.REPORT:
                    pass  # it woke the waiting, and who waits asks
        return bool(data)

    def told(self) -> list[Answer]:
        """What the printer has said in turn since this was asked last."""
        told, self._told = self._told, []
        return told

    def drain(self) -> list[Answer]:
        """All it has said by now: some USB printers keep an answer until the next read."""
        self._sort_waiting()
        return self.told()

    def status(self) -> PrinterStatus | None:
        """How the printer is; None when it does not answer."""
        answers: dict[Question, int] = {}
        for question in (Question.OFFLINE, Question.PAPER):
            answer = self.ask(question)
            if answer is None:
                return None
            answers[question] = answer
        if answers[Question.OFFLINE] & 0x40:
            errors = self.ask(Question.ERROR)
            if errors is None:
                return None
            answers[Question.ERROR] = errors
        return read_status(answers)

    def recovered_status(self) -> PrinterStatus | None:
        """The same; with an error that a hand has put right it is told to go on, and waited for."""
        status = self.status()
        if status is None or not status.recoverable:
            return status
        self.send(RECOVER, STATUS_WITHIN_S)
        for _ in range(round(RECOVERED_WITHIN_S / RECOVERY_POLL_S)):
            status = self.status()
            if status is None or not status.recoverable:
                break
            self.listen(RECOVERY_POLL_S)
        return status

    def port_status(self) -> PrinterStatus:
        """How the port says that a printer is which does not answer; all well where none tells."""
        if isinstance(self._transport, StatusPort):
            port = self._transport.port_status()
            if port is not None:
                return PrinterStatus(paper_out=port.paper_empty, broken=port.error)
        return PrinterStatus()

    def ask(self, question: Question) -> int | None:
        """The byte that answers DLE EOT; None when none comes."""
        self._sort_waiting()
        self._status = b""  # an answer nobody waits for any more
        self.silent = True
        if self.send(question.request, STATUS_WITHIN_S) < len(question.request):
            return None
        for _ in range(MAX_READS):
            if not self.listen(STATUS_WITHIN_S):
                self._reader.forget()
                return None
            if self._status:
                self.silent = False
                return self._status[0]
        return None

    def ask_name(self, request: bytes, within_s: float) -> bytes | None:
        """What it answers to a GS I of 65 or above; None when it does not."""
        self.drain()
        if self.send(request, STATUS_WITHIN_S) < len(request):
            return None
        for _ in range(MAX_READS):
            if not self.listen(within_s):
                self._reader.forget()
                break
            for answer in self.told():
                if answer.kind is Kind.NAME:
                    return answer.body
        return None

    def clear_buffers(self) -> bool:
        """Let the printer forget what it has not printed; False when nothing tells that it did.

        One in an error that does not know DLE DC4 clears when it is told to recover.
        """
        self._cleared = False
        if self.send(CLEAR_BUFFERS, STATUS_WITHIN_S) < len(CLEAR_BUFFERS):
            return False
        for _ in range(MAX_READS):
            if self._cleared or not self.listen(STATUS_WITHIN_S):
                break
        if not self._cleared:
            status = self.status()
            if status is not None and status.recoverable:
                self.send(RECOVER_CLEARED, STATUS_WITHIN_S)
                status = self.status()
                self._cleared = status is not None and not status.recoverable
        if self._cleared:
            self._told.clear()
        return self._cleared

    def _sort_waiting(self) -> None:
        for _ in range(MAX_READS):
            if not self.listen(0):
                break

    def _look_up(self) -> None:
        if self._called_off():
            raise CalledOffError
