"""Every sentence on the screen is there in Chinese and English, is said by somebody, and fits."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from string import Formatter

import pytest

from countersign.tui.texts import TEXTS
from terminal.faults import HostTrouble, PrinterTrouble
from terminal.sentences import SENTENCES
from terminal.states import Payment, Signature, SlipState
from tests.house.tree import name_of, packages, python_files


@dataclass(frozen=True, slots=True)
class Table:
    """One table of sentences: id -> (Chinese, English), its files, and the functions that say it.

    They are looked for in the files that import from `module`.
    """

    files: tuple[str, ...]
    module: str
    rows: Mapping[str, tuple[str, str]] = field(repr=False)
    speakers: frozenset[str]


DEVICE = Table(
    ("terminal/sentences.py", "terminal/sentences_people.py", "terminal/sentences_signing.py"),
    "terminal.messages",
    SENTENCES,
    frozenset({"text"}),
)
FRAME = Table(
    ("countersign/tui/texts.py",), "countersign.tui.texts", TEXTS, frozenset({"say", "_say"})
)
TABLES = pytest.mark.parametrize("table", [DEVICE, FRAME], ids=["device", "frame"])

# The narrowest display the desk ever shows has 34 columns; words keep clear of its edges, and the
# hint at the bottom leaves room for the countdown.
LINE_COLUMNS = 32
HINT_COLUMNS = 26

# Sentences that carry another's words whole; what they carry is measured where it comes from.
CARRIERS = {"blank", "plain", "pair", "line.where"}

# Each group of sentences that is chosen by a state: every state has one.
CHOSEN_BY: Mapping[str, type[Enum]] = {
    "payment": Payment,
    "slip": SlipState,
    "signature": Signature,
    "trouble": PrinterTrouble,
    "host": HostTrouble,
}


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says: its tree, a hundred times as large, is let go."""

    imports: frozenset[str]
    """The modules that names are imported from."""
    calls: tuple[tuple[str, int, str, frozenset[str]], ...]
    """Each `speaker("id", blank=...)` with its line."""
    literals: frozenset[str]
    openings: frozenset[str]
    """The openings of its f-strings."""


@cache
def _said() -> Mapping[str, Said]:
    return {name_of(file): _read(file.read_text("utf-8")) for file in python_files(*packages())}


def _read(source: str) -> Said:
    tree = ast.parse(source)
    calls: list[tuple[str, int, str, frozenset[str]]] = []
    literals: set[str] = set()
    openings: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id=speaker) | ast.Attribute(value=ast.Name(id="self"), attr=speaker),
                args=[ast.Constant(value=str(id)), *_],
                keywords=blanks,
            ) if all(blank.arg for blank in blanks):
                filled = frozenset(blank.arg for blank in blanks if blank.arg)
                calls.append((speaker, node.lineno, id, filled))
            case ast.Constant(value=str(word)):
                literals.add(word)
            case ast.JoinedStr(values=[ast.Constant(value=str(opening)), *_]):
                openings.add(opening)
    imports = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    modules = frozenset(module for module in imports if module)
    return Said(modules, tuple(calls), frozenset(literals), frozenset(openings))


def _calls(table: Table) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each `text("id", blank=...)`: where, the id, the blanks it fills."""
    for file, said in _said().items():
        if table.module in said.imports:
            for speaker, line, id, filled in said.calls:
                if speaker in table.speakers:
                    yield f"{file}:{line}", id, filled


def _words(outside: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """The string literals of the product outside these files, and the openings of its f-strings."""
    heard = [said for file, said in _said().items() if file not in outside]
    return (
        {word for said in heard for word in said.literals},
        {opening for said in heard for opening in said.openings},
    )


@TABLES
def test_every_sentence_is_there_in_both_languages(table: Table) -> None:
    assert [id for id, both in table.rows.items() if id != "blank" and not all(both)] == []


@TABLES
def test_both_languages_have_the_same_blanks(table: Table) -> None:
    uneven = {id for id, (zh, en) in table.rows.items() if _blanks(zh) != _blanks(en)}
    assert uneven <= {"pair"}


@TABLES
def test_the_english_is_written_without_chinese(table: Table) -> None:
    assert [id for id, (_, en) in table.rows.items() if _columns(en) != len(en)] == []


@TABLES
def test_whoever_speaks_names_a_sentence_and_fills_all_its_blanks(table: Table) -> None:
    calls = list(_calls(table))
    wrong = [
        f"{where}: {id}"
        for where, id, filled in calls
        if id not in table.rows or filled != _blanks(table.rows[id][1])
    ]
    assert calls
    assert wrong == []


@TABLES
def test_no_sentence_is_left_that_nobody_says(table: Table) -> None:
    literals, openings = _words(outside=table.files)
    groups = tuple(opening for opening in openings if opening.endswith("."))
    silent = [id for id in table.rows if id not in literals and not id.startswith(groups)]
    assert silent == []


@pytest.mark.parametrize("group", CHOSEN_BY)
def test_every_state_has_its_words(group: str) -> None:
    said = {id.removeprefix(f"{group}.") for id in SENTENCES if id.startswith(f"{group}.")}
    assert said == {str(member.value) for member in CHOSEN_BY[group]}


def test_every_sentence_fits_one_line_of_the_screen() -> None:
    wide = {
        id: both
        for id, both in SENTENCES.items()
        if id not in CARRIERS and max(_widest(id, 0), _widest(id, 1)) > _room(id)
    }
    assert wide == {}


def _room(id: str) -> int:
    return HINT_COLUMNS if id.startswith("hint.") else LINE_COLUMNS


def _widest(id: str, language: int) -> int:
    """The columns the sentence takes with each blank as wide as it can get there."""
    sentence = SENTENCES[id][language]
    widest = {blank: _WIDEST.get(f"{id}:{blank}") or _WIDEST[blank] for blank in _blanks(sentence)}
    return _columns(sentence.format(**{blank: both[language] for blank, both in widest.items()}))


def _widest_of(*groups: str) -> tuple[str, str]:
    said = [
        both for id, both in SENTENCES.items() if id.startswith(groups) and not _blanks(both[1])
    ]
    return max((zh for zh, _ in said), key=_columns), max((en for _, en in said), key=_columns)


def _same(words: str) -> tuple[str, str]:
    return words, words


# The widest thing each blank is ever filled with, in Chinese and in English; `id:blank` where one
# sentence has its own.
_WIDEST: Mapping[str, tuple[str, str]] = {
    "all": _same("2"),
    "amount": _same("99,999,999.99"),
    "asked": _same("1000"),
    "at": _same("2026-11-23 12:03"),
    "batch": _same("000007"),
    "by": _widest_of("by."),
    "card": _same("621234*********5678"),
    "step": _same("4"),
    "terminal": _same("10000001"),
    "challenge": _same("A2B3C4D5E6"),
    "code": _same("51"),
    "count": _same("100"),
    "date": _same("11-23"),
    "digits": _same("99999999"),
    "done": _same("2"),
    "log_in.locked:at": _same("12:08:00"),
    "pin": _same("9999"),
    "last4": _same("5678"),
    "left": _same("3"),
    "merchant": _same("104110054110001"),
    "name": _widest_of("parameter."),
    "operator": _same("01"),
    "place": _same("100/100"),
    "push": _same("123456"),
    "reference": _same("123456789012"),
    "state": _widest_of("state."),
    "detail.payment:state": _widest_of("payment."),
    "detail.signature:state": _widest_of("signature."),
    "detail.slip:state": _widest_of("slip."),
    "power_on.journal:state": _same("intact, entries: 100"),
    "power_on.printer:state": _widest_of("trouble.", "state.ok"),
    "time": _same("12:03"),
    "title": _widest_of("override.SUPERVISOR", "override.ADMINISTRATOR", "forgotten.title"),
    "trace": _same("000123"),
    "tries": _same("3"),
    "until": _same("2026-11-23"),
    "value": _same("100,000.00"),
    "which": ("消费 凭证 000123", "Sale No 000123"),
}
