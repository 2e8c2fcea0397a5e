"""The bank's answer on its way: framed, sealed, and spoiled where a mishap is wanted."""

from __future__ import annotations

from acquirer import dialect
from acquirer.mishaps import GARBAGE, Delivery, Mishap, Trouble
from acquirer.session import Reply
from wire import iso8583
from wire.framing import Frame, Processing
from wire.iso8583 import Message

SIGN_ON_CODES = frozenset({"77", "99", "A0"})
"""cup-terminal.md 1.5, 1.8: with these the terminal should sign on again."""


def deliveries(
    frame: Frame, reply: Reply, trouble: Trouble, announced: Processing = Processing.NONE
) -> tuple[Delivery, ...]:
    """What goes back for `frame`, in order; () is silence. `announced` is news for the terminal."""
    wants = _wants(reply.message, trouble) or announced
    data = frame.answered(reply.encoded, wants).encode()
    match trouble.mishap:
        case Mishap.ANSWER_LOST | Mishap.REQUEST_LOST:
            return ()
        case Mishap.LATE:
            return (Delivery(data, after_s=trouble.after_s),)
        case Mishap.CLOSED:
            return (Delivery(b"", close_after=True),)
        case Mishap.GARBAGE:
            return (Delivery(GARBAGE),)
        case Mishap.WRONG_MAC:
            return (Delivery(_spoiled(data) if reply.mac else data),)
        case Mishap.STRANGER_FIRST:
            strange = _to_a_stranger(reply)
            return (Delivery(frame.answered(strange, wants).encode()), Delivery(data))
        case Mishap.TWICE:
            return (Delivery(data), Delivery(data))
        case Mishap.SIGN_ON_AGAIN | None:
            return (Delivery(data),)


def _wants(message: Message, trouble: Trouble) -> Processing:
    """Digit 6 of the header (cup-terminal.md 1.1)."""
    code = message.get(39)
    if trouble.mishap is Mishap.SIGN_ON_AGAIN or code in SIGN_ON_CODES:
        return Processing.SIGN_ON_AGAIN
    return Processing.NONE


def _spoiled(data: bytes) -> bytes:
    """The last character of F64, and so of the frame, is another one."""
    return data[:-1] + (b"1" if data.endswith(b"0") else b"0")


def _to_a_stranger(reply: Reply) -> bytes:
    """The same answer under the next trace."""
    message = reply.message
    if not message.get(11):
        return reply.encoded
    other = message.with_fields({11: f"{(int(message.text(11)) + 1) % 1_000_000:06d}"})
    if reply.mac is None:
        return iso8583.encode(other)
    return dialect.sealed(other, reply.mac)
