"""The idle screen of a lesson: everything works as on the real one, and two keys lead on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from terminal.dialogue import Done, KeyPressed, NoAnswer, PanelEvent, Refused
from terminal.dialogues.idle import Begin, Idle
from terminal.keys import Key
from terminal.messages import text
from terminal.screen import Screen, SoftKey


class Lead(Enum):
    """Where a person wants to go instead of doing what the lesson says."""

    NEXT = "next lesson"
    LEAVE = "leave the training"


@dataclass(frozen=True, slots=True)
class LessonIdle:
    """Answers as Idle does, or with where to go."""

    idle: Idle

    def screen(self) -> Screen:
        shown = self.idle.screen()
        keys = (SoftKey(Key.F3, text("soft.skip")), SoftKey(Key.F4, text("soft.leave")))
        return replace(shown, soft_keys=(*shown.soft_keys, *keys))

    def take(self, event: PanelEvent) -> LessonIdle | Done[Begin | Lead | NoAnswer] | Refused:
        match event:
            case KeyPressed(key=Key.F3):
                return Done(Lead.NEXT)
            case KeyPressed(key=Key.F4):
                return Done(Lead.LEAVE)
        answer = self.idle.take(event)
        return LessonIdle(answer) if isinstance(answer, Idle) else answer
