"""Any flow, marked as training: no screen it shows and no slip it prints comes out unmarked."""

from __future__ import annotations

from collections.abc import Coroutine, Generator
from dataclasses import dataclass, replace
from types import coroutine
from typing import Any, TypeVar

from receipts.training import training_copy
from terminal.dialogue import Dialogue, Done, NoAnswer, PanelEvent, Refused
from terminal.effects import Ask, Effect, Print, Show
from terminal.faults import Fault
from terminal.messages import text
from terminal.screen import Screen

T = TypeVar("T")


@coroutine
def practised(
    flow: Coroutine[Effect[Any], Any, T],
) -> Generator[Effect[Any], Any, T]:
    """Run `flow` with each of its effects marked; faults and power cuts reach it as ever."""
    answer: object = None
    fault: Fault | None = None
    try:
        while True:
            try:
                effect = flow.throw(fault) if fault else flow.send(answer)
            except StopIteration as stop:
                result: T = stop.value
                return result
            answer, fault = None, None
            try:
                answer = yield _marked(effect)
            except Fault as met:
                fault = met
    finally:
        flow.close()


@dataclass(frozen=True, slots=True)
class Practised:
    """A question of the training mode: the same question under a marked title."""

    dialogue: Dialogue[Any]

    def screen(self) -> Screen:
        return _marked_screen(self.dialogue.screen())

    def take(self, event: PanelEvent) -> Practised | Done[Any | NoAnswer] | Refused:
        answer = self.dialogue.take(event)
        return answer if isinstance(answer, Done | Refused) else Practised(answer)


def _marked(effect: Effect[Any]) -> Effect[Any]:
    match effect:
        case Ask(dialogue, within_s):
            return Ask(Practised(dialogue), within_s)
        case Show(screen):
            return Show(_marked_screen(screen))
        case Print(document):
            return Print(training_copy(document))
        case _:
            return effect


def _marked_screen(screen: Screen) -> Screen:
    return replace(screen, title=text("training.mark", title=screen.title))
