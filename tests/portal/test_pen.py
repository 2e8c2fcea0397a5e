"""Strokes as JSON: whatever comes, it is strokes within the limits or refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.pen import StrokesError, read_strokes
from receipts.samples import sample
from receipts.strokes import MAX_POINTS, MAX_STROKES, PAD_HEIGHT, PAD_WIDTH, bounded

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_a_signature_comes_in_as_it_was_drawn() -> None:
    assert read_strokes(json.dumps(sample(0)).encode()) == tuple(sample(0))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"{}",
        b"[[1]]",
        b"[[[1]]]",
        b"[[[1, 2, 3]]]",
        b"[[[1.0, 2]]]",
        b"[[[true, 2]]]",
        b'[[["1", 2]]]',
        b"[[[-1, 2]]]",
        f"[[[{PAD_WIDTH}, 2]]]".encode(),
        f"[[[1, {PAD_HEIGHT}]]]".encode(),
        b"[" * 100_000,
        b"[[[" + b"9" * 5000 + b", 1]]]",
        json.dumps([[[1, 1]]] * (MAX_STROKES + 1)).encode(),
        json.dumps([[[1, 1]] * (MAX_POINTS + 1)]).encode(),
    ],
    ids=lambda body: body[:20].decode("latin-1"),
)
def test_what_is_no_signature_is_refused(body: bytes) -> None:
    with pytest.raises(StrokesError):
        read_strokes(body)


@given(st.binary() | ANYTHING.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_read_lies_on_the_pad(body: bytes) -> None:
    try:
        strokes = read_strokes(body)
    except StrokesError:
        return
    assert bounded(strokes) == strokes


SIGNATURE = json.dumps(sample(0)).encode()


@given(
    st.integers(0, len(SIGNATURE)),
    st.integers(0, 30),
    st.binary(max_size=12) | st.sampled_from([b"1e999", b"NaN", b"-", b"[", b"]", b"null", b"\0"]),
)
def test_a_signature_with_any_damage_is_read_as_it_says_or_refused(
    at: int, gone: int, junk: bytes
) -> None:
    body = SIGNATURE[:at] + junk + SIGNATURE[at + gone :]
    try:
        strokes = read_strokes(body)
    except StrokesError:
        return
    said = [stroke for stroke in json.loads(body) if stroke]
    assert [[list(point) for point in stroke] for stroke in strokes] == said
