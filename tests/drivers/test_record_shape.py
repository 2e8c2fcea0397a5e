"""A dataclass is spelled field by field, defaults left out, secrets apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.record_shape import RecordError, joined, shape_of
from tests.drivers import anything  # noqa: F401 - says how to make any Pan
from wire.pan import Pan


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    number: int
    expiry: str = ""


@dataclass(frozen=True)
class Outer:
    name: str
    yes: bool
    at: datetime
    colour: Colour = Colour.RED
    card: Pan | None = None
    inner: Inner | None = None
    numbers: tuple[int, ...] = ()
    inners: tuple[Inner, ...] = ()
    raw: bytes = b""


@dataclass(frozen=True)
class Unspeakable:
    one: float
    two: float


AT = datetime.fromisoformat("2026-03-02T12:00:00")
PLAIN = Outer("x", yes=True, at=AT)
FULL = Outer(
    "x", True, AT, Colour.BLUE, Pan("6212340000000000"), Inner(1, "3012"), (1, 2), (Inner(2),), b"r"
)


@given(st.from_type(Outer))
def test_every_value_comes_back_whole_and_in_two_parts(value: Outer) -> None:
    shape = shape_of(Outer)
    assert shape.from_json(json.loads(shape.spell(value))) == value
    plain, secret = map(json.loads, shape.spell_in_two(value))
    assert shape.from_json(joined(plain, secret)) == value


@given(st.from_type(Outer))
def test_the_spelling_is_the_one_json_itself_would_give_with_sorted_names(value: Outer) -> None:
    shape = shape_of(Outer)
    for spelled in (shape.spell(value), *shape.spell_in_two(value)):
        again = json.dumps(
            json.loads(spelled), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert again == spelled


def test_a_field_that_holds_its_default_is_left_out() -> None:
    assert shape_of(Outer).spell(PLAIN) == '{"at":"2026-03-02T12:00:00","name":"x","yes":true}'


def test_secrets_stand_apart_and_only_a_card_number_leaves_its_mask() -> None:
    plain, secret = map(json.loads, shape_of(Outer).spell_in_two(FULL))
    assert plain == {
        "name": "x",
        "yes": True,
        "at": "2026-03-02T12:00:00",
        "colour": "blue",
        "card": "621234******0000",
        "inner": {"number": 1},
        "numbers": [1, 2],
    }
    assert secret == {
        "card": "6212340000000000",
        "inner": {"expiry": "3012"},
        "inners": [{"number": 2}],
        "raw": "cg==",
    }


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("yes", 1, "yes: not true or false"),
        ("colour", "green", "colour: no Colour"),
        ("numbers", 7, "numbers: not a list"),
        ("numbers", ["7"], "numbers: not a whole number"),
        ("inners", [{"number": None}], "inners.number: not a whole number"),
        ("raw", "~", "raw: not base64"),
        ("card", "42", "card: not a card number"),
        ("name", ..., "name: missing"),
    ],
)
def test_a_wrong_field_is_named_with_its_way(field: str, value: object, complaint: str) -> None:
    record = {**json.loads(shape_of(Outer).spell(FULL)), field: value}
    if value is ...:
        del record[field]
    with pytest.raises(RecordError, match=f"^{complaint}$"):
        shape_of(Outer).from_json(record)


def test_a_type_without_a_spelling_is_our_own_mistake() -> None:
    with pytest.raises(AssertionError, match="no spelling"):
        shape_of(Unspeakable)
