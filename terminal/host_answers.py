"""What an answer of the bank says: which request it is to, and what was decided.

The dialect is cup-terminal.md, section 1; requests are in `host`.
"""

from __future__ import annotations

from terminal.effects import AnswerKey, Heard
from terminal.entry import HostAnswer
from wire import feature_code, iso8583, response_codes
from wire.cup_fields import Field48Totals, Field60, Field63
from wire.errors import MalformedError
from wire.framing import Frame, Header, Processing
from wire.iso8583 import Message

BALANCED = 1
DONE = "00"
MACED_CODES = frozenset({"00", "10"})
"""Answers with these codes must carry F64 (cup-terminal.md 1.4)."""
STORED_BEFORE = "94"
STORED_CODES = frozenset({"00", STORED_BEFORE})
"""The bank has the signature: stored now, or before (2.4)."""
REVERSAL_DONE_CODES = frozenset({"00", "12", "25"})
"""1.9: these answers settle a reversal."""


def matched(frame: Frame, key: AnswerKey) -> Heard | None:
    """The answer in `frame`, None where it is not the one to the request of `key`.

    reliability.md, protocol rule 2.
    """
    try:
        answer = iso8583.decode(frame.message)
        Header.decode(frame.header)
        said = AnswerKey(
            mti=answer.mti,
            trace=_text(answer, 11),
            terminal_id=_text(answer, 41),
            merchant_id=_text(answer, 42),
            batch=Field60.decode(answer.text(60)).batch if key.batch else "",
            amount=_text(answer, 4) if key.amount else "",
            reference=_text(answer, 37) if key.reference else "",
        )
        # 2.3: a date or reference that gives no feature code could never be signed for.
        feature_code.online(_text(answer, 15) or None, _text(answer, 37) or None)
    except MalformedError:
        return None
    return Heard(frame, answer) if said == key else None


def read_answer(message: Message) -> HostAnswer:
    """What the bank said. Errors: MalformedError where F39 is missing."""
    said = message.get(63)
    remarks = Field63.decode(said) if isinstance(said, str) else None
    parties = _text(message, 44)
    return HostAnswer(
        code=message.text(39),
        reference=_text(message, 37),
        auth_code=_text(message, 38),
        settlement_date=_text(message, 15),
        host_time=_text(message, 12),
        host_date=_text(message, 13),
        issuer=parties[:11].strip(),
        acquirer=parties[11:].strip(),
        organisation=remarks.first.strip() if remarks else "",
        remarks=tuple(
            words.strip()
            for words in ((remarks.issuer, remarks.unionpay, remarks.acquirer) if remarks else ())
            if words.strip()
        ),
    )


def is_approval(code: str) -> bool:
    """Whether F39 says yes (1.8, class A)."""
    return response_codes.lookup(code).is_approval


def is_balanced(message: Message) -> bool:
    """Whether the bank found both halves of the totals to be the same (1.4). MalformedError."""
    answered = Field48Totals.decode(message.text(48))
    return answered.domestic.result == answered.foreign.result == BALANCED


def host_batch(message: Message) -> int:
    """The batch number a sign-on answer carries in F60."""
    return int(Field60.decode(message.text(60)).batch)


def wants_sign_on(frame: Frame) -> bool:
    """Whether digit 6 of the answer's header asks for a new sign-on (1.1)."""
    return Header.decode(frame.header).request == Processing.SIGN_ON_AGAIN


def announces_status(frame: Frame) -> bool:
    """Whether digit 6 of the answer's header tells of signatures made elsewhere (1.1)."""
    return Header.decode(frame.header).request == Processing.UPLOAD_STATUS


def _text(message: Message, number: int) -> str:
    value = message.get(number)
    return value if isinstance(value, str) else ""
