"""A card number shows itself masked wherever it could be printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.errors import MalformedError
from wire.pan import Pan, check_digit, mask, without_numbers

NUMBERS = st.text("0123456789", min_size=13, max_size=19)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("6212340000000019", "621234******0019"),
        ("card 6212 3400 0000 0019, 12.00", "card 621234******0019, 12.00"),
        ("6212340000000019 6212340000000019", "621234******0019 621234******0019"),
        ("at 02 30 6212340000000019 12", "at 02 30 621234******0019 12"),
        ("merchant 104110054110001, slip 000000000012", None),
        ("6212340000000018", None),  # no card's: its check digit is wrong
        ("621234 0000000019", "621234******0019"),
        ("at 12 34 12 34 12 34 12 34 12 34", None),  # no card is written in pairs
        ("123 " * 600, None),
        ("", None),
    ],
)
def test_a_card_number_in_words_is_masked_and_no_other(said: str, shown: str | None) -> None:
    assert without_numbers(said) == (said if shown is None else shown)


@given(NUMBERS)
def test_no_way_of_printing_shows_the_middle(digits: str) -> None:
    pan = Pan(digits)
    for shown in (repr(pan), str(pan), f"{pan}", f"{pan:>30}", f"{[pan]}", f"{pan!r}"):
        assert digits not in shown
        assert digits[:6] + "*" * (len(digits) - 10) + digits[-4:] in shown


@given(NUMBERS)
def test_the_number_itself_is_kept(digits: str) -> None:
    assert Pan(digits).digits == digits
    assert Pan(digits) == Pan(digits)
    assert {Pan(digits)} == {Pan(digits)}
    assert Pan(digits).last4 == digits[-4:]


@given(st.text("0123456789", min_size=12, max_size=18))
def test_the_check_digit_makes_a_good_number_and_any_other_a_bad_one(body: str) -> None:
    right = check_digit(body)
    assert [d for d in "0123456789" if Pan(body + d).luhn_ok] == [right]


@pytest.mark.parametrize(
    ("body", "digit"),
    [("7992739871", "3"), ("411111111111111", "1"), ("0", "0"), ("1", "8"), ("10", "9"), ("", "0")],
)
def test_published_check_digits_come_out(body: str, digit: str) -> None:
    assert check_digit(body) == digit


@given(st.text("0123456789", min_size=12, max_size=18), st.data())
def test_a_mistyped_digit_is_noticed(body: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(body) - 1))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != body[at]]))
    assert not Pan(body[:at] + wrong + body[at + 1 :] + check_digit(body)).luhn_ok


@pytest.mark.parametrize(
    ("text", "offset", "reason"),
    [
        ("", 0, "0 digits"),
        ("622222222222", 0, "12 digits"),
        ("62222222222222222222", 0, "20 digits"),
        ("62222222222222x2", 14, "not a digit"),
        ("62222222２22222222", 8, "not a digit"),
        ("6222²2222222222222", 4, "not a digit"),
        ("6222 2222 2222 2222", 4, "not a digit"),
    ],
)
def test_what_is_no_card_number_is_refused_unquoted(text: str, offset: int, reason: str) -> None:
    with pytest.raises(MalformedError) as caught:
        Pan(text)
    assert (caught.value.path, caught.value.offset) == ("PAN", offset)
    assert reason in caught.value.reason
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("6222222222222333", "622222******2333"),
        ("6222222222233", "622222***2233"),
        ("622222222222", "************"),
        ("62", "**"),
        ("", ""),
    ],
)
def test_a_text_too_short_for_a_card_number_is_all_stars(text: str, shown: str) -> None:
    assert mask(text) == shown
