"""What a person at a served printer can make go wrong: a key, two words, what each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countersign.tui.desk import Fault, Words

if TYPE_CHECKING:
    from drivers.virtual_printer.server import PrinterServer

Act = Callable[["PrinterServer", bool], None]
Look = Callable[["PrinterServer"], bool]


@dataclass(frozen=True, slots=True)
class PrinterFaultRow:
    """One fault: `act` makes it happen or undoes it, `is_on` looks at the thing itself.

    `fits`: whether the model has what can go wrong.
    """

    id: str
    letter: str
    label: Words
    undo: Words
    act: Act
    is_on: Look
    fits: Look = lambda _server: True

    def face(self, server: PrinterServer) -> Fault:
        """As the screen shows it."""
        return Fault(self.id, self.letter, self.label, self.undo, self.is_on(server))


def _paper(server: PrinterServer, on: bool) -> None:
    (server.machine.end_paper if on else server.machine.reload)()


def _cover(server: PrinterServer, on: bool) -> None:
    (server.machine.open_cover if on else server.machine.close_cover)()


def _low(server: PrinterServer, on: bool) -> None:
    machine = server.machine
    if on:
        machine.end_paper(machine.parts.roll.near_end_rows)
    else:
        machine.reload()


def _hot(server: PrinterServer, on: bool) -> None:
    with server.machine.hands_on() as mechanics:
        if on:
            mechanics.parts.head.held_hot = True
        else:
            mechanics.parts.head.cool_down()


def _knife(server: PrinterServer, on: bool) -> None:
    """The next cut meets it; the error stays until DLE ENQ or the power ends it."""
    with server.machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = on


def _feed(server: PrinterServer, on: bool) -> None:
    (server.machine.press_feed if on else server.machine.release_feed)()


def _drawer(server: PrinterServer, on: bool) -> None:
    with server.machine.hands_on() as mechanics:
        mechanics.parts.drawer_open = on


def _mute(server: PrinterServer, on: bool) -> None:
    server.machine.mute(on)


def _cable(server: PrinterServer, on: bool) -> None:
    (server.pull if on else server.plug)()


def _power(server: PrinterServer, on: bool) -> None:
    (server.machine.power_off if on else server.machine.power_on)()


def _slow(server: PrinterServer, on: bool) -> None:
    server.faults.slow = on


def _garbage(server: PrinterServer, on: bool) -> None:
    server.faults.garbage = on


def _deaf(server: PrinterServer, on: bool) -> None:
    server.faults.deaf = on


def _tears(server: PrinterServer, on: bool) -> None:
    """Armed: the next pulled cable takes half a byte with it."""
    server.faults.tears = on


ROWS: tuple[PrinterFaultRow, ...] = (
    PrinterFaultRow(
        "paper",
        "P",
        Words("缺纸", "paper out"),
        Words("装纸", "reload paper"),
        _paper,
        lambda server: server.machine.status.paper_out,
    ),
    PrinterFaultRow(
        "low",
        "N",
        Words("纸将尽", "near end"),
        Words("换纸卷", "new roll"),
        _low,
        lambda server: server.machine.status.paper_low,
        lambda server: server.machine.profile.near_end_mm > 0,
    ),
    PrinterFaultRow(
        "cover",
        "C",
        Words("开盖", "open cover"),
        Words("合盖", "close cover"),
        _cover,
        lambda server: server.machine.status.cover_open,
    ),
    PrinterFaultRow(
        "hot",
        "H",
        Words("打印头过热", "head too hot"),
        Words("冷却", "cool down"),
        _hot,
        lambda server: server.machine.parts.head.held_hot,
    ),
    PrinterFaultRow(
        "knife",
        "K",
        Words("卡切刀", "jam cutter"),
        Words("松切刀", "free cutter"),
        _knife,
        lambda server: server.machine.parts.knife_blocked,
        lambda server: server.machine.profile.cutter,
    ),
    PrinterFaultRow(
        "feed",
        "F",
        Words("按走纸键", "hold feed"),
        Words("松走纸键", "let feed go"),
        _feed,
        lambda server: server.machine.parts.button_down,
    ),
    PrinterFaultRow(
        "drawer",
        "D",
        Words("开钱箱", "open drawer"),
        Words("关钱箱", "shut drawer"),
        _drawer,
        lambda server: server.machine.parts.drawer_open,
        lambda server: server.machine.profile.drawer,
    ),
    PrinterFaultRow(
        "cable",
        "U",
        Words("拔电缆", "pull cable"),
        Words("接电缆", "replug"),
        _cable,
        lambda server: not server.plugged,
    ),
    PrinterFaultRow(
        "tears",
        "T",
        Words("拔时半字节", "tear a byte"),
        Words("拔时整字节", "pull clean"),
        _tears,
        lambda server: server.faults.tears,
    ),
    PrinterFaultRow(
        "slow",
        "L",
        Words("线路慢", "slow line"),
        Words("线路快", "quick line"),
        _slow,
        lambda server: server.faults.slow,
    ),
    PrinterFaultRow(
        "garbage",
        "G",
        Words("应答乱码", "garbage back"),
        Words("应答正常", "clean back"),
        _garbage,
        lambda server: server.faults.garbage,
    ),
    PrinterFaultRow(
        "mute",
        "M",
        Words("不应答", "no answers"),
        Words("应答", "answers"),
        _mute,
        lambda server: server.machine.muted,
        lambda server: server.machine.profile.answers,
    ),
    PrinterFaultRow(
        "deaf",
        "I",
        Words("不理忙", "ignore busy"),
        Words("遇忙等待", "heed busy"),
        _deaf,
        lambda server: server.faults.deaf,
    ),
    PrinterFaultRow(
        "power",
        "X",
        Words("断电", "power off"),
        Words("通电", "power on"),
        _power,
        lambda server: not server.machine.powered,
    ),
)
"""Every fault of a served printer; a new one is a row here."""
