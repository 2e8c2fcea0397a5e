"""The people beside the terminal act at the bank, and are told when it refuses."""

from collections.abc import Iterator

import pytest

from countersign.rig import Rig, RigError


@pytest.fixture
def pos() -> Iterator[Rig]:
    with Rig() as rig:
        rig.keys("12.00 ENTER")
        rig.swipe()
        rig.walk_away()
        yield rig


def test_a_signature_on_the_phone_page_releases_the_payout_at_once(pos: Rig) -> None:
    pos.sign_on_the_page("last")
    assert pos.bank.held == 0
    assert pos.journal.last.signature == "UNSIGNED"


def test_what_is_signed_already_is_refused_with_the_reason(pos: Rig) -> None:
    pos.sign_on_the_page("last")
    with pytest.raises(RigError, match="refuses"):
        pos.sign_on_the_page("last")


def test_an_agent_reads_out_eight_digits(pos: Rig) -> None:
    code = pos.read_out_code("last")
    assert len(code) == 8
    assert code.isdecimal()


@pytest.mark.parametrize("value", [14, 901])
def test_a_pushed_value_out_of_range_is_told_the_least_and_the_most(pos: Rig, value: int) -> None:
    with pytest.raises(RigError, match=f"^within_s {value} is not from 15 to 900$"):
        pos.push("within_s", value)
