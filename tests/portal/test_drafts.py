"""A refused form: what was typed stands in it again, and in no other."""

from __future__ import annotations

import pytest
from starlette.datastructures import FormData

from portal.drafts import NOTHING, drafted


def test_what_was_typed_stands_in_its_own_form_alone() -> None:
    draft = drafted("extend", FormData({"days": "99", "why": "away"}), "days", "why")
    assert draft.of("extend", "days", "1") == "99"
    assert draft.of("push", "why") == ""
    assert draft.of("push", "terminal", "10000001") == "10000001"


def test_a_field_that_was_emptied_stays_empty() -> None:
    assert drafted("extend", FormData({"days": ""}), "days").of("extend", "days", "1") == ""


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"days": "99", "why": "away"}, "days"),
        ({"days": "3", "why": " "}, "why"),
        ({"days": "", "why": ""}, "days"),
        ({"days": "3"}, "why"),
    ],
)
def test_the_keyboard_goes_to_what_is_blank_or_else_to_the_first_field(
    form: dict[str, str], field: str
) -> None:
    draft = drafted("extend", FormData(form), "days", "why")
    assert [name for name in ("days", "why") if draft.is_at("extend", name)] == [field]
    assert not draft.is_at("release", field)


def test_where_nothing_was_refused_every_field_is_as_it_is() -> None:
    assert NOTHING.of("extend", "days", "1") == "1"
    assert not NOTHING.is_at("extend", "days")
