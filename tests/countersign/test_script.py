"""`.pos` scripts: what cannot be read is told with file and line, what fails with the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from countersign.rig import Rig
from countersign.script import MAX_LINES, VERBS, ScriptError, Step, parse, run


def script(folder: Path, *lines: str) -> Path:
    path = folder / "story.pos"
    path.write_text("\n".join(lines), "utf-8")
    return path


def failure(folder: Path, *lines: str) -> str:
    """What a script that does not hold is told."""
    with Rig() as rig, pytest.raises(ScriptError) as told:
        run(parse(script(folder, *lines)), rig)
    return str(told.value)


def test_a_line_is_a_verb_and_its_words_and_the_rest_is_for_people(tmp_path: Path) -> None:
    path = script(tmp_path, "# a story", "", 'sees "SWIPE CARD"  # now', "  keys 1 ENTER")
    assert parse(path) == (
        Step(str(path), 3, "sees", ("SWIPE CARD",), 'sees "SWIPE CARD"  # now'),
        Step(str(path), 4, "keys", ("1", "ENTER"), "keys 1 ENTER"),
    )


def test_an_unknown_verb_is_told_with_file_line_and_all_there_are(tmp_path: Path) -> None:
    with pytest.raises(ScriptError) as told:
        parse(script(tmp_path, "keys 1", "dance"))
    assert str(told.value) == (
        f"{tmp_path}/story.pos:2: unknown verb 'dance'; there are: {' '.join(sorted(VERBS))}"
    )


@pytest.mark.parametrize("verb", list(VERBS))
def test_too_few_or_too_many_words_are_told_the_usage(tmp_path: Path, verb: str) -> None:
    entry = VERBS[verb]
    for count in (entry.fewest - 1, entry.most + 1):
        if count < 0 or count > 100:
            continue
        with pytest.raises(ScriptError) as told:
            parse(script(tmp_path, f"{verb} " + "x " * count))
        assert f"story.pos:1: usage: {verb} {entry.usage}".rstrip() == str(told.value).replace(
            f"{tmp_path}/", ""
        )


def test_a_quote_left_open_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r'pos:1: a quote is opened and never closed: swipe "x'):
        parse(script(tmp_path, 'swipe "x'))


def test_a_backslash_at_the_end_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"pos:2: a backslash has nothing behind it: swipe"):
        parse(script(tmp_path, "keys 1", "swipe \\"))


def test_a_script_without_a_step_is_refused(tmp_path: Path) -> None:
    for lines in ((), ("# a story", "", "   # to be told")):
        with pytest.raises(ScriptError, match=r"story\.pos: there is nothing in it to play"):
            parse(script(tmp_path, *lines))


def test_a_script_of_a_windows_editor_reads_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "story.pos").write_bytes(b"\xef\xbb\xbfkeys 12.00 ENTER\r\n\r\n# a\r\nswipe\r\n")
    steps = [(step.line, step.verb, step.words) for step in parse(tmp_path / "story.pos")]
    assert steps == [(1, "keys", ("12.00", "ENTER")), (4, "swipe", ())]


def test_a_file_that_is_no_text_or_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "noise.pos").write_bytes(b"\xff\xfe\x00")
    for name, why in (("noise", "is not written in UTF-8"), ("nothing", "cannot be read: No")):
        with pytest.raises(ScriptError, match=rf"{name}\.pos {why}"):
            parse(tmp_path / f"{name}.pos")


def test_a_script_of_too_many_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="at most 10000"):
        parse(script(tmp_path, *["power_on"] * (MAX_LINES + 1)))


def test_a_line_that_does_not_hold_is_shown_with_the_screen_as_it_was(tmp_path: Path) -> None:
    told = failure(tmp_path, "keys 12.00", 'sees "SWIPE CARD"')
    assert told.startswith(f'{tmp_path}/story.pos:2: sees "SWIPE CARD"\n')
    assert "the screen does not show 'SWIPE CARD'" in told
    assert "12.00" in told.partition("+--")[2]
    assert told.count("+--") == 2  # one frame: its top and its bottom


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("card nobody", "no card is called 'nobody'"),
        ("keys OK", "there is no key 'OK'"),
        ("swipe nobody", "no card is called 'nobody'"),
        ("menu Refund", "the menu has no row 'Refund'"),
        ("sees ABC", "the screen does not show 'ABC'"),
        ("sees_not ENTER", "the screen shows 'ENTER'"),
        ("sign", "the screen does not show 'PLEASE SIGN'"),
        ("sign x", "'x' is no sample hand: write its number, or strokes"),
        ("draw 1,2,3", "strokes are written"),
        ("draw 1,2 30,40", "there is no pad on the screen to draw on"),
        ("sign strokes 1,2 30,40", "there is no pad on the screen to draw on"),
        ("terminal 99999999", "the merchant has no terminal '99999999'; there are: 10000001, "),
        ("scan_slip 99999999", "the merchant has no terminal '99999999'"),
        ("type_code", "no agent has read out a code yet"),
        ("bank silent 9999", "no message is of type '9999'; there are: 0200, "),
        ("bank down 0200", "bank down is for all messages: leave '0200' out"),
        ("forward soon", "no span of time"),
        ("cut_power during Print", "'before' or 'after'"),
        ("printer on_fire", "there are: paper_out, "),
        ("bank bankrupt", "there are: silent, "),
        ('sees ""', "no words are everywhere"),
        ('sees_not " "', "no words are everywhere"),
        ('keys ""', "no keys are pressed"),
        ("keys 12.345", "'12.345' is no amount: write it as 12.34"),
        ("power_on", "the power is on: cut_power first"),
        ("supervisor", "the screen calls for nobody"),
        ("log_in 55", "operator 55 has no test PIN"),
        ("log_in 02 9999", "operator 02 was not let in"),
        ("push redos 0", "redos 0 is not from 1 to 9"),
        ("journal last payment APPROVED", "no entry yet"),
        ("journal first payment APPROVED", "'first' is no entry"),
        ("unsigned 1", "unsigned: 0, not 1"),
        ("unsigned one", "'one' is no number"),
        ("held 1", "held payouts: 0, not 1"),
        ("charged 1.00", "charged: 0.00, not 1.00"),
        ("charged 1", "'1' is no amount: write it as 12.34"),
        ("slips 1", "slips: 0, not 1"),
        ("paper X", "the newest slip lacks 'X'"),
        ("language fr", "no language of the terminal"),
    ],
)
def test_every_step_that_fails_says_what_is_so_instead(
    tmp_path: Path, line: str, reason: str
) -> None:
    told = failure(tmp_path, line)
    assert reason in told
    assert told.startswith(f"{tmp_path}/story.pos:1: {line}\n")
    assert "+--" in told


def test_the_journal_is_asked_only_for_what_it_has(tmp_path: Path) -> None:
    sale = ("keys 1.00 ENTER", "swipe", "walk_away")
    assert "it has: payment, " in failure(tmp_path, *sale, "journal last colour RED")
    assert "signature is UNSIGNED, not SIGNED" in failure(
        tmp_path, *sale, "journal last signature SIGNED"
    )
    assert "the newest slip has '待签名'" in failure(tmp_path, *sale, "paper_not 待签名")


def test_without_power_nothing_can_be_pressed(tmp_path: Path) -> None:
    assert "power_on first" in failure(tmp_path, "cut_power", "keys 1")
    assert "power_on first" in failure(tmp_path, "cut_power", "cut_power")


def test_every_verb_says_in_one_line_what_it_is_for() -> None:
    assert [name for name, verb in VERBS.items() if not verb.help or "\n" in verb.help] == []


def test_a_stroke_by_stroke_signature_signs(tmp_path: Path) -> None:
    points = " ".join(f"{x},{40 + x % 37}" for x in range(20, 300, 3))
    other = " ".join(f"{x},{90 - x % 29}" for x in range(20, 300, 3))
    path = script(
        tmp_path,
        "keys 1.00 ENTER",
        "swipe",
        f"sign strokes {points} / {other}",
        "walk_away",
        "journal last signature SIGNED",
    )
    with Rig() as rig:
        run(parse(path), rig)


def test_a_cut_that_never_came_fails_the_story_at_its_own_line(tmp_path: Path) -> None:
    told = failure(tmp_path, "unsigned 0", "cut_power before EndPractice", "unsigned 0")
    assert told.startswith(f"{tmp_path}/story.pos:2: cut_power before EndPractice\n")
    assert "was to be cut before EndPractice, and that never came" in told


def test_nothing_in_a_line_that_failed_reaches_the_screen_as_an_order_to_it(tmp_path: Path) -> None:
    assert "\x1b" not in failure(tmp_path, 'sees "\x1b[31mred"')
    with pytest.raises(ScriptError) as told:
        parse(script(tmp_path, 'sees "\x1b[31mred'))
    assert "\\x1b[31mred" in str(told.value)


def test_an_order_for_a_message_that_never_came_fails_at_its_own_line(tmp_path: Path) -> None:
    sale = ("keys 1.00 ENTER", "swipe", "walk_away")
    told = failure(tmp_path, "bank silent 0500", "bank late 0200", *sale, "bank down", "bank up")
    assert told.startswith(f"{tmp_path}/story.pos:1: bank silent 0500\n")
    assert "no such message came to the bank any more" in told
    assert "+--" in told
    twice = failure(tmp_path, "bank lose_answer 0400", "bank lose_answer 0200", *sale, "bank late")
    assert twice.startswith(f"{tmp_path}/story.pos:6: bank late\n")
