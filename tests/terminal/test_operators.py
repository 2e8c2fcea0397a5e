"""Numbers, roles and rights."""

import pytest

from terminal.operators import MAY, TEST_PINS, Deed, Role, may, role_of, who_may


@pytest.mark.parametrize(
    ("number", "role"),
    [
        ("00", Role.ADMINISTRATOR),
        ("01", Role.CASHIER),
        ("98", Role.CASHIER),
        ("99", Role.SUPERVISOR),
    ],
)
def test_the_number_says_the_role(number: str, role: Role) -> None:
    assert role_of(number) is role


def test_every_deed_has_somebody_who_may() -> None:
    assert set(MAY) == set(Deed)
    assert all(MAY.values())


@pytest.mark.parametrize("deed", Deed)
def test_whoever_is_called_may_do_it(deed: Deed) -> None:
    assert may(who_may(deed), deed)


@pytest.mark.parametrize("deed", [Deed.VOID, Deed.SETTLE, Deed.SIGN_FOR_OTHERS])
def test_a_cashier_alone_may_not(deed: Deed) -> None:
    assert not may("01", deed)
    assert may("99", deed)


def test_a_fresh_terminal_has_one_of_each_role() -> None:
    assert {role_of(number) for number in TEST_PINS} == set(Role)
