"""How a command ends: exit codes users script against, and errors as one sentence on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

NOT_SO = 1
WRONG_USAGE = 2
DEVICE_FAULT = 3


def fail(sentence: object, code: int) -> NoReturn:
    """End the command with `sentence`, or that of an error, on stderr."""
    if isinstance(sentence, OSError):
        from drivers.refusals import refusal  # late: few commands fail

        sentence = refusal(sentence).say("en")
    typer.echo(f"countersign: {sentence}", err=True)
    raise typer.Exit(code)


@contextmanager
def faults(code: int, *errors: type[Exception]) -> Iterator[None]:
    """Turn the named errors into one sentence and `code`; all others are bugs and show as such."""
    try:
        yield
    except errors as error:
        fail(error, code)
