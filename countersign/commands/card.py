"""`countersign card`: what lies in the card tray."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

from countersign.commands.exits import WRONG_USAGE, faults

app = typer.Typer(help="The simulated cards.", no_args_is_help=True)


@app.command("list")
def list_cards(
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the cards by name."""
    from sim_cards.card import load, names

    cards = [load(name) for name in names()]
    if json:
        rows = [{"name": c.name, "title_zh": c.title_zh, "title_en": c.title_en} for c in cards]
        typer.echo(json_module.dumps(rows, ensure_ascii=False))
        return
    for each in cards:
        typer.echo(f"{each.name:30} {each.title_zh}  {each.title_en}")


@app.command()
def show(
    name: str, json: Annotated[bool, typer.Option("--json", help="For programs.")] = False
) -> None:
    """Show one card as its holder sees it, and what its stripe says (a test card: in the clear)."""
    from sim_cards.card import UnknownCardError, load
    from sim_cards.magstripe import tracks

    with faults(WRONG_USAGE, UnknownCardError):
        card = load(name)
    stripe = tracks(card)
    facts = {
        "name": card.name,
        "title_zh": card.title_zh,
        "title_en": card.title_en,
        "number": card.pan.digits if hasattr(card.pan, "digits") else card.pan,
        "holder": card.holder,
        "expiry_yymm": card.expiry_yymm,
        "service_code": card.service_code,
        "pin": card.pin or "",
        "track1": stripe.track1,
        "track2": stripe.track2,
        "track3": stripe.track3,
    }
    if json:
        typer.echo(json_module.dumps(facts, ensure_ascii=False))
        return
    for label, value in facts.items():
        typer.echo(f"{label:14} {value}")
