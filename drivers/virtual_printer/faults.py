"""All that can go wrong with a virtual printer and its line, by name: for keys and scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from drivers.virtual_printer.line_faults import LineFaults
    from drivers.virtual_printer.machine import VirtualPrinter


class UnknownFaultError(ValueError):
    """There is no fault of that name."""


class Plug(Protocol):
    """The cable or cables into a printer: a line, or a server with all of its lines."""

    @property
    def plugged(self) -> bool:
        """Whether it is in."""

    @property
    def faults(self) -> LineFaults:
        """What is wrong with it."""

    def pull(self) -> None:
        """Pull it."""

    def plug(self) -> None:
        """Plug it in. Errors: OSError where that cannot be."""


@dataclass(frozen=True, slots=True)
class Victim:
    """A printer and the way into it."""

    machine: VirtualPrinter
    cable: Plug


@dataclass(frozen=True, slots=True)
class Fault:
    """`zh` and `en` say what it does, `undo_zh` and `undo_en` what ends it; both fit a key.

    `act` makes it happen or ends it, the number being rows of dots until then, where that makes
    sense; `is_on` looks at the thing itself, whoever has put it right.
    """

    name: str
    zh: str
    undo_zh: str
    en: str
    undo_en: str
    act: Callable[[Victim, bool, int], None]
    is_on: Callable[[Victim], bool]


def switch(victim: Victim, name: str, *, on: bool = True, after_rows: int = 0) -> None:
    """Make a fault happen, or end it. Errors: UnknownFaultError, which lists the faults."""
    fault = BY_NAME.get(name)
    if fault is None:
        raise UnknownFaultError(f"there is no fault {name!r}; there are: {', '.join(BY_NAME)}")
    fault.act(victim, on, after_rows)


def _paper_out(victim: Victim, on: bool, after_rows: int) -> None:
    if on:
        victim.machine.end_paper(after_rows)
    else:
        victim.machine.reload()


def _paper_low(victim: Victim, on: bool, _: int) -> None:
    with victim.machine.hands_on() as mechanics:
        mechanics.put_new_roll(mechanics.parts.roll.near_end_rows if on else None)


def _cover(victim: Victim, on: bool, _: int) -> None:
    (victim.machine.open_cover if on else victim.machine.close_cover)()


def _overheat(victim: Victim, on: bool, _: int) -> None:
    with victim.machine.hands_on() as mechanics:
        if on:
            mechanics.parts.head.held_hot = True
        else:
            mechanics.parts.head.cool_down()


def _cutter_jam(victim: Victim, on: bool, _: int) -> None:
    with victim.machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = on


def _paper_jam(victim: Victim, on: bool, _: int) -> None:
    with victim.machine.hands_on() as mechanics:
        mechanics.parts.feed_blocked = on


def _broken(victim: Victim, on: bool, _: int) -> None:
    with victim.machine.hands_on() as mechanics:
        mechanics.parts.broken = on


def _drawer(victim: Victim, on: bool, _: int) -> None:
    with victim.machine.hands_on() as mechanics:
        mechanics.parts.drawer_open = on and mechanics.parts.drawer_fitted


def _feed_button(victim: Victim, on: bool, _: int) -> None:
    (victim.machine.press_feed if on else victim.machine.release_feed)()


def _mute(victim: Victim, on: bool, _: int) -> None:
    victim.machine.mute(on)


def _power(victim: Victim, on: bool, _: int) -> None:
    (victim.machine.power_off if on else victim.machine.power_on)()


def _cable(victim: Victim, on: bool, _: int) -> None:
    (victim.cable.pull if on else victim.cable.plug)()


def _torn_byte(victim: Victim, on: bool, _: int) -> None:
    victim.cable.faults.tears = on


def _slow_line(victim: Victim, on: bool, _: int) -> None:
    victim.cable.faults.slow = on


def _garbage(victim: Victim, on: bool, _: int) -> None:
    victim.cable.faults.garbage = on


def _deaf(victim: Victim, on: bool, _: int) -> None:
    victim.cable.faults.deaf = on


FAULTS: tuple[Fault, ...] = (
    Fault(
        *("paper_out", "缺纸", "装纸", "paper out", "reload paper"),
        _paper_out,
        lambda victim: victim.machine.status.paper_out,
    ),
    Fault(
        *("paper_low", "纸将尽", "换新纸", "paper low", "new roll"),
        _paper_low,
        lambda victim: victim.machine.status.paper_low,
    ),
    Fault(
        *("cover", "开盖", "合盖", "open cover", "close cover"),
        _cover,
        lambda victim: victim.machine.status.cover_open,
    ),
    Fault(
        *("overheat", "打印头过热", "冷却", "overheat", "cool down"),
        _overheat,
        lambda victim: victim.machine.parts.head.held_hot,
    ),
    Fault(
        *("cutter_jam", "切刀卡住", "清切刀", "jam cutter", "clear cutter"),
        _cutter_jam,
        lambda victim: victim.machine.parts.knife_blocked,
    ),
    Fault(
        *("paper_jam", "卡纸", "清卡纸", "jam paper", "clear paper"),
        _paper_jam,
        lambda victim: victim.machine.parts.feed_blocked,
    ),
    Fault(
        *("broken", "打印头坏", "修好", "break head", "repair head"),
        _broken,
        lambda victim: victim.machine.parts.broken,
    ),
    Fault(
        *("drawer", "开钱箱", "关钱箱", "open drawer", "close drawer"),
        _drawer,
        lambda victim: victim.machine.parts.drawer_open,
    ),
    Fault(
        *("feed_button", "按走纸键", "放走纸键", "hold feed", "let go feed"),
        _feed_button,
        lambda victim: victim.machine.parts.button_down,
    ),
    Fault(
        *("mute", "不应答", "应答", "mute", "let answer"),
        _mute,
        lambda victim: victim.machine.muted,
    ),
    Fault(
        *("power_cycle", "断电", "通电", "power off", "power on"),
        _power,
        lambda victim: not victim.machine.powered,
    ),
    Fault(
        *("cable", "拔电缆", "接电缆", "pull cable", "replug"),
        _cable,
        lambda victim: not victim.cable.plugged,
    ),
    Fault(
        *("torn_byte", "拔时半字节", "拔时整字节", "tear a byte", "pull clean"),
        _torn_byte,
        lambda victim: victim.cable.faults.tears,
    ),
    Fault(
        *("slow_line", "线路慢", "线路快", "slow line", "quick line"),
        _slow_line,
        lambda victim: victim.cable.faults.slow,
    ),
    Fault(
        *("garbage", "应答乱码", "应答正常", "garbage back", "clean back"),
        _garbage,
        lambda victim: victim.cable.faults.garbage,
    ),
    Fault(
        *("deaf", "不理忙", "遇忙等待", "ignore busy", "heed busy"),
        _deaf,
        lambda victim: victim.cable.faults.deaf,
    ),
)
"""Every fault there is; a new one is a row here."""

BY_NAME = {fault.name: fault for fault in FAULTS}
