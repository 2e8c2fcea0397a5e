"""`countersign card`: the tray, and what a stripe says."""

from __future__ import annotations

import json

from typer.testing import CliRunner, Result

from countersign.commands.card import app
from sim_cards.card import load, names
from sim_cards.magstripe import tracks


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_list_names_every_card_of_the_tray_in_its_order() -> None:
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(names())
    assert all(load(name).title_zh in line for name, line in zip(names(), lines, strict=True))


def test_list_for_programs_holds_the_titles_in_both_languages() -> None:
    rows = json.loads(run("list", "--json").stdout)
    assert rows[0] == {
        "name": names()[0],
        "title_zh": load(names()[0]).title_zh,
        "title_en": load(names()[0]).title_en,
    }


def test_show_gives_all_a_test_needs_to_know_of_a_test_card() -> None:
    card = load("unionpay_debit_pin")
    facts = json.loads(run("show", card.name, "--json").stdout)
    assert (facts["number"], facts["pin"]) == (card.pan.digits, card.pin)
    assert facts["track2"] == tracks(card).track2
    shown = run("show", card.name).stdout
    assert f"track2         {tracks(card).track2}\n" in shown


def test_a_card_without_a_pin_has_none() -> None:
    assert json.loads(run("show", "visa", "--json").stdout)["pin"] == ""


def test_an_unknown_card_is_wrong_usage_and_lists_those_there_are() -> None:
    result = run("show", "nobody")
    assert result.exit_code == 2
    assert all(name in result.stderr for name in names())
