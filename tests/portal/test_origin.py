"""Where a browser says that it comes from."""

from __future__ import annotations

import pytest

from portal.origin import origin_of


def test_the_parts_of_an_address_are_told_apart() -> None:
    there = origin_of("https://portal.test:8443/desk?x=1")
    assert (there.netloc, there.path) == ("portal.test:8443", "/desk")


@pytest.mark.parametrize("said", ["http://[", "http://[::1", "//[x]:y", ""])
def test_what_is_no_address_has_no_parts(said: str) -> None:
    assert origin_of(said).netloc == ""
