"""The feature code that binds a signature to its transaction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.vectors import cases
from wire import feature_code
from wire.errors import MalformedError

DATES = st.text("0123456789", min_size=4, max_size=4)
REFERENCES = st.text("0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize("case", [c for c in cases("cup_terminal") if c["what"] == "feature"])
def test_the_published_online_codes_come_out(case: dict[str, str | None]) -> None:
    assert feature_code.online(case["date"], case["reference"]) == case["code"]


@pytest.mark.parametrize(
    "case", [c for c in cases("cup_terminal") if c["what"] == "feature-offline"]
)
def test_the_published_offline_code_comes_out(case: dict[str, str]) -> None:
    assert feature_code.offline(case["batch"], case["trace"]) == case["code"]


@given(DATES, REFERENCES)
def test_date_and_code_give_the_reference_back_in_part(date: str, reference: str) -> None:
    code = int(feature_code.online(date, reference), 16)
    assert f"{code ^ int(date + reference[:4], 16):08X}" == reference[4:]


@given(DATES, REFERENCES)
def test_a_code_is_eight_upper_case_hex_characters(date: str, reference: str) -> None:
    code = feature_code.online(date, reference)
    assert len(code) == 8
    assert set(code) <= set("0123456789ABCDEF")


@pytest.mark.parametrize(
    ("date", "reference", "where"),
    [
        ("112", None, "F15 at byte 0: 3 digits, not 4"),
        ("11A3", None, "F15 at byte 2: not a digit"),
        (None, "12345678901", "F37 at byte 0: 11 digits, not 12"),
        (None, "12345678901Z", "F37 at byte 11: not a digit"),
        (None, "", "F37 at byte 0: 0 digits, not 12"),
    ],
)
def test_a_reference_that_is_not_digits_is_refused(
    date: str | None, reference: str | None, where: str
) -> None:
    with pytest.raises(MalformedError, match=where):
        feature_code.online(date, reference)


@pytest.mark.parametrize(("batch", "trace"), [("1", "000123"), ("000001", "12345x")])
def test_an_offline_code_needs_two_whole_numbers(batch: str, trace: str) -> None:
    with pytest.raises(MalformedError, match=r"^(batch|trace) at byte"):
        feature_code.offline(batch, trace)
