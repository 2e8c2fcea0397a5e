"""Second looks: photos are shown, accepted or rejected; money is released by two people."""

from __future__ import annotations

import pytest

from acquirer.records import Action, PayoutState, Signature
from tests.acquirer.office.people import AGENT_LI, MERCHANT_ANNA, taken
from tests.acquirer.office.test_photos import a_photo
from tests.portal.forms import focus_of, form_of
from tests.portal.shop import Phone, Shop, a_shop, words_of


def a_review() -> tuple[Shop, Phone, str]:
    """A photo that came, taken up from the queue by an agent."""
    shop = a_shop()
    key = shop.sell(4800)
    taken(shop.office.upload_paper(key, a_photo(), MERCHANT_ANNA, shop.now))
    browser = shop.desk()
    assert "48.00" in browser.words("/desk/papers")
    place = f"{key.merchant_id}/{key.terminal_id}/{key.batch}/{key.trace}"
    path = browser.post(f"/desk/papers/{place}").headers["location"]
    browser.get(path)
    return shop, browser, path


def test_a_photo_that_waits_is_counted_on_every_page_of_the_desk() -> None:
    _, browser, path = a_review()
    for page in ("/desk", path, "/desk/releases", "/desk/accounts"):
        assert "Photos to review 1" in browser.words(page)


def test_a_photo_is_hidden_until_it_is_asked_for_and_each_look_is_noted() -> None:
    shop, browser, path = a_review()
    assert browser.get(f"{path}/paper/1.jpg").status_code == 403
    browser.get(path)
    browser.post(f"{path}/paper/show")
    assert f'src="{path}/paper/1.jpg"' in browser.get(path).text
    picture = browser.get(f"{path}/paper/1.jpg")
    assert picture.content.startswith(b"\xff\xd8\xff")
    rows = shop.office.trail(shop.till.key())
    assert [row.who for row in rows if row.action is Action.SIGNATURE_SEEN] == ["agent li"]
    assert browser.get(f"{path}/paper/2.jpg").status_code == 404


def test_an_accepted_photo_frees_the_money() -> None:
    shop, browser, path = a_review()
    browser.post(f"{path}/paper/show")
    browser.post(f"{path}/paper/accept", proof="1")
    sale = shop.sale(shop.till.key())
    assert sale.signature is Signature.PAPER
    assert sale.payout is not None
    assert sale.payout.state is PayoutState.RELEASED
    assert "accepted" in browser.words(path)


def test_a_rejected_photo_needs_a_reason_which_stays() -> None:
    shop, browser, path = a_review()
    browser.post(f"{path}/paper/show")
    assert browser.post(f"{path}/paper/reject", proof="1", why="").status_code == 409
    browser.get(path)
    browser.post(f"{path}/paper/reject", proof="1", why="cannot be read")
    assert "rejected : cannot be read" in browser.words(path).replace("rejected:", "rejected :")
    assert shop.sale(shop.till.key()).signature is Signature.UNSIGNED
    assert "No photo waits" in browser.words("/desk/papers")


def test_the_reason_of_a_rejection_that_was_refused_stands_there_again() -> None:
    shop, browser, path = a_review()
    browser.post(f"{path}/paper/show")
    key = shop.till.key()
    taken(shop.office.upload_paper(key, a_photo(), MERCHANT_ANNA, shop.now))
    page = browser.post(f"{path}/paper/reject", proof="1", why="cannot be read").text
    assert "又来了一张新照片" in page
    form = form_of(page, f"{path}/paper/reject")
    assert (form.fields["why"], form.fields["proof"]) == ("cannot be read", "2")
    assert focus_of(page) == ["reject-why"]


@pytest.mark.parametrize("form", [{"proof": "1"}, {"proof": ""}, {}])
@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_nobody_decides_on_a_photo_he_has_not_opened(form: dict[str, str], decision: str) -> None:
    shop, browser, path = a_review()
    answer = browser.post(f"{path}/paper/{decision}", why="no", **form)
    assert (answer.status_code, "您还没有看过这张照片" in answer.text) == (409, True)
    assert shop.sale(shop.till.key()).is_open


def test_a_photo_is_taken_up_once_however_often_it_is_clicked() -> None:
    shop, browser, path = a_review()
    browser.get("/desk/papers")
    key = shop.till.key()
    place = f"{key.merchant_id}/{key.terminal_id}/{key.batch}/{key.trace}"
    assert browser.post(f"/desk/papers/{place}").headers["location"] == path
    browser.get(path)
    browser.post(f"{path}/paper/show")
    browser.post(f"{path}/paper/accept", proof="1")
    browser.get("/desk/papers")
    assert browser.post(f"/desk/papers/{place}").status_code == 409


def test_the_photo_of_a_case_without_a_sale_is_not_there() -> None:
    shop = a_shop()
    browser = shop.desk()
    path = browser.open_case().headers["location"]
    assert browser.get(f"{path}/paper/1.jpg").status_code == 404


def asked(shop: Shop, login: str = "li") -> Phone:
    """Somebody asks for a release."""
    browser = shop.desk(login)
    path = shop.matched(shop.sell(4800), browser)
    browser.get(path)
    browser.post(f"{path}/release", why="known customer")
    return browser


def test_who_asked_sees_that_another_has_to_decide() -> None:
    shop = a_shop()
    browser = asked(shop, "ma")
    assert "Waits for another supervisor" in browser.words("/desk/releases")
    (release,) = shop.office.releases()
    answer = browser.post(f"/desk/releases/{release.number}/confirm")
    assert (answer.status_code, "须由另一个人来做" in words_of(answer.text)) == (409, True)
    assert shop.office.releases() == (release,)


def test_an_agent_sees_the_queue_and_decides_nothing() -> None:
    shop = a_shop()
    asked(shop)
    other = shop.desk("wu")
    assert "known customer" in other.words("/desk/releases")
    (release,) = shop.office.releases()
    assert other.post(f"/desk/releases/{release.number}/confirm").status_code == 409
    assert shop.office.releases() == (release,)


def test_the_second_person_releases_the_money() -> None:
    shop = a_shop()
    asked(shop)
    (release,) = shop.office.releases()
    browser = shop.desk("ma")
    browser.get("/desk/releases")
    browser.post(f"/desk/releases/{release.number}/confirm")
    assert "No release waits" in browser.words("/desk/releases")
    assert shop.sale(release.key).signature is Signature.WAIVED


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ("confirm", "Released · ￥48.00 · 621234******0019 · due 2026-03-02 12:05:00 · Case 2"),
        ("refuse", "Not released · ￥48.00 · 621234******0019 · held: no signature · Case 2"),
    ],
)
def test_what_was_decided_is_told_above_the_list(decision: str, told: str) -> None:
    shop = a_shop()
    asked(shop)
    (release,) = shop.office.releases()
    browser = shop.desk("ma")
    browser.get("/desk/releases")
    answer = browser.post(f"/desk/releases/{release.number}/{decision}", why="no proof")
    assert told in browser.words(answer.headers["location"])
    assert told not in browser.words("/desk/releases")


def test_a_decision_is_told_to_nobody_but_who_made_it() -> None:
    shop = a_shop()
    asked(shop)
    (release,) = shop.office.releases()
    path = f"/desk/releases/{release.number}"
    browser = shop.desk("ma")
    assert browser.get(path).headers["location"] == "/desk/releases"
    browser.get("/desk/releases")
    browser.post(f"{path}/confirm")
    for other in (shop.desk("li"), shop.desk("wu")):
        assert other.get(path).headers["location"] == "/desk/releases"
    assert browser.get("/desk/releases/9999").headers["location"] == "/desk/releases"


def test_a_request_that_is_decided_or_none_is_called_so() -> None:
    shop = a_shop()
    asked(shop)
    (release,) = shop.office.releases()
    browser = shop.desk("ma")
    browser.get("/desk/releases")
    browser.post(f"/desk/releases/{release.number}/confirm")
    again = browser.post(f"/desk/releases/{release.number}/refuse", why="no proof")
    assert "这个放行申请已于 2026-03-02 12:00:00 决定" in words_of(again.text)
    none = browser.post("/desk/releases/9999/confirm")
    assert "没有这个放行申请" in words_of(none.text)
    assert "链接" not in again.text + none.text


def test_the_second_person_refuses_with_a_reason() -> None:
    shop = a_shop()
    asked(shop)
    (release,) = shop.office.releases()
    browser = shop.desk("ma")
    browser.get("/desk/releases")
    assert browser.post(f"/desk/releases/{release.number}/refuse", why=" ").status_code == 409
    browser.post(f"/desk/releases/{release.number}/refuse", why="no proof")
    assert shop.office.releases() == ()
    assert shop.sale(release.key).is_open
    trail = shop.office.trail(release.key)
    rows = [row for row in trail if row.action is Action.RELEASE_REFUSED]
    assert [("no proof" in row.why, row.who) for row in rows] == [(True, "supervisor ma")]


def test_the_reason_of_a_refusal_that_was_refused_stands_there_again() -> None:
    shop = a_shop()
    asked(shop)
    shop.forward(hours=1)
    asked(shop)
    first, second = shop.office.releases()
    browser = shop.desk("ma")
    browser.get("/desk/releases")
    page = browser.post(f"/desk/releases/{second.number}/refuse", why="  ").text
    assert form_of(page, f"/desk/releases/{second.number}/refuse").fields["why"] == "  "
    assert form_of(page, f"/desk/releases/{first.number}/refuse").fields["why"] == ""
    assert focus_of(page) == [f"why-{second.number}"]


def test_a_photo_an_agent_sent_himself_is_reviewed_by_another() -> None:
    shop = a_shop()
    key = shop.sell()
    browser = shop.desk()
    path = shop.matched(key, browser)
    taken(shop.office.upload_paper(key, a_photo(), AGENT_LI, shop.now))
    browser.get(path)
    browser.post(f"{path}/paper/show")
    answer = browser.post(f"{path}/paper/accept", proof="1")
    assert (answer.status_code, "另一个人" in answer.text) == (409, True)
