"""The command line: one command with its sub-commands; every spelling here is one users rely on."""

from __future__ import annotations

from typing import Annotated

import typer

from countersign import __version__
from countersign.commands import card, host, journal, play, printer, run

app = typer.Typer(
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
