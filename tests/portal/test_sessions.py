"""Sessions: new at each log-in, gone when idle, old or logged out."""

from __future__ import annotations

import pytest

from acquirer.desk_records import Role
from acquirer.front_office import LoggedIn
from portal.sessions import MAX_SESSIONS, TOKEN_BYTES, Sessions
from portal.settings import PortalSettings
from tests.acquirer.till import MONDAY
from tests.portal.shop import a_shop

ANNA = LoggedIn("anna", "Anna", Role.MERCHANT, "104110054110001")


def test_a_token_has_more_than_128_bits_and_is_kept_nowhere() -> None:
    sessions = Sessions(PortalSettings())
    token = sessions.begin(ANNA, "here", MONDAY)
    assert TOKEN_BYTES * 8 >= 128
    assert token not in repr(vars(sessions))


def test_each_log_in_has_a_session_of_its_own() -> None:
    phone = a_shop().merchants_phone()
    before = phone.cookies["__Host-session"]
    phone.get("/sales")
    phone.post("/log-out")
    phone.log_in()
    assert phone.cookies["__Host-session"] != before


def test_a_session_somebody_planted_is_not_taken_up() -> None:
    shop = a_shop()
    phone = shop.phone()
    phone.cookies.set("__Host-session", "planted", domain="portal.test")
    phone.log_in()
    planted = shop.phone()
    planted.cookies.set("__Host-session", "planted", domain="portal.test")
    assert planted.get("/sales").status_code == 401


def test_after_the_log_out_the_old_number_opens_nothing() -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    number = phone.cookies["__Host-session"]
    phone.get("/sales")
    phone.post("/log-out")
    thief = shop.phone()
    thief.cookies.set("__Host-session", number, domain="portal.test")
    assert thief.get("/sales").status_code == 401


def test_a_phone_that_lies_about_is_logged_out() -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    shop.forward(minutes=14)
    assert phone.get("/sales").status_code == 200
    shop.forward(minutes=15)
    assert phone.get("/sales").status_code == 401


def test_however_busy_a_session_ends_with_the_shift() -> None:
    shop = a_shop()
    phone = shop.merchants_phone()
    for _ in range(47):
        shop.forward(minutes=10)
        assert phone.get("/sales").status_code == 200
    shop.forward(minutes=10)
    assert phone.get("/sales").status_code == 401


@pytest.mark.parametrize("path", ["/sales", "/device", "/sales/10000001/1/2"])
def test_without_a_session_there_is_the_log_in_alone(path: str) -> None:
    assert a_shop().phone().get(path).status_code == 401


def test_when_there_are_too_many_the_one_not_used_for_longest_goes() -> None:
    sessions = Sessions(PortalSettings())
    first = sessions.begin(ANNA, "here", MONDAY)
    second = sessions.begin(ANNA, "here", MONDAY)
    assert sessions.of(first, MONDAY)
    for _ in range(MAX_SESSIONS - 1):
        sessions.begin(ANNA, "here", MONDAY)
    assert (sessions.of(first, MONDAY) is not None, sessions.of(second, MONDAY)) == (True, None)


def test_a_new_password_ends_every_session_of_the_account() -> None:
    sessions = Sessions(PortalSettings())
    token = sessions.begin(ANNA, "here", MONDAY)
    sessions.end_all_of("anna")
    assert sessions.of(token, MONDAY) is None
