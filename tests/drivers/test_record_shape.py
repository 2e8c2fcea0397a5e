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
    raw: bytes = b""


@dataclass(frozen=True)
class Weighed:
    one: float
    two: int


@dataclass(frozen=True)
class Listed:
    one: int
    inners: tuple[Inner, ...] = ()


@dataclass(frozen=True)
class Undecided:
    one: int
    perhaps: int | None


@dataclass(frozen=True)
class Wrapped:
    one: int
    expiry: Inner


AT = datetime.fromisoformat("2026-03-02T12:00:00")
PLAIN = Outer("x", yes=True, at=AT)
FULL = Outer("x", True, AT, Colour.BLUE, Pan("6212340000000000"), Inner(1, "3012"), (1, 2), b"r")


@given(st.from_type(Outer))
def test_every_value_comes_back_from_its_two_parts(value: Outer) -> None:
    shape = shape_of(Outer)
    plain, secret = map(json.loads, shape.spell(value))
    assert shape.from_json(joined(plain, secret)) == value


@given(st.from_type(Outer))
def test_the_spelling_is_the_one_json_itself_gives_with_sorted_names(value: Outer) -> None:
    for spelled in shape_of(Outer).spell(value):
        record = json.loads(spelled)
        again = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert again == spelled


def test_a_field_that_holds_its_default_is_left_out() -> None:
    plain = '{"at":"2026-03-02T12:00:00","name":"x","yes":true}'
    assert shape_of(Outer).spell(PLAIN) == (plain, "{}")


def test_secrets_stand_apart_and_only_a_card_number_leaves_its_mask() -> None:
    plain, secret = map(json.loads, shape_of(Outer).spell(FULL))
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
        "raw": "cg==",
    }


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("yes", 1, "yes: not true or false"),
        ("colour", "green", "colour: no Colour"),
        ("numbers", 7, "numbers: not a list"),
        ("numbers", ["7"], "numbers: not a whole number"),
        ("inner", {"number": None}, "inner.number: not a whole number"),
        ("raw", "~", "raw: not base64"),
        ("card", "42", "card: not a card number"),
        ("name", ..., "name: missing"),
    ],
)
def test_a_wrong_field_is_named_with_its_way(field: str, value: object, complaint: str) -> None:
    record = {**joined(*map(json.loads, shape_of(Outer).spell(FULL))), field: value}
    if value is ...:
        del record[field]
    with pytest.raises(RecordError, match=f"^{complaint}$"):
        shape_of(Outer).from_json(record)


@pytest.mark.parametrize("kind", [Weighed, Listed, Undecided, Wrapped])
def test_a_type_without_a_spelling_is_our_own_mistake(kind: type) -> None:
    with pytest.raises(AssertionError):
        shape_of(kind)
