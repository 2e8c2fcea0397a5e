"""The pages' words: both languages, the same blanks, every state named, none left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter

import pytest

from acquirer.desk_records import PaperState, PushState, ReleaseState
from acquirer.front_office import Reason
from acquirer.office.room import DESK
from acquirer.records import Action, Payment, PayoutState, Route, Signature, Verdict
from portal.desk import CHECKS
from portal.visit import THEMES
from portal.words import WORDS, say
from tests.house.tree import ROOT
from wire.advice import Advice
from wire.resign_messages import LIMITS

SOURCES = "\n".join(
    file.read_text("utf-8")
    for file in sorted((ROOT / "portal").rglob("*"))
    if file.suffix in (".py", ".html") and not file.stem.endswith("words")
)
STEPS = ("link", "sign_on", "sign_on_old", "locked", "bound")
GROUPS: Mapping[str, Iterable[str]] = {
    "payment": Payment,
    "signature": Signature,
    "payout": [*PayoutState, "none"],
    "route": Route,
    "verdict": Verdict,
    "theme": THEMES,
    "paper": PaperState,
    "push": [*PushState, "title"],
    "action": Action,
    "parameter": LIMITS,
    "refused": Reason,
    "role": DESK,
    "advice": [*Advice, "reversed"],
    "step": [
        *(name for step in STEPS for name in (step, f"{step}.do")),
        *("well", "wrong", "here", "books", "last"),
    ],
    "missing": ["time", "amount", "card", "other"],
    "decided": set(ReleaseState) - {ReleaseState.ASKED},
    "verified": [*(check.replace(" ", "_") for check in CHECKS), "photo", "no"],
}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("id", WORDS)
def test_every_sentence_is_there_in_both_languages_with_the_same_blanks(id: str) -> None:
    zh, en = WORDS[id]
    assert zh
    assert en
    assert blanks(zh) == blanks(en)


def test_the_english_is_written_without_chinese() -> None:
    chinese = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
    wrong = [id for id, (_, en) in WORDS.items() if chinese.search(en)]
    assert wrong == ["language"]  # the button that leads to Chinese


@pytest.mark.parametrize("group", GROUPS)
def test_every_state_has_its_words(group: str) -> None:
    said = {id.removeprefix(f"{group}.") for id in WORDS if id.startswith(f"{group}.")}
    assert said == set(map(str, GROUPS[group]))


def test_no_sentence_is_left_that_nobody_says() -> None:
    groups = (*(f"{group}." for group in GROUPS), "error.", "case.")
    left = [id for id in WORDS if f'"{id}"' not in SOURCES and f"'{id}'" not in SOURCES]
    assert [id for id in left if not id.startswith(groups)] == []


def test_nobody_says_a_sentence_that_is_not_there() -> None:
    said = set(re.findall(r"""\bsay\(['"]([a-z_.]+[a-z_])['"][,)]""", SOURCES))
    assert said - set(WORDS) == set()
    assert len(said) > 80


def test_blanks_are_filled() -> None:
    assert say("days.left", "en", days=3) == "3 days left"
