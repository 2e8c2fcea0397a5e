"""OWASP ASVS 5.0 at the pages: each item that applies has a test that names it, here or beside.

What has a place of its own is tested there; the rest follows below the table.
"""

from __future__ import annotations

import importlib
import re

import pytest

from acquirer.desk_records import Account
from acquirer.front_office import ShortCode
from acquirer.records import Signature
from receipts.signature import rasterise, sample
from tests.acquirer.office.people import AGENT_LI, taken
from tests.acquirer.office.test_photos import a_photo
from tests.portal.shop import LOGIN, PASSWORD, Phone, Shop, a_shop, path_of
from wire import jbig1

ITEMS = {
    "__Host- Secure cookies, SameSite": (
        "visit",
        "test_cookies_are_secure_for_this_host_alone_and_no_script_reads_them",
    ),
    "CSP with nonces": (
        "shield",
        "test_scripts_and_styles_run_by_a_nonce_that_is_new_each_time",
    ),
    "object-src, base-uri none; frame-ancestors": (
        "shield",
        "test_every_page_forbids_frames_objects_and_another_base",
    ),
    "anti-forgery token": ("visit", "test_a_form_without_its_token_is_not_taken"),
    "size limit on the stream before parsing": (
        "shield",
        "test_a_body_that_does_not_say_its_size_is_cut_off_in_the_stream",
    ),
    "rate limits that end by themselves": ("entrance", "test_a_lock_ends_by_itself"),
    "delays that grow and pass": (
        "limits",
        "test_after_the_wait_it_was_told_an_address_may_go_on",
    ),
    "answers that tell nobody who has an account": (
        "entrance",
        "test_an_account_nobody_has_meets_the_same_words_and_the_same_waits",
    ),
    "sessions of 128 bits at the server": (
        "sessions",
        "test_a_token_has_more_than_128_bits_and_is_kept_nowhere",
    ),
    "a new session at the log-in": ("sessions", "test_a_session_somebody_planted_is_not_taken_up"),
    "idle time-out": ("sessions", "test_a_phone_that_lies_about_is_logged_out"),
    "absolute time-out": ("sessions", "test_however_busy_a_session_ends_with_the_shift"),
    "invalid at the log-out": (
        "sessions",
        "test_after_the_log_out_the_old_number_opens_nothing",
    ),
    "step order": (
        "signing",
        "test_strokes_for_a_sale_nobody_was_handed_the_phone_for_are_not_taken",
    ),
    "nothing sensitive in URLs": (
        "app",
        "test_nothing_in_an_address_is_a_secret_but_the_links_token",
    ),
    "no-store": ("shield", "test_no_page_is_kept_by_a_browser_or_on_the_way"),
    "codes single-use": ("asvs", "test_a_code_binds_one_phone_and_no_second_one"),
    "codes stored hashed": ("asvs", "test_a_code_is_kept_as_its_hash"),
    "codes of 20 bits and more, 10 minutes at most": (
        "asvs",
        "test_a_code_has_more_than_twenty_bits_and_ends_after_ten_minutes",
    ),
    "codes bound to the original request": (
        "asvs",
        "test_a_code_for_one_purpose_or_person_serves_no_other",
    ),
    "strokes rasterised by the server": (
        "asvs",
        "test_the_stored_picture_is_the_servers_own_drawing",
    ),
    "a client's picture is never stored as it came": (
        "asvs",
        "test_a_picture_in_the_place_of_strokes_is_not_taken",
    ),
}
"""reliability.md, Web pages. Magic bytes, re-encoding and floods are held where photos come in:
tests/acquirer/office/test_photos.py."""


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_has_its_test(item: str) -> None:
    module, name = ITEMS[item]
    assert callable(getattr(importlib.import_module(f"tests.portal.test_{module}"), name))


def shown_code(shop: Shop) -> tuple[Phone, str]:
    """A phone that waits to be bound, and the code that the bound one shows."""
    bound, waiting = shop.merchants_phone(), shop.phone()
    waiting.log_in()
    bound.get("/device")
    found = re.search(r'class="code">(\d{4} \d{4})<', bound.post("/device").text)
    assert found
    return waiting, found[1]


def bind(phone: Phone, code: str) -> int:
    """What binding a phone with this code is answered with."""
    return phone.post("/bind", login=LOGIN, password=PASSWORD, code=code).status_code


def test_a_code_binds_one_phone_and_no_second_one() -> None:
    shop = a_shop()
    waiting, code = shown_code(shop)
    assert bind(waiting, code) == 303
    third = shop.phone()
    third.log_in()
    assert (bind(third, code), third.get("/sales").status_code) == (400, 401)


def test_a_code_is_kept_as_its_hash() -> None:
    shop = a_shop()
    code = shown_code(shop)[1].replace(" ", "")
    with shop.till.bank.looking() as store:
        account = store.one(Account, LOGIN)
    assert account is not None
    assert len(account.code_hash) == 64
    assert code not in str([getattr(account, name) for name in Account.__slots__])


def test_a_code_has_more_than_twenty_bits_and_ends_after_ten_minutes() -> None:
    for seconds, answer in ((599, 303), (601, 400)):
        shop = a_shop()
        waiting, code = shown_code(shop)
        assert 10 ** len(code.replace(" ", "")) > 2**20
        shop.forward(seconds=seconds)
        assert bind(waiting, code) == answer


def test_a_code_for_one_purpose_or_person_serves_no_other() -> None:
    shop = a_shop()
    _, code = shown_code(shop)
    stranger = shop.phone()
    stranger.get("/forgotten")
    stranger.post("/forgotten", login=LOGIN)
    answer = stranger.post("/password", login=LOGIN, code=code, password="blue-window-7")
    assert answer.status_code == 400
    reset = shop.office.password_code(LOGIN, AGENT_LI, "knows the shop", shop.now)
    assert isinstance(reset, ShortCode)
    other = shop.phone()
    other.log_in()
    assert (bind(other, reset.code), other.get("/sales").status_code) == (400, 401)


@pytest.mark.parametrize("common", ["12345678", "Password", "qwertyuiop"])
def test_no_common_password_is_set_even_with_a_right_code(common: str) -> None:  # 6.2.4
    shop = a_shop()
    reset = taken(shop.office.password_code(LOGIN, AGENT_LI, "knows the shop", shop.now))
    phone = shop.phone()
    phone.get("/forgotten")
    phone.post("/forgotten", login=LOGIN)
    answer = phone.post("/password", login=LOGIN, code=reset.code, password=common)
    assert answer.status_code == 400
    assert phone.log_in(password=common).status_code == 400


def test_the_stored_picture_is_the_servers_own_drawing() -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.sign(path_of(key))
    seen = taken(shop.office.handwriting(key, 1, AGENT_LI, "to compare", shop.now))
    assert seen.picture == rasterise(sample(0), shop.sale(key).feature_code)


PICTURES = {
    "PNG": a_photo("PNG"),
    "JPEG": a_photo(),
    "JBIG1": jbig1.encode(rasterise(sample(0), "475B8226")),
    "a picture in JSON": b'{"image": "AA=="}',
}


@pytest.mark.parametrize("body", PICTURES.values(), ids=PICTURES)
def test_a_picture_in_the_place_of_strokes_is_not_taken(body: bytes) -> None:
    shop = a_shop()
    key = shop.sell()
    phone = shop.merchants_phone()
    phone.hand_over(path_of(key))
    assert phone.draw_raw(f"{path_of(key)}/strokes", body).status_code in (400, 413, 422)
    assert shop.sale(key).signature is Signature.UNSIGNED
    assert shop.sale(key).attempts == ()
