"""What is said of a signature that the bank did not take."""

from dataclasses import replace

import pytest

from terminal.entry import VOID
from terminal.faults import HostTrouble
from terminal.flows.refused import named, refused_entry, tell_refused, why_refused
from tests.terminal.flows.stage import CONFIG, Stage, signed_on, sold


def test_a_refusal_is_told_by_its_code_and_meaning() -> None:
    said = [line.say("en") for line in why_refused("64")]
    assert said[0] == "The bank refused it"
    assert said[-1] == "Response code 64"


@pytest.mark.parametrize("trouble", HostTrouble)
def test_a_line_in_trouble_is_no_refusal_of_the_bank(trouble: HostTrouble) -> None:
    said = [line.say("en") for line in why_refused(str(trouble))]
    assert said[-1] == "Tried too often: given up"
    assert "refused" not in said[0]


def test_a_void_is_named_as_one() -> None:
    entry = sold(signed_on(Stage()), 5)
    assert named(entry).say("en") == "Sale No 000005"
    assert named(replace(entry, kind=VOID)).say("zh") == "撤销 凭证 000005"


def test_one_notice_names_the_first_and_counts_the_others() -> None:
    stage = signed_on(Stage())
    first = refused_entry(replace(sold(stage, 5), upload_code="64"))
    stage.run(tell_refused(CONFIG, [first, first, first]))
    assert stage.performed == ["Ask Notice"]
    assert "and 2 more" in stage.words
    assert "12.00" in stage.words
