"""Sign links: opened, signed; used, expired, revoked, wrong and taken each in words."""

from __future__ import annotations

import pytest

from acquirer.records import Route, Signature
from tests.acquirer.office.people import MERCHANT_ANNA
from tests.portal.shop import Phone, a_shop, path_of, words_of


def taken(phone: Phone, token: str) -> Phone:
    """A phone on which somebody has opened the link and pressed Sign."""
    phone.get(f"/s/{token}")
    phone.post(f"/s/{token}")
    phone.get(f"/s/{token}/sign")
    return phone


def test_a_link_leads_to_the_pad_and_the_signature_counts() -> None:
    shop = a_shop()
    key = shop.sell()
    token = shop.link(key)
    phone = taken(shop.phone(), token)
    assert phone.draw(f"/s/{token}/strokes").json() == {"next": f"/s/{token}/stored"}
    kept = shop.sale(key).effective
    assert kept is not None
    assert kept.route is Route.OTHER_DEVICE
    assert "The signature is stored" in phone.words(f"/s/{token}/stored")


def test_a_link_shows_its_own_transaction_and_no_card_number() -> None:
    shop = a_shop()
    shop.sell(9900)
    token = shop.link(shop.sell(1200))
    words = shop.phone().words(f"/s/{token}")
    assert ("￥12.00" in words, "621234******0019" in words, "99.00" in words) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("language", "name"), [("en", "SYNTHETIC TEST SHOP"), ("zh", "合成测试商户")]
)
def test_a_link_names_the_shop_in_the_language_of_its_page(language: str, name: str) -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    assert name in shop.phone().words(f"/s/{token}", language)


def test_looking_at_a_link_does_not_take_it_from_another_phone() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    shop.phone().get(f"/s/{token}")  # a messenger makes its preview
    phone = taken(shop.phone(), token)
    assert phone.draw(f"/s/{token}/strokes").status_code == 200


def test_the_first_phone_that_takes_it_is_the_only_one() -> None:
    shop = a_shop()
    key = shop.sell()
    token = shop.link(key)
    taken(shop.phone(), token)
    other = shop.phone()
    other.get(f"/s/{token}")
    answer = other.post(f"/s/{token}")
    assert (answer.status_code, "另一部手机" in words_of(answer.text)) == (410, True)
    other.get("/")
    assert other.draw(f"/s/{token}/strokes").status_code == 409
    assert shop.sale(key).signature is Signature.UNSIGNED


def test_a_used_link_says_so_and_when() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    taken(shop.phone(), token).draw(f"/s/{token}/strokes")
    phone = shop.phone()
    words = phone.words(f"/s/{token}")
    assert "No signature" not in words
    assert "The link has been used. Since 2026-03-02 12:00:00" in words
    assert "The signature is stored" in words


def test_an_expired_link_says_so() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    shop.forward(minutes=11)
    words = shop.phone().words(f"/s/{token}")
    assert "Its time is over. Ask for a new one. Since 2026-03-02 12:10:00" in words
    assert "No signature was stored by it" in words


def test_a_link_that_expired_while_somebody_drew_says_so() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    phone = taken(shop.phone(), token)
    shop.forward(minutes=11)
    assert "时间已过" in phone.draw(f"/s/{token}/strokes").json()["words"]


def test_a_revoked_link_says_so() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    shop.office.revoke_link(token, MERCHANT_ANNA, shop.now)
    words = shop.phone().words(f"/s/{token}")
    assert ("called back" in words, "No signature was stored by it" in words) == (True, True)


def test_the_pad_hears_within_seconds_that_its_link_is_over() -> None:
    shop = a_shop()
    key = shop.sell()
    token = shop.link(key)
    phone = taken(shop.phone(), token)
    assert phone.get(f"/s/{token}/open").status_code == 204
    shop.office.revoke_link(token, MERCHANT_ANNA, shop.now)
    assert phone.get(f"/s/{token}/open").status_code == 410
    late = shop.link(key)
    shop.forward(minutes=11)
    assert phone.get(f"/s/{late}/open").status_code == 410
    assert phone.get("/s/none/open").status_code == 404


def test_asking_whether_a_link_is_open_takes_it_from_nobody() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    for _ in range(2):  # the second time this browser is known
        (curious := shop.phone()).get(f"/s/{token}/open")
        curious.get(f"/s/{token}/open")
    assert taken(shop.phone(), token).draw(f"/s/{token}/strokes").status_code == 200


def test_nobody_asks_without_end_whether_a_link_is_open() -> None:
    phone = a_shop(drawings_a_minute=2).phone()
    assert [phone.get("/s/none/open").status_code for _ in range(3)] == [404, 404, 429]


@pytest.mark.parametrize("token", ["A" * 22, "x", "%F0%9F%98%80", "a" * 2000])
def test_a_link_nobody_made_says_so(token: str) -> None:
    phone = a_shop().phone()
    assert phone.get(f"/s/{token}").status_code == 404
    assert "no such link" in phone.words(f"/s/{token}")


def test_links_cannot_be_tried_fast() -> None:
    phone = a_shop(guesses_a_minute=3).phone()
    assert [phone.get(f"/s/{n}").status_code for n in range(4)] == [404, 404, 404, 429]


def test_what_is_no_strokes_is_refused() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    phone = taken(shop.phone(), token)
    assert phone.draw_raw(f"/s/{token}/strokes", "nonsense").status_code == 400


def test_a_browser_that_was_never_here_cannot_take_a_link_by_opening_the_pad() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    assert shop.phone().get(f"/s/{token}/sign").headers["location"] == f"/s/{token}"
    assert taken(shop.phone(), token).draw(f"/s/{token}/strokes").status_code == 200


def test_the_thanks_are_for_links_that_were_used() -> None:
    shop = a_shop()
    token = shop.link(shop.sell())
    assert shop.phone().get(f"/s/{token}/stored").headers["location"] == f"/s/{token}"


def test_a_link_asks_nobody_to_sign_for_nothing() -> None:
    shop = a_shop()
    signed = shop.sell()
    told = {shop.link(signed): "needs no signature any more"}
    phone = shop.merchants_phone()
    phone.sign(path_of(signed))
    sale, answer = shop.till.sell(3300)
    told[shop.link(shop.till.key())] = "no signature is needed"
    shop.till.send(shop.till.void(sale, answer))
    for token, words in told.items():
        stranger = shop.phone()
        assert words in stranger.words(f"/s/{token}")
        assert f'action="/s/{token}"' not in stranger.last


def test_a_void_is_named_wherever_it_is_signed() -> None:
    shop = a_shop()
    shop.till.send(shop.till.void(*shop.till.sell(2600)))
    void = shop.till.key()
    token = shop.link(void)
    stranger = shop.phone()
    assert "Please sign for this void −￥26.00" in stranger.words(f"/s/{token}")
    pad = taken(stranger, token).words(f"/s/{token}/sign")
    hand = shop.merchants_phone().words(f"{path_of(void)}/hand")
    assert "Void −￥26.00" in pad
    assert "Void −￥26.00" in hand
