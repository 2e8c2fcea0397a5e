"""The board: effects in order, faults thrown in, waits that end, refusals, the plug."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.board import MAX_QUEUED_EVENTS, Board
from drivers.clock import VIRTUAL_START, VirtualClock
from receipts.slip import Copy, Document
from terminal import effects as fx
from terminal.dialogue import KeyPressed, NoAnswer
from terminal.events import LoggedIn
from terminal.faults import CameOut, HostFault, HostTrouble, PrinterFault, PrinterTrouble
from terminal.journal import Book
from terminal.keys import Key
from terminal.messages import text
from terminal.screen import Screen
from tests.drivers.bench import CutError, Log, Word, World, powered, pressed
from wire.framing import Frame, Header
from wire.pan import Pan

FRAME = Frame(bytes.fromhex("6000030000"), Header("60", "31").encode(), b"\x02\x00" + bytes(8))
KEY = fx.AnswerKey("0210", "000001", "10000001", "104110054110001")
SLIP = Document((), "slip", Copy.MERCHANT)
LOGGED_IN = LoggedIn("01", VIRTUAL_START)
NO_PAPER = PrinterFault(PrinterTrouble.NO_PAPER, CameOut.PART)


async def ask(within_s: int | None = None) -> Any:
    return await fx.Ask(Word(), within_s)


async def performs(*effects: fx.Effect[Any]) -> list[Any]:
    return [await effect for effect in effects]


def test_effects_are_performed_in_the_order_the_flow_awaits_them() -> None:
    world = World()
    effects = (fx.RecordDevice(LOGGED_IN), fx.Exchange(FRAME, KEY, 60), fx.Print(SLIP))
    powered(performs(*effects), world)
    assert world.calls == ["commit LoggedIn", "exchange", "print"]


def test_every_effect_but_a_question_reaches_its_port_and_brings_its_answer_back() -> None:
    world = World()
    answers = powered(
        performs(
            fx.Look(),
            fx.Now(),
            fx.IsEndNoted(),
            fx.FinishPrinting(),
            fx.AbandonPrinting(),
            fx.CheckPrinter(),
            fx.Mac(b"0200"),
            fx.VerifyMac(b"0200", b"another!"),
            fx.EncryptPin("123456", Pan("6212340000000000")),
            fx.LoadWorkingKeys(bytes(40)),
            fx.HasWorkingKeys(),
            fx.DeviceMac(b"bound"),
            fx.CheckOperator("01", "1111"),
            fx.CheckKeys(),
            fx.BankAddress(),
            fx.KnowsOperator("02"),
            fx.SetOperatorPin("01", "2222"),
        ),
        world,
    ).outcome
    assert isinstance(answers, list)
    assert isinstance(answers[0], Book)
    assert answers[1] == world.now()
    assert answers[2] is True
    assert answers[3:] == [None] * 3 + [
        b"A1B2C3D4",
        False,
        bytes(8),
        True,
        True,
        "ab" * 32,
        True,
        fx.KeyChecks("11", "22", ""),
        "192.0.2.10:9583",
        False,
        None,
    ]
    assert world.calls[-1] == "set_operator_pin 01"


def test_an_effect_nobody_knows_is_our_own_mistake() -> None:
    class Dance(fx.Effect[None]):
        pass

    with pytest.raises(AssertionError, match="Dance"):
        powered(performs(Dance()))


def test_a_flow_that_ends_leaves_its_outcome() -> None:
    async def flow() -> str:
        return "approved"

    board = powered(flow())
    assert (board.running, board.outcome) == (False, "approved")


@pytest.mark.parametrize(
    ("port", "effect", "fault"),
    [
        ("print", fx.Print(SLIP), NO_PAPER),
        ("exchange", fx.Exchange(FRAME, KEY, 60), HostFault(HostTrouble.NO_ANSWER)),
    ],
)
def test_a_fault_of_the_world_is_thrown_into_the_flow(
    port: str, effect: fx.Effect[Any], fault: Exception
) -> None:
    async def flow() -> object:
        try:
            await effect
        except type(fault) as met:
            return met
        return None

    log = Log()
    board = powered(flow(), World(troubles={port: fault}), log)
    assert board.outcome is fault
    assert log.lines == [f"before {type(effect).__name__}", f"after {type(effect).__name__}"]


def test_an_error_that_is_no_fault_is_not_shown_to_the_flow_and_ends_the_board() -> None:
    broken = OSError("the disk is gone")
    seen: list[object] = []

    async def flow() -> None:
        try:
            await fx.RecordDevice(LOGGED_IN)
        except OSError as met:
            seen.append(met)

    board = Board(World(troubles={"commit LoggedIn": broken}).plug(), flow())
    with pytest.raises(OSError, match="the disk is gone"):
        board.pump()
    assert (seen, board.running) == ([], False)


def test_keys_reach_the_open_question() -> None:
    board = powered(ask())
    pressed(board, "42", "ENTER")
    assert board.outcome == "42"


def test_each_accepted_key_shows_the_question_as_it_stands() -> None:
    board = powered(ask())
    pressed(board, "42")
    assert board.view.screen.big is not None
    assert (board.view.screen.big.say("en"), board.view.asking) == ("42", True)
    assert board.asking == Word("42")


def test_keys_posted_ahead_answer_the_questions_in_turn() -> None:
    async def flow() -> tuple[object, object]:
        return (await ask(), await ask())

    board = powered(flow())
    for key in ("1", "ENTER", "2", "ENTER"):
        board.post(KeyPressed(Key(key)))
    board.pump()
    assert board.outcome == ("1", "2")


def test_a_refused_key_beeps_says_why_and_leaves_the_question_open() -> None:
    board = powered(ask())
    pressed(board, "4", "#")
    assert board.view.notice == text("sale.amount_zero")
    assert (board.view.beeps, board.asking) == (1, Word("4"))


def test_an_accepted_key_takes_the_notice_away_and_forgets_no_beep() -> None:
    board = powered(ask())
    pressed(board, "#", "4")
    assert (board.view.notice, board.view.beeps) == (None, 1)


def test_a_question_nobody_answers_times_out_on_the_clock() -> None:
    world = World()
    board = powered(ask(within_s=60), world)
    world.clock.forward(timedelta(seconds=59.9))
    board.pump()
    assert board.running
    world.clock.forward(timedelta(seconds=0.1))
    board.pump()
    assert board.outcome is NoAnswer.TIMED_OUT


def test_an_accepted_key_restarts_the_wait_and_a_refused_one_does_not() -> None:
    world = World()
    board = powered(ask(within_s=60), world)
    world.clock.forward(timedelta(seconds=40))
    pressed(board, "4")
    assert board.seconds_left == 60
    world.clock.forward(timedelta(seconds=40))
    pressed(board, "#")
    assert board.seconds_left == 20


def test_a_question_without_a_limit_waits_for_ever() -> None:
    world = World()
    board = powered(ask(), world)
    world.clock.forward(timedelta(days=365))
    board.pump()
    assert (board.running, board.seconds_left) == (True, None)


@given(st.integers(0, 10**13), st.integers(1, 86_400))
@example(6_135_130_035, 11_141)
def test_a_wait_that_was_waited_is_over_however_the_clock_rounds(
    started_us: int, within_s: int
) -> None:
    clock = VirtualClock(datetime.fromisoformat("2026-03-02T09:00:00"))
    clock.forward(timedelta(microseconds=started_us))
    board = powered(ask(within_s), World(clock=clock))
    left = board.seconds_left
    assert left is not None
    clock.forward(timedelta(seconds=left))
    board.pump()
    assert board.outcome is NoAnswer.TIMED_OUT


def test_nobody_can_be_more_keys_ahead_than_the_queue_holds() -> None:
    board = powered(ask())
    for _ in range(MAX_QUEUED_EVENTS + 3):
        board.post(KeyPressed(Key.D1))
    assert board.view.beeps == 3
    board.pump()
    assert board.asking == Word("1" * MAX_QUEUED_EVENTS)


def test_the_screen_of_a_busy_device_asks_nothing() -> None:
    async def flow() -> None:
        await fx.Show(Screen(text("print.title")))

    board = powered(flow())
    assert (board.view.screen.title.id, board.view.asking) == ("print.title", False)


def test_while_the_bank_is_asked_the_screen_counts_down_and_no_longer() -> None:
    async def flow() -> None:
        await fx.Show(Screen(text("sale.title")))
        await fx.Exchange(FRAME, KEY, 60)

    world, log = World(), Log()
    seen = list[float | None]()
    world.meanwhile = lambda: seen.append(log.views[-1].deadline)
    until = world.clock.monotonic() + 60
    board = powered(flow(), world, log)
    assert (seen, board.view.deadline, board.view.asking) == ([until], None, False)


def test_an_exchange_without_an_answer_takes_its_countdown_along() -> None:
    async def flow() -> None:
        await fx.Show(Screen(text("sale.title")))
        with suppress(HostFault):
            await fx.Exchange(FRAME, KEY, 60)

    world = World(troubles={"exchange": HostFault(HostTrouble.NO_ANSWER)})
    assert powered(flow(), world).view.deadline is None


def test_an_exchange_behind_an_open_screen_is_not_counted_down_on_it() -> None:
    async def flow() -> None:
        await fx.Ask(Word(), 60, counted=False)
        await fx.Exchange(FRAME, KEY, 5)

    world, log = World(), Log()
    board = powered(flow(), world, log)
    pressed(board, "7", "ENTER")
    assert world.calls == ["exchange"]
    assert {view.deadline for view in log.views} == {None}


def test_power_off_closes_the_flow_and_performs_nothing_more() -> None:
    world, ended = World(), []

    async def flow() -> None:
        try:
            await ask()
            await fx.Print(SLIP)
        finally:
            ended.append(True)

    board = powered(flow(), world)
    board.post(KeyPressed(Key.ENTER))
    board.power_off()
    board.pump()
    assert (world.calls, ended, board.running) == ([], [True], False)


def test_a_board_that_was_never_started_can_be_put_away() -> None:
    board = Board(World().plug(), ask())
    board.power_off()
    assert not board.running


@pytest.mark.parametrize(
    ("cut_at", "reached"),
    [
        ("before Exchange", ["commit LoggedIn"]),
        ("after Exchange", ["commit LoggedIn", "exchange"]),
    ],
)
def test_the_observer_cuts_the_power_before_or_after_an_effect(
    cut_at: str, reached: list[str]
) -> None:
    world = World()
    flow = performs(fx.RecordDevice(LOGGED_IN), fx.Exchange(FRAME, KEY, 60), fx.Print(SLIP))
    board = Board(world.plug(), flow, Log(cut_at=cut_at))
    with pytest.raises(CutError):
        board.pump()
    board.pump()
    assert (world.calls, board.running) == (reached, False)


def test_the_power_can_go_between_the_answer_to_a_question_and_what_follows_it() -> None:
    world = World()

    async def flow() -> None:
        await ask()
        await fx.Print(SLIP)

    board = powered(flow(), world, Log(cut_at="after Ask"))
    board.post(KeyPressed(Key.ENTER))
    with pytest.raises(CutError):
        board.pump()
    assert (world.calls, board.running) == ([], False)


def test_unplugged_in_the_middle_of_an_effect_the_board_performs_no_other() -> None:
    world = World()
    flow = performs(fx.RecordDevice(LOGGED_IN), fx.Exchange(FRAME, KEY, 60))
    board = Board(world.plug(), flow)
    world.meanwhile = board.unplug
    board.pump()
    assert (world.calls, board.running) == (["commit LoggedIn"], False)


def test_unplugged_at_a_question_the_board_takes_no_key_any_more() -> None:
    board = powered(ask())
    board.post(KeyPressed(Key.ENTER))
    board.unplug()
    board.pump()
    assert (board.outcome, board.running) == (None, False)


def test_the_onlooker_sees_every_view_and_every_effect() -> None:
    async def flow() -> None:
        await fx.Show(Screen(text("print.title")))
        await ask()

    log = Log()
    board = powered(flow(), observer=log)
    pressed(board, "7", "ENTER")
    shown = [view.screen.big.say("en") if view.screen.big else "" for view in log.views]
    assert shown == ["", "", "7"]
    assert log.lines == ["before Show", "after Show", "before Ask", "after Ask"]


def test_practice_goes_to_ports_of_its_own_and_back() -> None:
    real, practice = World(), World()
    ports = replace(real.plug(), practice=practice.plug)
    record = fx.RecordDevice(LOGGED_IN)
    effects = (fx.BeginPractice(), record, fx.BeginPractice(), fx.EndPractice(), record, record)
    board = Board(ports, performs(*effects))
    board.pump()
    assert board.outcome == [True, None, False, None, None, None]
    assert practice.calls == ["commit LoggedIn"]
    assert real.calls == ["commit LoggedIn"] * 2


def test_what_the_practice_journal_knows_is_there_while_one_practises() -> None:
    real, practice = World(), World()
    ports = replace(real.plug(), practice=practice.plug)
    key = fx.Ask(Word(), None)
    board = Board(ports, performs(fx.BeginPractice(), key, fx.EndPractice(), key))
    assert board.practised is None
    board.pump()
    assert board.practised is practice.book
    pressed(board, "ENTER")
    assert board.practised is None


def test_a_board_without_practice_ports_has_no_training() -> None:
    assert powered(performs(fx.BeginPractice())).outcome == [False]
