"""Chinese text on the wire: exact both ways, never cut inside a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire import gbk
from wire.errors import MalformedError

TEXTS = st.text(st.characters(codec="gbk"))


@given(TEXTS)
def test_text_survives_the_wire(text: str) -> None:
    assert gbk.decode(gbk.encode(text, "F63"), "F63") == text


@given(st.binary(max_size=40))
def test_bytes_are_text_that_gives_them_back_or_are_refused_in_place(data: bytes) -> None:
    try:
        text = gbk.decode(data, "F63")
    except MalformedError as error:
        trouble = error
    else:
        assert gbk.encode(text, "F63") == data
        return
    whole = data[: trouble.offset]
    assert gbk.encode(gbk.decode(whole, "F63"), "F63") == whole
    with pytest.raises(MalformedError, match=f"F63 at byte {trouble.offset + 100}:"):
        gbk.decode(data, "F63", 100)


def test_a_character_without_gbk_form_is_refused_at_its_byte() -> None:
    with pytest.raises(MalformedError) as caught:
        gbk.encode("银联\N{GRINNING FACE}", "F63.issuer")
    assert (caught.value.path, caught.value.offset) == ("F63.issuer", 4)


@given(TEXTS, st.integers(0, 30))
def test_a_clipped_text_is_as_long_as_fits_and_ends_with_a_whole_character(
    text: str, limit: int
) -> None:
    clipped = gbk.clip(text, limit)
    assert len(clipped) <= limit
    kept = clipped.decode("gbk")
    assert text.startswith(kept)
    if kept != text:
        assert len(gbk.encode(text[: len(kept) + 1], "")) > limit


def test_a_clipped_text_shows_a_question_mark_for_what_gbk_cannot_write() -> None:
    assert gbk.clip("a\N{GRINNING FACE}b", 9) == b"a?b"
