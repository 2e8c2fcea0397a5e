"""Logging in: nobody is told who exists, nobody is locked out for good, phones are bound."""

from __future__ import annotations

from datetime import timedelta

import pytest

from acquirer.desk_records import Account, Device, Role
from acquirer.front_office import FrontOffice, LoggedIn, LogInState, Reason, Refused
from acquirer.records import Action
from tests.acquirer.office.people import (
    AGENT_LI,
    MERCHANT_ANNA,
    SUPERVISOR_MA,
    Street,
    a_street,
    reason,
    taken,
)
from tests.acquirer.till import MERCHANT

ANNAS, LIS = "test-anna-1234", "test-li-1234"
FRESH = "a fresh password"


def entered(street: Street, password: str = ANNAS, device: str = "phone") -> LoggedIn | Refused:
    return street.office.log_in("anna", password, device, street.now)


def failed(street: Street, times: int, device: str, login: str = "anna") -> list[Refused]:
    """So many wrong passwords, each as soon as it may be tried."""
    told: list[Refused] = []
    for _ in range(times):
        answer = street.office.log_in(login, "wrong", device, street.now)
        assert isinstance(answer, Refused)
        told.append(answer)
        if answer.until:
            street.forward(seconds=(answer.until - street.now).total_seconds())
    return told


def test_a_listed_account_works_at_once_and_its_password_is_kept_hashed() -> None:
    street = a_street()
    anna = taken(entered(street))
    assert (anna.name, anna.role, anna.merchant_id) == (
        "安娜 Anna",
        Role.MERCHANT,
        street.merchant_id,
    )
    kept = street.till.bank.store.one(Account, "anna")
    assert kept is not None
    assert kept.password_hash.startswith("$argon2id$")
    assert ANNAS not in repr(street.till.bank.store.many(Account))


def test_the_audit_names_people_by_role_and_login() -> None:
    assert taken(entered(a_street())).actor("portal").who == "merchant anna"


def test_who_has_no_account_is_told_the_same_as_who_has_no_password() -> None:
    street = a_street()
    wrong, unknown = (
        [(r.reason, r.left) for r in failed(a_street(), 8, "phone", login)]
        for login in ("anna", "nobody")
    )
    assert wrong == unknown
    assert reason(entered(street, "wrong")) is Reason.WRONG


def test_the_wait_grows_to_a_soft_lock_that_ends() -> None:
    street = a_street()
    for _ in range(8):
        failed(street, 1, "stranger")
        street.forward(seconds=900)
    failed(street, 1, "stranger")
    locked = entered(street, ANNAS, "stranger")
    assert isinstance(locked, Refused)
    assert locked.reason is Reason.LOCKED
    assert locked.until is not None
    assert (locked.until - street.now).total_seconds() <= 900
    street.forward(minutes=15)
    taken(entered(street))


def test_a_stranger_cannot_lock_out_a_phone_that_is_bound() -> None:
    street = a_street()
    taken(entered(street))
    for _ in range(12):
        street.office.log_in("anna", "wrong", "stranger", street.now)
    assert reason(entered(street, ANNAS, "stranger")) is Reason.LOCKED
    taken(entered(street))


def test_a_bound_phone_has_its_own_count() -> None:
    street = a_street()
    taken(entered(street))
    for _ in range(4):
        entered(street, "wrong")
    assert reason(entered(street)) is Reason.LOCKED
    street.forward(minutes=15)
    taken(entered(street))


def test_another_phone_needs_a_code_that_the_bound_one_shows() -> None:
    street = a_street()
    office, now = street.office, street.now
    taken(entered(street))
    assert reason(office.device_code("anna", "phone", now)) is Reason.UNKNOWN
    assert reason(entered(street, device="new")) is Reason.OTHER_DEVICE
    assert office.has_pending_device("anna")
    assert reason(office.device_code("anna", "new", now)) is Reason.OTHER_DEVICE
    code = taken(office.device_code("anna", "phone", now)).code
    assert reason(office.bind_device("anna", ANNAS, "00000000", "new", now)) is Reason.WRONG
    assert reason(office.bind_device("anna", ANNAS, code, "third", now)) is Reason.WRONG
    taken(office.bind_device("anna", ANNAS, code, "new", now))
    taken(entered(street, device="new"))
    assert reason(office.bind_device("anna", ANNAS, code, "new", now)) is Reason.WRONG


def test_a_code_ends_after_ten_minutes_and_after_five_tries() -> None:
    street = a_street()
    taken(entered(street))
    entered(street, device="new")

    def bound(code: str) -> Reason:
        return reason(street.office.bind_device("anna", ANNAS, code, "new", street.now))

    code = taken(street.office.device_code("anna", "phone", street.now)).code
    street.forward(minutes=10, seconds=1)
    assert bound(code) is Reason.EXPIRED
    code = taken(street.office.device_code("anna", "phone", street.now)).code
    assert [bound("1") for _ in range(5)] == [Reason.WRONG] * 5
    assert bound(code) is Reason.WRONG


def test_a_password_is_changed_by_the_old_one() -> None:
    street = a_street()
    office, now = street.office, street.now
    taken(entered(street))
    assert office.set_password("anna", ANNAS, FRESH, "phone", now) is None
    assert reason(entered(street)) is Reason.WRONG
    taken(entered(street, FRESH))


def test_a_forgotten_password_is_set_by_a_code_the_desk_tells() -> None:
    street = a_street()
    office, now = street.office, street.now
    office.forgotten("anna", now)
    office.forgotten("nobody", now)
    assert street.actions().count(Action.PASSWORD_FORGOTTEN) == 2
    assert reason(office.password_code("anna", MERCHANT_ANNA, "x", now)) is Reason.NOT_ALLOWED
    assert reason(office.password_code("anna", AGENT_LI, "", now)) is Reason.NO_REASON
    code = taken(office.password_code("anna", AGENT_LI, "knew the last payout", now)).code
    assert reason(office.set_password("anna", "00000000", FRESH, "p", now)) is Reason.WRONG
    assert office.set_password("anna", code, FRESH, "phone", now) is None
    assert reason(office.set_password("anna", code, FRESH + "!", "phone", now)) is Reason.WRONG
    taken(entered(street, FRESH))


def test_the_desk_sees_who_forgot_a_password_until_he_is_helped() -> None:
    street = a_street()
    office = street.office
    for login in ("anna", "nobody", "li", "anna"):
        office.forgotten(login, street.now)
        street.forward(minutes=1)
    [anna] = office.waiting_for_help()
    assert (anna.login, anna.merchant_id) == ("anna", MERCHANT)
    assert anna.since == street.now - timedelta(minutes=4)
    taken(office.password_code("anna", AGENT_LI, "knew the last payout", street.now))
    assert office.waiting_for_help() == ()


def test_who_remembers_the_password_waits_for_no_help() -> None:
    street = a_street()
    for device in ("phone", "phone"):  # one that is bound by it, and one that is
        street.office.forgotten("anna", street.now)
        taken(entered(street, device=device))
        assert street.office.waiting_for_help() == ()


def test_who_sets_a_password_by_the_old_one_waits_for_no_help() -> None:
    street = a_street()
    street.office.forgotten("anna", street.now)
    assert street.office.set_password("anna", ANNAS, FRESH, "phone", street.now) is None
    assert street.office.waiting_for_help() == ()


@pytest.mark.parametrize("weak", ["short", "x" * 129, "i am anna indeed", ANNAS])
def test_a_weak_password_is_refused(weak: str) -> None:
    street = a_street()
    refused = street.office.set_password("anna", ANNAS, weak, "phone", street.now)
    assert refused == Refused(Reason.WEAK_PASSWORD)


def test_a_merchant_whose_phones_are_gone_begins_with_a_new_one() -> None:
    street = a_street()
    office, now = street.office, street.now
    taken(entered(street))
    assert reason(entered(street, device="new")) is Reason.OTHER_DEVICE
    assert office.forget_devices("anna", SUPERVISOR_MA, "phone stolen", now) is None
    taken(entered(street, device="new"))
    assert reason(entered(street, device="phone")) is Reason.OTHER_DEVICE
    assert {d.is_bound for d in street.till.bank.store.many(Device, login="anna")} == {0, 1}


@pytest.mark.parametrize(
    ("login", "why"),
    [("li", Reason.NOT_ALLOWED), ("ma", Reason.NOT_ALLOWED), ("nobody", Reason.NO_SUCH_ACCOUNT)],
)
def test_the_desk_forgets_phones_of_merchants_alone(login: str, why: Reason) -> None:
    street = a_street()
    assert street.office.forget_devices(login, SUPERVISOR_MA, "lost", street.now) == Refused(why)


def test_an_agent_needs_no_bound_device() -> None:
    street = a_street()
    for device in ("desk 1", "desk 2"):
        agent = taken(street.office.log_in(" Li ", LIS, device, street.now))
        assert agent.actor("desk").who == "agent li"
    assert street.office.account("li") == agent
    assert street.office.account("nobody") is None


def test_a_password_longer_than_any_is_not_even_hashed() -> None:
    assert reason(entered(a_street(), "x" * 10_000)) is Reason.WRONG


def test_accounts_outlive_the_office() -> None:
    street = a_street()
    taken(entered(street))
    street.office.set_password("anna", ANNAS, FRESH, "phone", street.now)
    again = FrontOffice(street.till.bank)
    taken(again.log_in("anna", FRESH, "phone", street.now))


@pytest.mark.parametrize("login", ["li", "wu", "ma"])
def test_nobody_at_the_desk_gets_into_another_ones_account(login: str) -> None:
    street = a_street()
    for actor in (AGENT_LI, SUPERVISOR_MA):
        refused = street.office.password_code(login, actor, "forgotten", street.now)
        assert reason(refused) is Reason.NOT_ALLOWED


def test_the_state_of_a_log_in_tells_of_locks_and_phones_but_not_of_accounts() -> None:
    street = a_street()
    office = street.office
    taken(office.log_in("anna", "test-anna-1234", "phone", street.now))
    assert office.log_in_state("anna", "phone", street.now) == LogInState(None, True)
    for login in ("anna", "nobody"):
        assert office.log_in_state(login, "strange", street.now) == LogInState(None, False)
        for _ in range(5):
            office.log_in(login, "wrong", "strange", street.now)
    known, unknown = (office.log_in_state(each, "x", street.now) for each in ("anna", "nobody"))
    assert known == unknown
    assert known.locked_until is not None
    assert office.log_in_state("anna", "phone", street.now).locked_until is None


def reset(street: Street, proof: str, device: str, new: str = FRESH) -> Refused | None:
    return street.office.set_password("anna", proof, new, device, street.now)


def test_guesses_at_the_password_page_of_a_bound_phone_lock_that_phone() -> None:
    street = a_street()
    taken(entered(street))
    refusals = [reset(street, f"guess {n}", "phone") for n in range(8)]
    assert refusals[-1] is not None
    assert refusals[-1].reason is Reason.LOCKED
    assert reason(entered(street)) is Reason.LOCKED


def test_who_is_locked_out_sets_a_password_with_the_code_of_the_desk() -> None:
    street = a_street()
    taken(entered(street))
    for _ in range(12):
        street.office.log_in("anna", "wrong", "stranger", street.now)
    code = taken(
        street.office.password_code("anna", AGENT_LI, "showed her papers", street.now)
    ).code
    locked = reset(street, ANNAS, "stranger")
    assert locked is not None  # the old password does not count now, and uses up a try
    assert reset(street, code, "stranger") is None
    assert reason(entered(street, FRESH, "stranger")) is Reason.OTHER_DEVICE


def test_a_wrong_code_says_no_more_than_a_wrong_login() -> None:
    street = a_street()
    taken(street.office.password_code("anna", AGENT_LI, "showed her papers", street.now))
    wrong = reset(street, "00000000", "stranger")
    unknown = street.office.set_password("nobody", "00000000", FRESH, "stranger", street.now)
    assert wrong == unknown == Refused(Reason.WRONG)


def told(street: Street) -> str:
    """What the desk tells anna."""
    why = "showed her papers"
    return taken(street.office.password_code("anna", AGENT_LI, why, street.now)).code


def test_a_stranger_at_one_address_does_not_burn_the_code_of_the_desk() -> None:
    street = a_street()
    taken(entered(street))
    code = told(street)
    for _ in range(220):
        reset(street, "00000000", "stranger")
    assert reset(street, code, "another phone") is None


def test_many_strangers_burn_it_for_strangers_and_never_for_a_bound_phone() -> None:
    street = a_street()
    taken(entered(street))
    code = told(street)
    for number in range(400):
        reset(street, "00000000", f"stranger {number}")
    assert reset(street, code, "another phone") is not None
    assert reset(street, code, "phone") is None


def test_a_bound_phone_tries_no_more_often_than_all_strangers_may() -> None:
    street = a_street()
    taken(entered(street))
    code = told(street)
    for _ in range(305):
        assert reset(street, "00000000", "phone") == Refused(Reason.WRONG)
    assert reason(reset(street, code, "phone")) is not None


def test_guesses_at_the_password_are_slowed_also_while_a_code_is_told() -> None:
    street = a_street()
    taken(entered(street))
    told(street)
    for device in ("phone", "stranger"):
        for _ in range(5):
            reset(street, "a guess", device)
        assert reset(street, ANNAS, device) is not None
        assert reason(entered(street, device=device)) is Reason.LOCKED


def test_strangers_meet_the_same_words_and_locks_whether_there_is_a_code_or_not() -> None:
    street = a_street()
    said: dict[str, list[Refused | None]] = {"anna": [], "nobody": []}
    told(street)
    for _ in range(12):
        for login, answers in said.items():
            answer = street.office.set_password(login, "00000000", FRESH, "stranger", street.now)
            answers.append(answer)
        street.forward(seconds=4)
    assert said["anna"] == said["nobody"]
    assert Reason.LOCKED in {reason(answer) for answer in said["anna"]}


def test_nobody_locks_the_desk_out_of_its_own_browser() -> None:
    street = a_street()
    own = "the desk's browser"
    taken(street.office.log_in("ma", "test-ma-1234", own, street.now))
    for _ in range(20):
        street.office.log_in("ma", "wrong", "stranger", street.now)
        taken(street.office.log_in("ma", "test-ma-1234", own, street.now))
        street.forward(minutes=15)
