"""docs/run-it.md: keys, menu, options, files and commands are the product's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from countersign.cli import app
from countersign.commands import journal
from countersign.desk_faults import FAULTS
from countersign.state import StateFolder
from countersign.tray import card_faces
from countersign.tui.app import CountersignApp
from countersign.tui.desk_top import SMALLEST_COLUMNS, SMALLEST_ROWS
from terminal.menu import MENU, MenuItem
from terminal.messages import text
from terminal.operators import MAY, TEST_PINS, Deed
from terminal.sentences import SENTENCES
from tests.docs.pages import page, table

PAGE = "run-it.md"


def paths(items: tuple[MenuItem, ...], keys: str) -> list[tuple[str, str]]:
    """Every action of the menu: the keys that lead to it, and its row in both languages."""
    found: list[tuple[str, str]] = []
    for item in items:
        way = f"{keys} {item.key}"
        label = text(item.label)
        if item.action is not None:
            found.append((way, f"{label.say('zh')} {label.say('en')}"))
        found += paths(item.items, way)
    return found


def test_every_action_of_the_menu_stands_there_with_its_keys() -> None:
    assert [(row[0], row[1]) for row in table(PAGE, "keys")] == paths(MENU, "F1")


def test_the_options_are_those_of_run() -> None:
    run = typer.main.get_command(app).commands["run"]  # type: ignore[attr-defined]
    known = {opt for param in run.params for opt in param.opts}
    assert {row[0].split()[0] for row in table(PAGE, "option of run")} == known


def test_every_key_of_the_desk_stands_there() -> None:
    keys = {row[0]: row[1] for row in table(PAGE, "key")}
    letters = " ".join(row.letter for row in FAULTS)
    assert len(keys[letters].split(": ")[1].split(", ")) == len(FAULTS)
    faces = card_faces()
    assert f"{faces[0].letter} ... {faces[-1].letter}" in keys
    named = {"ctrl+": "Ctrl+", "shift+tab": "Shift+Tab", "tab": "Tab", "f": "F"}
    for binding in CountersignApp.BINDINGS:
        for key in str(getattr(binding, "key", binding)).split(","):
            prefix = next(name for name in named if key.startswith(name))
            shown = named[prefix] + key.removeprefix(prefix).upper()
            assert any(shown in listed for listed in keys), shown


def test_the_operators_and_their_pins_are_the_fresh_terminals() -> None:
    numbers = ", ".join(list(TEST_PINS)[:-1]) + f" and {list(TEST_PINS)[-1]}"
    pins = ", ".join(list(TEST_PINS.values())[:-1])
    sentence = " ".join(page(PAGE).split())
    assert f"are {numbers}, with the PINs {pins} and {TEST_PINS['99']}" in sentence


DEEDS = {
    "sell": Deed.SELL,
    "re-sign what another operator sold": Deed.SIGN_FOR_OTHERS,
    "void": Deed.VOID,
    "settle": Deed.SETTLE,
    "charge twice for one purchase": Deed.CHARGE_TWICE,
    "see who forgets signatures": Deed.READ_REPORTS,
    "add operators, reset PINs, unlock": Deed.KEEP_OPERATORS,
    "open the training": Deed.TRAIN,
}


def test_who_may_do_what_is_the_table_of_rights() -> None:
    told = {DEEDS[row[0]]: set(row[1].upper().split(", ")) for row in table(PAGE, "what")}
    assert told == {deed: {str(role) for role in roles} for deed, roles in MAY.items()}


def test_the_files_are_those_of_the_state_folder() -> None:
    folder = StateFolder(Path("state"))
    listed = re.findall(r"[\w.]+", " ".join(row[0] for row in table(PAGE, "file")))
    assert listed == [
        folder.journal.name,
        folder.secure_element.name,
        folder.secure_element.with_suffix(".key").name,
        folder.bank.name,
        folder.bank_key.name,
        folder.config.name,
        folder.slips.name,
        folder.traces.name,
        folder.training.name,
        folder.lock.name,
    ]


def test_every_journal_command_stands_there() -> None:
    commands = [row[0].split() for row in table(PAGE, "command")]
    known = {
        command.name or command.callback.__name__
        for command in journal.app.registered_commands
        if command.callback
    }
    assert {words[2] for words in commands if words[1] == "journal"} == known


@pytest.mark.parametrize(
    "id",
    [
        "trouble.NO_PAPER",
        "print.failed",
        "print.unknown",
        "host.NOT_SENT",
        "host.NO_ANSWER",
        "idle.reversal_due",
        "cut.title",
        "cut.undone",
        "cut.was_undone",
        "resign.refused",
        "out_of_service.title",
    ],
)
def test_the_troubles_are_in_the_terminals_own_words(id: str) -> None:
    told = " ".join(row[0] for row in table(PAGE, "what you see"))
    words = re.split("[:;]", SENTENCES[id][1])[0]
    assert words.casefold() in told.casefold()


def test_the_smallest_window_is_the_programs() -> None:
    rows = dict(table(PAGE, "what you see"))
    assert f"{SMALLEST_COLUMNS}x{SMALLEST_ROWS} at least" in rows["This window is too small"]
