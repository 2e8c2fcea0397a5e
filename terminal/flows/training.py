"""培训: lessons in a practice shop with a journal and a bank of its own; all of it is marked.

A power cut ends it: nothing of it is worth recovering.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from itertools import islice
from typing import Any, NoReturn

from terminal.config import PRACTICE_CASHIER, Config, practice_shop
from terminal.dialogue import NoAnswer
from terminal.dialogues.idle import Begin, Idle
from terminal.dialogues.lesson import Lead, LessonIdle
from terminal.effects import Ask, BeginPractice, EndPractice, Look, Now, RecordDevice
from terminal.entry import Entry
from terminal.events import LoggedIn
from terminal.flows.practised import practised
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.supervisor import supervisor_agrees
from terminal.flows.told import nothing_to_do, tell
from terminal.lessons import LESSONS, Lesson, Step
from terminal.messages import both, text
from terminal.operators import Deed
from terminal.screen import Tone

Act = Callable[[Config, Begin], Coroutine[Any, Any, None]]
"""What the idle screen does with what was begun on it."""


async def training(config: Config, act: Act) -> None:
    """From the menu, for the administrator: practise until somebody leaves, then the real shop."""
    if not await supervisor_agrees(config, Deed.TRAIN):
        return
    if not await BeginPractice():
        await nothing_to_do(config, "training.title", "training.none")
        return
    await practised(practise(practice_shop(config), act))
    await EndPractice()
    await tell(config, text("training.title"), text("training.ends"))


async def training_for_ever(config: Config, act: Act) -> NoReturn:
    """A practice shop's own terminal: the lessons begin again at their end."""
    while True:
        await practised(practise(config, act))


async def practise(config: Config, act: Act) -> None:
    """The lessons in order, until all are done or somebody leaves."""
    title = text("training.title")
    await RecordDevice(LoggedIn(PRACTICE_CASHIER, await Now()))
    await sign_on_when_due(config)
    await tell(config, title, text("training.begins"), tone=Tone.ATTENTION)
    for lesson in LESSONS:
        if await learn(config, lesson, act) is Lead.LEAVE:
            return
    await tell(config, title, text("training.all_done"), tone=Tone.GOOD)


async def learn(config: Config, lesson: Lesson, act: Act) -> Lead:
    """One lesson; a step counts by what it left in the journal since the lesson began."""
    begun = len(await Look())
    for step in lesson.steps:
        while not step.done(await _since(begun)):
            answer: Begin | Lead | NoAnswer = await Ask(await _screen(config, lesson, step))
            if isinstance(answer, Lead):
                return answer
            if isinstance(answer, Begin):
                await act(config, answer)
        await tell(config, text(f"lesson.{lesson.id}"), text("training.well_done"), tone=Tone.GOOD)
    return Lead.NEXT


async def _since(begun: int) -> list[Entry]:
    return list(islice(await Look(), begun, None))


async def _screen(config: Config, lesson: Lesson, step: Step) -> LessonIdle:
    lines = (
        text(f"lesson.{lesson.id}"),
        text(f"lesson.{step.id}.1"),
        text(f"lesson.{step.id}.2"),
    )
    unsigned = (await Look()).unsigned_count
    return LessonIdle(Idle(both(config.merchant_name, config.merchant_name_en), lines, unsigned))
