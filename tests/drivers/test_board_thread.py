"""A live board: posted to from any thread, stopped without a thread left, errors kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from drivers.board import Board, Flow, Ports
from drivers.board_thread import BoardThread
from drivers.clock import SystemClock
from receipts.slip import Copy, Document
from terminal import effects as fx
from terminal.dialogue import KeyPressed, NoAnswer
from terminal.keys import Key
from terminal.messages import text
from terminal.screen import Screen
from tests.drivers.bench import Word, World

SLIP = Document((), "slip", Copy.MERCHANT)
PATIENCE_S = 5.0


def wait_until(true: Callable[[], bool]) -> None:
    """Errors: AssertionError where it does not become true."""
    limit = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < limit, "it never happened"
        time.sleep(0.002)


class Gate:
    """Something that takes long: who comes to it waits until it is opened."""

    def __init__(self) -> None:
        self._reached, self._open = threading.Event(), threading.Event()

    def wait(self) -> None:
        self._reached.set()
        self._open.wait(PATIENCE_S)

    def reached(self) -> bool:
        return self._reached.wait(PATIENCE_S)

    def open(self) -> None:
        self._open.set()


def live(flow: Flow, world: World | None = None) -> tuple[Board, BoardThread]:
    """A board running on its thread and the system's clock."""
    world = world or World()
    board = Board(Ports(SystemClock(), world, world, world, world), flow)
    thread = BoardThread(board)
    thread.start()
    return board, thread


async def ask(within_s: int | None = None) -> Any:
    return await fx.Ask(Word(), within_s)


async def ask_for_ever() -> None:
    while True:
        await ask()


def boards_alive() -> int:
    return sum(1 for thread in threading.enumerate() if thread.name == "board")


def press(thread: BoardThread, *keys: str) -> None:
    for key in keys:
        thread.post(KeyPressed(Key(key)))


def test_keys_posted_from_another_thread_are_taken() -> None:
    board, thread = live(ask())
    wait_until(lambda: board.view.asking)
    press(thread, "4", "2", "ENTER")
    wait_until(lambda: not board.running)
    assert board.outcome == "42"
    assert thread.stop()


@pytest.mark.slow
def test_a_wait_ends_by_itself_on_the_real_clock() -> None:
    board, thread = live(ask(within_s=1))
    wait_until(lambda: not board.running)
    assert board.outcome is NoAnswer.TIMED_OUT
    assert thread.stop()


def test_stop_leaves_no_thread() -> None:
    before = boards_alive()
    board, thread = live(ask_for_ever())
    wait_until(lambda: board.view.asking)
    assert thread.stop()
    assert (boards_alive(), board.running) == (before, False)


def test_stop_does_not_wait_for_keys_that_are_still_to_be_taken() -> None:
    gate = Gate()
    world = World(meanwhile=gate.wait)

    async def flow() -> None:
        await ask()
        await fx.Print(SLIP)
        await ask()
        await fx.Print(SLIP)

    board, thread = live(flow(), world)
    wait_until(lambda: board.view.asking)
    press(thread, "ENTER", "ENTER")
    assert gate.reached()
    assert not thread.stop(within_s=0.01)
    gate.open()
    assert thread.stop()
    assert world.calls == ["print"]


def test_a_board_that_was_never_started_is_stopped_all_the_same() -> None:
    board = Board(World().plug(), ask())
    assert BoardThread(board).stop()
    assert not board.running


def test_keys_are_dead_while_the_device_is_busy_and_beep() -> None:
    gate = Gate()
    world = World(meanwhile=gate.wait)

    async def flow() -> object:
        await fx.Show(Screen(text("sale.title")))
        await fx.Print(SLIP)
        return await ask()

    board, thread = live(flow(), world)
    assert gate.reached()
    press(thread, "CANCEL")
    assert board.view.beeps == 1
    gate.open()
    wait_until(lambda: board.view.asking)
    press(thread, "7", "ENTER")
    wait_until(lambda: not board.running)
    assert (board.outcome, board.view.beeps) == ("7", 1)
    assert thread.stop()


def test_a_beep_from_elsewhere_never_brings_an_old_screen_back() -> None:
    board, thread = live(ask_for_ever())
    wait_until(lambda: board.view.asking)
    stop = threading.Event()

    def hammer() -> None:
        while not stop.is_set():
            board.beep()

    hammering = threading.Thread(target=hammer)
    hammering.start()
    for _ in range(50):
        press(thread, "1", "2", "3", "ENTER")
    stop.set()
    hammering.join()
    wait_until(lambda: board.asking == Word() and board.view.screen == Word().screen())
    assert thread.stop()


def test_what_ended_the_flow_before_its_time_is_kept_and_told() -> None:
    broken = OSError("the disk is gone")
    told: list[BaseException] = []
    world = World(troubles={"print": broken})

    async def flow() -> None:
        await fx.Print(SLIP)

    board = Board(world.plug(), flow())
    thread = BoardThread(board, told.append)
    thread.start()
    wait_until(lambda: thread.error is not None)
    assert thread.stop()
    assert (thread.error, told, board.running) == (broken, [broken], False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_nobody_wants_to_be_told_goes_where_python_shows_it() -> None:
    shown: list[type[BaseException] | None] = []
    before, threading.excepthook = threading.excepthook, lambda args: shown.append(args.exc_type)
    try:
        _, thread = live(performs_print(), World(troubles={"print": OSError("gone")}))
        wait_until(lambda: bool(shown))
        assert thread.stop()
    finally:
        threading.excepthook = before
    assert shown == [OSError]


async def performs_print() -> None:
    await fx.Print(SLIP)
