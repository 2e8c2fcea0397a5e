"""Parameters the bank pushed: fetched, weighed, written down, said, and told back to the bank."""

from __future__ import annotations

from terminal import host_answers, host_parameters
from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.notice import Confirm
from terminal.effects import Ask, Look, Now, RecordDevice
from terminal.events import ParametersRefused, ParametersTaken, TraceTaken
from terminal.faults import HostFault
from terminal.flows.exchange import ask_bank, sealed
from terminal.flows.told import warn, working
from terminal.messages import Text, plain, text
from terminal.parameters import changed, in_force, refusal, shown
from terminal.screen import Screen, Tone
from wire import resign_messages
from wire.errors import MalformedError
from wire.resign_messages import LIMITS, Parameters, PushAnswered

MAX_PUSHES = 9
"""Of one moment; more wait for the next answer's header."""
SWITCH = (0, 1)
MONEY = "_minor"
"""How the name of an amount ends."""
LINES_SHOWN = 6
"""What the smallest screen holds between title and hint."""


async def take_parameters(config: Config) -> None:
    """Whatever was pushed, oldest first; a flow that runs already keeps the old ones."""
    for _ in range(MAX_PUSHES):
        pushed = await _fetched(config)
        if pushed is None:
            return
        if pushed.push is None:
            await RecordDevice(ParametersTaken(Parameters(), await Now()))
            return
        if not await _take(config, pushed, pushed.push):
            return
        if not (await Look()).terminal.has_push:
            return


async def show_parameters(config: Config) -> None:
    """What is in force, page by page."""
    lines = [_line(config, *each) for each in shown(config).items()]
    push = (await Look()).terminal.parameters.push
    lines.append(text("parameters.push", push=push) if push else text("parameters.own"))
    for start in range(0, len(lines), LINES_SHOWN):
        page = tuple(lines[start : start + LINES_SHOWN])
        screen = Screen(text("parameters.title"), lines=page, hint=text("hint.enter_cancel"))
        if isinstance(await Ask(Confirm(screen), within_s=config.waits.ask_s), NoAnswer):
            return


async def _fetched(config: Config) -> Parameters | None:
    """The oldest push, an empty one where there is none; None where the bank gave no answer."""
    await working(text("parameters.title"), text("status.wait"))
    batch, trace = await _trace()
    request = host_parameters.parameters_request(config, batch, trace)
    try:
        answer = await ask_bank(config, request, await sealed(request))
        if answer.text(39) != host_answers.DONE:
            return None
        private = answer.get(62)
        if not isinstance(private, bytes):
            return Parameters()
        return resign_messages.decode(Parameters, private)
    except (HostFault, MalformedError):
        return None


async def _take(config: Config, pushed: Parameters, push: int) -> bool:
    """In force, or refused with words, durably; then said here and there."""
    why = refusal(in_force(config, (await Look()).terminal.parameters), pushed)
    if why:
        await RecordDevice(ParametersRefused(push, why, await Now()))
    else:
        await RecordDevice(ParametersTaken(pushed, await Now()))
    batch, trace = await _trace()
    request = host_parameters.parameters_taken(
        config, batch, trace, PushAnswered(push, why or None)
    )
    try:
        answer = await ask_bank(config, request, await sealed(request))
        told = answer.text(39) == host_answers.DONE
    except HostFault:
        told = False  # it goes on announcing them, and they are taken again
    await _say(config, pushed, why)
    return told


async def _say(config: Config, pushed: Parameters, why: str) -> None:
    title = text("parameters.refused" if why else "parameters.changed")
    limits = (text("parameters.limits"),) if why else ()
    lines = [_line(config, *each) for each in changed(pushed).items()]
    for start in range(0, len(lines), LINES_SHOWN):
        page = lines[start : start + LINES_SHOWN]
        await warn(config, title, *page, *limits, tone=Tone.BAD if why else Tone.ATTENTION)


def _line(config: Config, name: str, value: int) -> Text:
    said = _value(config, name, value)
    return text("parameters.line", name=text(f"parameter.{name}"), value=said)


def _value(config: Config, name: str, value: int) -> Text:
    """Switches say on or off; one that is pushed out of its range stays the number it is."""
    if name.endswith(MONEY):
        return plain(config.currency.show(value))
    if LIMITS[name] == SWITCH and value in SWITCH:
        return text("switch.on" if value else "switch.off")
    return plain(str(value))


async def _trace() -> tuple[int, int]:
    """Batch and trace of the next management message, the trace taken durably."""
    terminal = (await Look()).terminal
    await RecordDevice(TraceTaken(terminal.next_trace, await Now()))
    return terminal.batch, terminal.next_trace
