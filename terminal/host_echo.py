"""0820 回响测试, echo: the message that asks the bank nothing but whether it is there."""

from __future__ import annotations

from terminal.config import Config
from wire.cup_fields import Field60
from wire.iso8583 import Message

MANAGEMENT_TYPE, ECHO = "00", "301"
"""F60.1 and F60.3 (cup-terminal.md 1.3)."""


def echo_request(config: Config, batch: int, trace: int) -> Message:
    """Needs no keys and no sign-on; its trace lets the answer be told from others."""
    return Message(
        "0820",
        {
            11: f"{trace:06d}",
            41: config.terminal_id,
            42: config.merchant_id,
            60: Field60(MANAGEMENT_TYPE, f"{batch:06d}", ECHO).encode(),
        },
    )
