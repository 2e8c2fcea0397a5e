"""Effects: frozen values a flow awaits."""

from typing import Any

import pytest

from terminal.dialogues.amount import EnterAmount
from terminal.effects import Ask, EncryptPin, Mac, Now, Record, VerifyMac
from terminal.entry import EntryKey
from terminal.events import Reprinted
from terminal.messages import plain
from terminal.money import CNY
from tests.terminal.flows.stage import PAN, START


def test_awaiting_an_effect_hands_it_out_and_takes_the_answer() -> None:
    async def flow() -> object:
        return await Now()

    coroutine = flow()
    assert coroutine.send(None) == Now()
    with pytest.raises(StopIteration) as stop:
        coroutine.send(START)
    assert stop.value.value == START


def test_a_fault_thrown_in_arrives_at_the_await() -> None:
    async def flow() -> str:
        try:
            await Now()
        except ValueError:
            return "met"
        return "missed"

    coroutine: Any = flow()
    coroutine.send(None)
    with pytest.raises(StopIteration) as stop:
        coroutine.throw(ValueError())
    assert stop.value.value == "met"


def test_no_effect_shows_a_pin_a_message_or_a_card_number() -> None:
    shown = repr(
        [
            EncryptPin("4821", PAN),
            Mac(b"secret-bytes"),
            VerifyMac(b"secret-bytes", b"12345678"),
            Record(Reprinted(EntryKey(1, 1), "01", START), b"secret-bytes"),
        ]
    )
    assert "4821" not in shown
    assert "secret-bytes" not in shown
    assert PAN.digits not in shown


def test_a_question_says_how_long_it_waits() -> None:
    assert Ask(EnterAmount(plain("SALE"), CNY), within_s=60).within_s == 60
