"""A photo of a pen-signed slip, sent from a real browser: taken, refused in words, too large."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from acquirer.desk_records import PaperState
from tests.acquirer.office.test_photos import a_photo
from tests.portal.shop import a_shop, path_of
from tests.portal.test_browser import browser, log_in, served

pytestmark = pytest.mark.slow

TOO_LARGE_BYTES = 40_000_000


def the_file(kind: str, content: bytes) -> FilePayload:
    """A file on the phone."""
    return {"name": f"slip.{kind}", "mimeType": f"image/{kind}", "buffer": content}


def test_a_photo_is_sent_and_waits_and_what_is_none_is_refused_in_words() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(4800)
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(path_of(key))
        page.get_by_role("link", name="Photo of a slip signed by pen").click()
        page.get_by_label("Or choose one").set_input_files(the_file("gif", b"GIF89a"))
        page.get_by_role("button", name="Send it").click()
        expect(page.get_by_role("alert")).to_contain_text("whole JPEG or PNG")
        page.get_by_label("Take a photo").set_input_files(the_file("jpeg", a_photo()))
        page.get_by_role("button", name="Send it").click()
        expect(page.get_by_text("waits for review")).to_be_visible()
    assert [proof.state for proof in shop.sale(key).papers] == [PaperState.WAITING]


def test_a_photo_that_is_too_large_is_refused_in_words_the_browser_shows() -> None:
    shop = a_shop(plain_http=True)
    key = shop.sell(4800)
    with served(shop) as url, browser(url) as page:
        log_in(page)
        page.goto(f"{path_of(key)}/photo")
        page.get_by_label("Or choose one").set_input_files(
            the_file("jpeg", b"\xff\xd8\xff" + bytes(TOO_LARGE_BYTES))
        )
        page.get_by_role("button", name="Send it").click()
        expect(page.get_by_role("alert")).to_contain_text("too large")
    assert shop.sale(key).papers == ()
