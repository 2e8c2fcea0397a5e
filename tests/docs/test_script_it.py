"""docs/script-it.md: every verb with its words, the story it tells, the failure it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from countersign.cli import app
from countersign.rig import Rig
from countersign.script import VERBS, ScriptError, parse, run
from tests.docs.pages import blocks, table

PAGE = "script-it.md"


def test_every_verb_stands_there_with_its_words_and_what_it_means() -> None:
    assert table(PAGE, "verb") == [[name, verb.usage, verb.help] for name, verb in VERBS.items()]


def test_the_story_it_tells_holds(tmp_path: Path) -> None:
    story = tmp_path / "story.pos"
    story.write_text(blocks(PAGE, "")[0], "utf-8")
    with Rig() as rig:
        run(parse(story), rig)


def test_the_failure_it_shows_is_what_a_failure_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    story = Path("story.pos")
    story.write_text('\nkeys "12.00 ENTER"\n# and nobody swipes\nsees "PLEASE SIGN"\n')
    with Rig() as rig, pytest.raises(ScriptError) as told:
        run(parse(story), rig)
    assert f"{told.value}\n" == blocks(PAGE, "")[1]


def test_its_python_runs() -> None:
    (code,) = blocks(PAGE, "python")
    exec(compile(code, PAGE, "exec"), {})


def test_the_options_are_those_of_play() -> None:
    play = typer.main.get_command(app).commands["play"]  # type: ignore[attr-defined]
    known = {opt for param in play.params for opt in param.opts if opt.startswith("-")}
    listed = {row[0].split()[0] for row in table(PAGE, "option of play")}
    assert listed == known
