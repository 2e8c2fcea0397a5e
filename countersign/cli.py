"""The command line: one command with its sub-commands; every spelling here is one users rely on."""

from __future__ import annotations

import gc
import shlex
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from itertools import pairwise, takewhile
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from countersign import __version__
from countersign.commands.exits import DEVICE_FAULT, WRONG_USAGE, fail, faults

OWN_OPTIONS = ("--help", "--version")
LOOK: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}
COMMANDS = {
    "run": "run",
    "play": "play",
    "journal": "app",
    "evidence": "evidence",
    "printer": "app",
    "host": "app",
    "portal": "app",
    "card": "app",
    "doctor": "doctor",
}
"""A module of countersign.commands each, and what in it is the command: a function, or a Typer."""


class _Shelf(MutableMapping[str, Any]):
    """The commands, each made when somebody asks for it: nobody waits for one he did not call."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _make(name, COMMANDS[name])
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _make(name: str, attribute: str) -> Any:
    """Typer's own command object for one line of COMMANDS."""
    found = getattr(import_module(f"countersign.commands.{name}"), attribute)
    maker = typer.Typer(**LOOK)
    if isinstance(found, typer.Typer):
        maker.add_typer(found, name=name)
    else:
        maker.command(name)(found)
    return typer.main.get_group(maker).commands[name]


class _Countersign(TyperGroup):
    """The program: its commands from the shelf; `countersign --lang en` is `run --lang en`."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Shelf()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` where no command stands, also before options (ctx: Typer's own context)."""
        if not args or (args[0].startswith("-") and args[0] not in OWN_OPTIONS):
            _refuse_options_before_a_command(args)
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """What the system refuses a command anywhere is no mistake of ours, but a sentence."""
        with faults(DEVICE_FAULT, OSError):
            return super().invoke(ctx)


def _refuse_options_before_a_command(args: list[str]) -> None:
    """What `run` would say of `--state X journal list` speaks of a command nobody meant.

    A word right behind an option may be its value and is left alone.
    """
    for (_, before), (at, word) in pairwise(enumerate(args)):
        if word in COMMANDS and ("=" in before or not before.startswith("-")):
            named = shlex.join(takewhile(lambda each: not each.startswith("-"), args[at:]))
            where = f"options stand behind their command, and {shlex.join(args[:at])} before it"
            fail(f"{where}: `countersign {named} --help` lists those it takes", WRONG_USAGE)


app = typer.Typer(
    cls=_Countersign,
    name="countersign",
    help="A card payment terminal, emulated: it knows what to do when the cardholder forgot "
    "to sign. Without a command it starts the terminal.",
    no_args_is_help=False,
    **LOOK,
)


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A card payment terminal, emulated, with its cards, its printer and its bank."""
    gc.freeze()  # main() turned it off to get here, and none of this is garbage
    gc.enable()
    if version:
        typer.echo(f"countersign {__version__}")
        raise typer.Exit
