"""A flow in training: every screen and slip is marked, faults and cuts reach it."""

from typing import Any

import pytest

from receipts.slip import Cut, Document, Text
from terminal.dialogue import KeyPressed
from terminal.effects import Ask, Effect, Look, Print, Show
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.flows.practised import practised
from terminal.flows.told import tell, working
from terminal.keys import Key
from terminal.messages import text
from tests.terminal.flows.stage import CONFIG, Stage

SLIP = Document((Text("hello"), Cut()), "HELLO")


async def shows_asks_and_prints() -> int:
    await working(text("sale.title"), text("sale.wait"))
    await tell(CONFIG, text("sale.title"), text("sale.approved"))
    await Print(SLIP)
    return len(await Look())


def test_every_screen_and_every_slip_says_training() -> None:
    stage = Stage(people=[[KeyPressed(Key.ENTER)]])
    assert stage.run(practised(shows_asks_and_prints())) == 0
    assert [screen.title.say("en") for screen in stage.screens] == ["TRAINING: SALE"] * 2
    assert [screen.title.say("zh") for screen in stage.screens] == ["培训 消费"] * 2
    assert "培训/TRAINING" in str(stage.printed[0].blocks)


def test_what_is_asked_of_nobody_passes_as_it_is() -> None:
    async def looks() -> int:
        return len(await Look())

    assert practised(looks()).send(None) == Look()


def test_a_question_stays_marked_through_all_its_keys() -> None:
    from terminal.dialogues.digits import EnterDigits

    async def asks() -> object:
        return await Ask(EnterDigits(text("log_in.title"), text("log_in.number"), 2, 2))

    effect = practised(asks()).send(None)
    assert isinstance(effect, Ask)
    step: Any = effect.dialogue.take(KeyPressed(Key.D5))
    assert "TRAINING" in step.screen().title.say("en")


def test_a_fault_of_the_world_reaches_the_flow() -> None:
    async def prints() -> str:
        try:
            await Print(SLIP)
        except PrinterFault as fault:
            return str(fault.trouble)
        return ""

    stage = Stage(printer=[PrinterFault(PrinterTrouble.NO_PAPER, CameOut.NOTHING)])
    assert stage.run(practised(prints())) == "NO_PAPER"


def test_a_power_cut_ends_the_flow_inside() -> None:
    ended = []

    async def waits() -> None:
        try:
            await Show(stage_screen())
        finally:
            ended.append(True)

    flow: Any = practised(waits())
    assert isinstance(flow.send(None), Effect)
    flow.close()
    assert ended == [True]


def test_a_mistake_of_ours_comes_through() -> None:
    async def errs() -> None:
        raise AssertionError("ours")

    with pytest.raises(AssertionError, match="ours"):
        Stage().run(practised(errs()))


def stage_screen() -> Any:
    from terminal.screen import Screen

    return Screen(text("sale.title"))
