"""The messages of pushed parameters: what was pushed, and what the terminal says to it."""

from __future__ import annotations

from terminal.config import Config
from terminal.host import EMPTY_MAC, MANAGEMENT_TYPE
from wire import resign_messages
from wire.cup_fields import Field60
from wire.framing import Frame, Header, Processing
from wire.iso8583 import FieldValue, Message
from wire.resign_messages import PushAnswered


def parameters_request(config: Config, batch: int, trace: int) -> Message:
    """0800: what was pushed and not taken yet?"""
    return _parameters("0800", config, batch, trace, resign_messages.PARAMETERS)


def parameters_taken(config: Config, batch: int, trace: int, answer: PushAnswered) -> Message:
    """0820: this push is taken, or why it is refused."""
    network = resign_messages.PARAMETERS_TAKEN
    told = {62: resign_messages.encode(answer)}
    return _parameters("0820", config, batch, trace, network).with_fields(told)


def _parameters(mti: str, config: Config, batch: int, trace: int, network: str) -> Message:
    fields: dict[int, FieldValue] = {
        11: f"{trace:06d}",
        41: config.terminal_id,
        42: config.merchant_id,
        60: Field60(MANAGEMENT_TYPE, f"{batch:06d}", network).encode(),
    }
    return Message(mti, fields | {64: EMPTY_MAC})


def announces_parameters(frame: Frame) -> bool:
    """Whether digit 6 of the answer's header tells of changed parameters (1.1)."""
    return Header.decode(frame.header).request == Processing.DOWNLOAD_MAGSTRIPE_PARAMETERS
