"""docs/write-a-flow.md: every effect there is, and an example that does what it says."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from terminal import effects as fx
from tests.docs.pages import blocks, table

PAGE = "write-a-flow.md"


def _spelled(effect: type) -> str:
    names = ", ".join(field.name for field in dataclasses.fields(effect))
    return f"{effect.__name__}({names})"


def test_every_effect_stands_there_with_what_it_takes() -> None:
    kinds = [
        kind
        for kind in vars(fx).values()
        if inspect.isclass(kind) and issubclass(kind, fx.Effect) and kind is not fx.Effect
    ]
    assert [row[0] for row in table(PAGE, "effect")] == [_spelled(kind) for kind in kinds]


def test_its_example_passes_its_tests() -> None:
    world: dict[str, Any] = {}
    for code in blocks(PAGE, "python"):
        exec(compile(code, PAGE, "exec"), world)
    tests = [name for name in world if name.startswith("test_")]
    for name in tests:
        world[name]()
    assert len(tests) == 3
