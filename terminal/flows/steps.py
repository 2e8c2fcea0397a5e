"""The steps of a diagnosis: which passed, which failed, which were never reached."""

from __future__ import annotations

from terminal.messages import Text, plain, text
from terminal.screen import Row


class Steps:
    """The list a diagnosis fills in; `advice` is what to do about what failed, () if nothing did.

    `title` is the id of the sentence above it.
    """

    def __init__(self, title: str, names: tuple[str, ...]) -> None:
        self.title = title
        self.advice: tuple[Text, ...] = ()
        self._found: dict[str, Text] = dict.fromkeys(names, text("diagnose.skipped"))

    def passed(self, name: str, found: str = "") -> None:
        """This step is well; `found` is what there was to see."""
        self._found[name] = plain(found) if found else text("diagnose.ok")

    def failed(self, name: str, *advice: Text) -> None:
        """This step is not: nothing after it is tried."""
        self._found[name] = text("diagnose.failed")
        self.advice = advice

    def rows(self) -> tuple[Row, ...]:
        """One row a step."""
        return tuple(Row("", text(f"step.{name}"), found) for name, found in self._found.items())
