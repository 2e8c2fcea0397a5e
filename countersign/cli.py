"""The command line: one command with its sub-commands; every spelling here is one users rely on."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from countersign import __version__
from countersign.commands import card, host, journal, play, printer, run

OWN_OPTIONS = ("--help", "--version")


class _RunsByDefault(TyperGroup):
    """`countersign --lang en` is `countersign run --lang en`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before options that are not the program's own (ctx: Typer's own context)."""
        if args and args[0].startswith("-") and args[0] not in OWN_OPTIONS:
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RunsByDefault,
    name="countersign",
    help="A card payment terminal, emulated: it knows what to do when the cardholder forgot "
    "to sign. Without a command it starts the terminal.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("play")(play.play)
app.add_typer(journal.app, name="journal")
app.add_typer(printer.app, name="printer")
app.add_typer(host.app, name="host")
app.add_typer(card.app, name="card")


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A card payment terminal, emulated, with its cards, its printer and its bank."""
    if version:
        typer.echo(f"countersign {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        context.invoke(run.run)
