"""A form of the desk that was refused comes back as it was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData

from portal.visit import text


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into the form of `action` ('' of none), and where the keyboard goes on."""

    action: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    at: str = ""

    def of(self, action: str, name: str, otherwise: str = "") -> str:
        """What stands in a field: as it was typed, or as it is where another form was refused."""
        return self.typed.get(name, "") if action == self.action else otherwise

    def is_at(self, action: str, name: str) -> bool:
        """Whether the keyboard goes on in this field."""
        return (action, name) == (self.action, self.at)


NOTHING = Draft()
"""No form was refused."""


def drafted(action: str, form: FormData, *needed: str) -> Draft:
    """A form as it was sent. What is needed and blank is put right first, else its first field."""
    typed = {name: text(form, name) for name in form}
    blank = (name for name in needed if not typed.get(name, "").strip())
    return Draft(action, typed, next(blank, needed[0]))
