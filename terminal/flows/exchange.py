"""One message to the bank and its answer, sealed by MAC on both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from terminal import host, host_answers, host_parameters
from terminal.config import Config
from terminal.effects import Exchange, Heard, Look, Mac, Now, RecordDevice, VerifyMac
from terminal.events import ParametersAnnounced, SignOnAsked, StatusAnnounced, TraceTaken
from terminal.faults import HostFault, HostTrouble
from terminal.messages import plain
from wire import iso8583, resign_messages
from wire.errors import MalformedError
from wire.iso8583 import Message

MAC_LENGTH = 8
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Denied:
    """The bank answered one of our own questions with a no."""

    code: str


async def sealed(request: Message) -> bytes:
    """The encoded request with its F64."""
    encoded = iso8583.encode(request)
    mac = await Mac(iso8583.mac_input(encoded))
    return encoded[:-MAC_LENGTH] + mac


async def ask_bank(config: Config, request: Message, encoded: bytes) -> Message:
    """Send `encoded` and return the answer, matched and MAC-correct. Errors: HostFault.

    Where the bank asks for a sign-on, the next transaction begins with one.
    """
    heard = await Exchange(
        host.framed(config, encoded), host.answer_key(config, request), config.waits.host_s
    )
    await _check_mac(heard)
    if host_answers.wants_sign_on(heard.frame):
        await RecordDevice(SignOnAsked(await Now()))
    await note_announced(heard)
    return heard.message


async def note_announced(heard: Heard) -> None:
    """What the header of an answer says there is to be fetched is fetched after the transaction."""
    terminal = (await Look()).terminal
    if host_answers.announces_status(heard.frame) and not terminal.has_news:
        await RecordDevice(StatusAnnounced(await Now()))
    if host_parameters.announces_parameters(heard.frame) and not terminal.has_push:
        await RecordDevice(ParametersAnnounced(await Now()))


async def ask_privately(
    config: Config, network: str, question: Any, kind: type[M], reference: str = ""
) -> M | Denied:
    """One of our own questions (810 to 814) under a trace of its own. Errors: HostFault."""
    return await ask_under(config, await take_trace(), network, question, kind, reference)


async def take_trace() -> int:
    """The next number of the running trace, which is then taken."""
    trace = (await Look()).terminal.next_trace
    await RecordDevice(TraceTaken(trace, await Now()))
    return trace


async def ask_under(
    config: Config, trace: int, network: str, question: Any, kind: type[M], reference: str = ""
) -> M | Denied:
    """The same under a trace that was taken before. Errors: HostFault."""
    message = await ask_whole(config, trace, network, question, reference)
    if isinstance(message, Denied):
        return message
    try:
        return resign_messages.decode(kind, message.binary(62))
    except MalformedError as error:
        raise HostFault(HostTrouble.GARBAGE, plain(error.path)) from None


async def ask_whole(
    config: Config, trace: int, network: str, question: Any, reference: str = ""
) -> Message | Denied:
    """The whole answer, where more than F62 counts. Errors: HostFault."""
    batch = (await Look()).terminal.batch
    request = host.private_request(config, batch, trace, network, question, reference)
    message = await ask_bank(config, request, await sealed(request))
    code = message.text(39)
    return message if code == host_answers.DONE else Denied(code)


async def _check_mac(heard: Heard) -> None:
    """cup-terminal.md 1.4: F39 00 or 10 comes with F64; a MAC that is there must be right."""
    answer = heard.message
    mac = answer.get(64)
    if not isinstance(mac, bytes):
        if answer.get(39) in host_answers.MACED_CODES:
            raise HostFault(HostTrouble.WRONG_MAC)
        return
    if not await VerifyMac(iso8583.mac_input(heard.frame.message), mac):
        raise HostFault(HostTrouble.WRONG_MAC)
