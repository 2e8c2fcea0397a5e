"""One open conversation with a printer: bytes out, and its answers sorted by what they answer."""

from __future__ import annotations

from drivers.escpos.status import (
    CLEAR_BUFFERS,
    AnswerReader,
    Kind,
    PrinterStatus,
    Question,
    read_status,
)
from drivers.transport.port import Transport

STATUS_WITHIN_S = 1.0
"""A printer that is on answers DLE EOT within some milliseconds, whatever it is doing."""

TAKEN_WITHIN_S = 5.0
"""A line that takes no byte for so long is stopped by the printer."""

MAX_READ_BYTES = 256
MAX_READS = 64
"""A back channel that keeps talking and never answers is no better than a silent one."""


class PrinterLink:
    """Every call returns within its limit. Errors of every call: LinkDownError."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._reader = AnswerReader()
        self._statuses: list[int] = []
        self._cleared = False
        self.proofs = 0

    @property
    def answers(self) -> bool:
        """Whether anything can come back."""
        return self._transport.answers

    def close(self) -> None:
        """Give the way free."""
        self._transport.close()

    def send(self, data: bytes) -> int:
        """Hand over bytes; 0 when the printer stops the line."""
        return self._transport.write(data, TAKEN_WITHIN_S)

    def listen(self, within_s: float) -> bool:
        """Wait for bytes and sort them; False when none came in time."""
        data = self._transport.read(MAX_READ_BYTES, within_s)
        for answer in self._reader.feed(data):
            match answer.kind:
                case Kind.STATUS:
                    self._statuses.append(answer.byte)
                case Kind.PAPER:
                    self.proofs += 1
                case Kind.CLEARED:
                    self._cleared = True
        return bool(data)

    def status(self) -> PrinterStatus | None:
        """How the printer is; None when it does not answer."""
        answers: dict[Question, int] = {}
        for question in (Question.OFFLINE, Question.PAPER):
            answer = self._ask(question)
            if answer is None:
                return None
            answers[question] = answer
        if answers[Question.OFFLINE] & 0x40:
            errors = self._ask(Question.ERROR)
            if errors is None:
                return None
            answers[Question.ERROR] = errors
        return read_status(answers)

    def clear_buffers(self) -> bool:
        """Let the printer forget what it has not printed; False when it does not say it did."""
        self._cleared = False
        if self._transport.write(CLEAR_BUFFERS, STATUS_WITHIN_S) < len(CLEAR_BUFFERS):
            return False
        for _ in range(MAX_READS):
            if self._cleared:
                self.proofs = 0
                return True
            if not self.listen(STATUS_WITHIN_S):
                break
        return False

    def _ask(self, question: Question) -> int | None:
        self.listen(0)
        self._statuses.clear()  # an answer nobody waits for any more
        request = question.request
        if self._transport.write(request, STATUS_WITHIN_S) < len(request):
            return None
        for _ in range(MAX_READS):
            if not self.listen(STATUS_WITHIN_S):
                return None
            if self._statuses:
                return self._statuses.pop(0)
        return None
