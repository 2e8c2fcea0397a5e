"""The scripts that come with the product hold, on every way to the printer, byte for byte again."""

from pathlib import Path

import pytest

from countersign.rig import Rig
from countersign.script import parse, run

STORIES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.pos"))
WANTED = {
    "forgotten-then-resigned-last",
    "resigned-selected",
    "power-cut-mid-sale",
    "paper-out",
    "lost-answer-reversed",
    "too-many-redos",
    "worn-stripe",
    "signed-on-the-phone-page",
    "signed-on-another-device",
    "support-code",
    "signed-at-a-spare-terminal",
    "guided-by-the-bank",
    "settled-unsigned",
    "void-closes-the-open-signature",
    "operators",
    "daily-check",
    "diagnose",
    "training",
}


def recorded(story: Path, seed: int) -> tuple[dict[str, bytes], list[bytes]]:
    with Rig(seed=seed) as rig:
        run(parse(story), rig)
        raw = [passed.frame.encode() for passed in rig.traffic]
        return rig.recording(), raw


def test_every_story_promised_is_there() -> None:
    assert {story.stem for story in STORIES} >= WANTED


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_the_story_holds(story: Path) -> None:
    with Rig() as rig:
        run(parse(story), rig)


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_the_story_holds_when_the_printer_hangs_on_a_serial_port(story: Path) -> None:
    with Rig(printer="virtual:") as rig:
        run(parse(story), rig)


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_the_same_seed_gives_the_same_journal_traffic_and_paper(story: Path) -> None:
    assert recorded(story, seed=5) == recorded(story, seed=5)


@pytest.mark.slow
def test_another_seed_gives_other_bytes() -> None:
    story = STORIES[0]
    assert recorded(story, seed=5)[1] != recorded(story, seed=6)[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_story_is_told_alike_in_both_languages(language: str) -> None:
    with Rig(lang="zh" if language == "zh" else "en") as rig:
        run(parse(STORIES[0]), rig)


def test_the_example_of_the_architecture_works() -> None:
    with Rig(card="unionpay_credit_signature", seed=7) as pos:
        pos.keys("12.00 ENTER")
        pos.swipe()
        pos.sees("PLEASE SIGN")
        pos.walk_away()
        assert pos.journal.last.signature == "UNSIGNED"
        pos.menu("Re-sign last")
        pos.sign()
        pos.keys("ENTER ENTER")
        assert pos.paper[-1].has("RE-SIGNED")
