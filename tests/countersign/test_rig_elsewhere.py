"""What people do elsewhere reaches the terminal of the script, and the bank behind it."""

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


def test_a_slip_without_a_link_cannot_be_scanned(pos: Rig) -> None:
    with pytest.raises(RigError, match="no sign link"):
        pos.sign_by_link()


def test_a_printed_link_is_opened_once(pos: Rig) -> None:
    pos.menu("Sign on a phone")
    pos.keys("ENTER")
    pos.sign_by_link()
    assert pos.bank.held == 0
    with pytest.raises(RigError, match="refuses"):
        pos.sign_by_link()


def test_strokes_of_a_phone_are_on_the_waiting_prompt_and_nothing_is_confirmed(pos: Rig) -> None:
    pos.menu("Sign on a phone")
    pos.keys("ENTER")
    pos.draw_by_link()
    assert pos.bank.held == 1
    assert pos.journal.last.signature == "UNSIGNED"


def test_a_pushed_parameter_is_taken_with_a_notice(pos: Rig) -> None:
    pos.push("redos", 1)
    pos.menu("Sign on")
    pos.keys("ENTER")
    pos.sees("PARAMETERS CHANGED")
    with pytest.raises(RigError, match="no parameter 'colour'"):
        pos.push("colour", 1)


def test_a_release_by_the_desk_frees_the_money(pos: Rig) -> None:
    pos.release("last")
    assert pos.bank.held == 0


def test_a_slip_that_is_on_no_screen_cannot_be_opened(pos: Rig) -> None:
    with pytest.raises(RigError):
        pos.open_slip("12.00")


def test_a_photo_of_the_slip_that_is_taken_frees_the_money_and_a_refused_one_does_not(
    pos: Rig,
) -> None:
    pos.send_photo("last")
    pos.review("last", "the signature is cut off")
    assert pos.bank.held == 1
    pos.send_photo("last")
    pos.review("last")
    assert pos.bank.held == 0
    with pytest.raises(RigError, match="refuses"):
        pos.review("last")
