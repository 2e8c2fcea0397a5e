"""The command line: every promised command explains itself, and starts light."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import countersign
from countersign.cli import app

PROMISED = {
    "run": set(),
    "play": set(),
    "journal": {"list", "show", "unsigned", "brought", "verify", "export"},
    "printer": {"serve", "print", "test", "status", "decode"},
    "evidence": set(),
    "host": {"serve", "report", "verify", "key"},
    "portal": {"serve"},
    "card": {"list", "show"},
    "doctor": set(),
}
HEAVY = (
    *("textual", "rich", "pydantic", "sqlalchemy", "apsw", "cryptography"),
    *("PIL", "reportlab", "serial", "starlette", "uvicorn", "jinja2"),
)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its whole name."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        rooms = getattr(command, "commands", None)
        if rooms is None:
            yield name, command
        else:
            yield from ((f"{name} {inner}", inside) for inner, inside in rooms.items())


def test_the_commands_are_those_the_outside_relies_on() -> None:
    found: dict[str, set[str]] = {}
    for name, _ in commands():
        first, _, second = name.partition(" ")
        found.setdefault(first, set()).update({second} - {""})
    assert found == PROMISED


@pytest.mark.parametrize(
    ("said", "before", "named"),
    [
        ("--state x portal serve --listen [::]:0", "--state x", "portal serve"),
        ("--lang en --state x journal list", "--lang en --state x", "journal list"),
        ("--lang=en doctor", "--lang=en", "doctor"),
    ],
)
def test_options_in_front_of_a_command_are_told_where_they_stand(
    said: str, before: str, named: str
) -> None:
    outcome = CliRunner().invoke(app, said.split())
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        f"countersign: options stand behind their command, and {before} before it: "
        f"`countersign {named} --help` lists those it takes\n",
    )


def test_the_value_of_an_option_may_be_the_name_of_a_command() -> None:
    outcome = CliRunner().invoke(app, ["--state", "host", "--nonsense"])
    assert outcome.exit_code == 2
    assert "--nonsense" in outcome.stderr


LONG = "/" + "x" * 300
PLACES = {
    "a name no disk takes": LONG,
    "a file in place of a folder": f"{__file__}/x",
    "a folder that is not there": "/nowhere/at/all",
}
ASKED = [
    "journal list --state {}",
    "journal export --state {}",
    "journal verify --state {}",
    "evidence last --json --state {}",
    "host report --db sqlite:///{}",
    "host verify --state {}",
    "host key --key {}",
    "play {}",
    "play {story} --config {}",
    "play {story} --junit {}/report.xml",
    "play {story} --record {}/record",
    "printer decode {}",
    "printer decode {story} --png {}/slip.png",
    "printer print {} --to none:",
    "printer serve --plain --pty {}",
    "printer serve --plain --profile {}/model.toml",
    "portal serve --listen 127.0.0.1:0 --tls-certificate {} --tls-key {}",
]


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
@pytest.mark.parametrize("asked", ASKED)
def test_a_place_that_cannot_be_used_is_one_sentence_without_a_number(
    asked: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(Path, "mkdir", _refusing(Path.mkdir))
    (tmp_path / "story.pos").write_text("sees READY\n")
    words = asked.replace("{}", place).replace("{story}", str(tmp_path / "story.pos")).split()
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code in (2, 3)
    said = [line for line in result.stderr.splitlines() if line.startswith("countersign: ")]
    assert len(said) == 1
    assert "Errno" not in said[0]
    assert place[:20] in said[0]


def _refusing(mkdir: Callable[..., None]) -> Callable[..., None]:
    """Root may make folders anywhere, and these tests are not to."""

    def make(path: Path, *arguments: Any, **options: Any) -> None:
        if str(path).startswith("/nowhere"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        mkdir(path, *arguments, **options)

    return make


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda value: str(value))
def test_every_command_and_every_option_explains_itself(name: str, command: Any) -> None:
    assert command.help
    silent = [
        param.name
        for param in command.params
        if param.param_type_name == "option" and not param.help
    ]
    assert silent == []
    assert CliRunner().invoke(app, [*name.split(), "--help"]).exit_code == 0


def test_the_version_is_the_products() -> None:
    assert (
        CliRunner().invoke(app, ["--version"]).stdout == f"countersign {countersign.__version__}\n"
    )


@pytest.mark.parametrize("words", [[], ["--lang", "en"], ["run"], ["--printer=none:"]])
def test_without_a_command_it_is_the_terminal_that_starts(words: list[str]) -> None:
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, "needs a screen and a keyboard" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "words", [["sell"], ["--colour"], ["run", "--colour"], ["journal", "delete"], ["play"]]
)
def test_what_is_no_command_or_option_is_wrong_usage(words: list[str]) -> None:
    assert CliRunner().invoke(app, words).exit_code == 2


def test_reading_the_command_line_loads_nothing_heavy() -> None:
    code = (
        "import sys; from countersign.cli import app; app(['run', '--lang', 'fr'], "
        "standalone_mode=False);"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "speaks zh and en" in done.stderr
    assert done.stdout.split() == []


def test_a_command_is_loaded_when_it_is_named_and_not_before() -> None:
    code = (
        "import sys; from countersign.cli import app; app(['run', '--lang', 'fr'], "
        "standalone_mode=False);"
        "print(*(name for name in sys.modules if name.startswith('countersign.commands.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("countersign.commands.") for name in done.stdout.split()}
    assert loaded == {"exits", "run", "serving"}
