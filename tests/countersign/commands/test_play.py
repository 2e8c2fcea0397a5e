"""`countersign play`: scripts headless, a report for CI servers, a recording of all that passed."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from countersign.cli import app

HOLDS = "keys 12.00 ENTER\nswipe\nsees 'PLEASE SIGN'\nwalk_away\nunsigned 1\n"
FAILS = "keys 12.00 ENTER\nsees 'PLEASE SIGN'\n"


def play(*words: object) -> Result:
    return CliRunner().invoke(app, ["play", *(str(word) for word in words)])


@pytest.fixture
def holds(tmp_path: Path) -> Path:
    path = tmp_path / "holds.pos"
    path.write_text(HOLDS)
    return path


@pytest.fixture
def fails(tmp_path: Path) -> Path:
    path = tmp_path / "fails.pos"
    path.write_text(FAILS)
    return path


def test_a_script_that_holds_is_one_line(holds: Path) -> None:
    result = play(holds)
    assert (result.exit_code, result.stdout) == (0, f"ok     {holds}  (5 steps)\n")


def test_a_line_that_does_not_hold_is_shown_and_the_next_script_still_runs(
    holds: Path, fails: Path
) -> None:
    result = play(fails, holds)
    assert result.exit_code == 1
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["FAILED", "ok"]
    assert f"{fails}:2: sees 'PLEASE SIGN'" in result.stderr
    assert "SWIPE CARD" in result.stderr


def test_a_screen_in_chinese_is_shown_in_chinese(fails: Path) -> None:
    assert "请刷卡" in play(fails, "--lang", "zh").stderr


def test_the_report_for_ci_holds_each_script_as_a_case(
    holds: Path, fails: Path, tmp_path: Path
) -> None:
    report = tmp_path / "ci" / "report.xml"
    play(holds, fails, "--junit", report)
    suite = ElementTree.parse(report).getroot()
    assert [(case.get("name"), case.find("failure") is None) for case in suite] == [
        ("holds", True),
        ("fails", False),
    ]


def test_the_same_seed_records_the_same_bytes_and_another_does_not(
    holds: Path, tmp_path: Path
) -> None:
    def recorded(folder: str, seed: int) -> dict[str, bytes]:
        play(holds, "--seed", seed, "--record", tmp_path / folder)
        files = (tmp_path / folder / "holds").iterdir()
        return {file.name: file.read_bytes() for file in files}

    first = recorded("a", 7)
    assert sorted(first) == ["host.txt", "journal.jsonl", "paper.bin"]
    assert recorded("b", 7) == first
    assert recorded("c", 8) != first


def test_a_script_that_cannot_be_read_stops_all_before_anything_is_played(
    holds: Path, tmp_path: Path
) -> None:
    result = play(holds, tmp_path / "nothing.pos")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing.pos cannot be read" in result.stderr


@pytest.mark.parametrize("option", [("--lang", "fr"), ("--printer", "pigeon:"), ("--seed", "x")])
def test_an_option_that_cannot_be_meant_is_wrong_usage(
    holds: Path, option: tuple[str, str]
) -> None:
    assert play(holds, *option).exit_code == 2


def test_a_file_of_parameters_makes_another_terminal(tmp_path: Path) -> None:
    story, config = tmp_path / "story.pos", tmp_path / "other.toml"
    story.write_text("keys 1.00 ENTER\nswipe\nsees 'Redo (7 left)'\n")
    config.write_text("[signature]\nredos = 7\n")
    assert play(story).exit_code == 1
    assert play(story, "--config", config).exit_code == 0


def test_parameters_that_are_not_allowed_are_named_with_their_line(
    holds: Path, tmp_path: Path
) -> None:
    config = tmp_path / "other.toml"
    config.write_text("[signature]\nredos = 70\n")
    result = play(holds, "--config", config)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{config}, line 2: signature.redos = 70" in result.stderr


@pytest.mark.parametrize("option", ["--junit", "--record"])
def test_a_place_that_cannot_be_written_is_a_sentence(
    holds: Path, tmp_path: Path, option: str
) -> None:
    result = play(holds, option, holds / "below-a-file")
    assert (result.exit_code, result.stderr.startswith("countersign: ")) == (3, True)


def test_two_scripts_of_one_name_are_not_recorded_over_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.pos").write_text("unsigned 0\n")
    files = [str(tmp_path / folder / "same.pos") for folder in ("a", "b")]
    result = play(*files, "--record", tmp_path / "r")
    assert (result.exit_code, "two scripts are called same" in result.stderr) == (2, True)
