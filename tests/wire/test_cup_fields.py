"""Composite fields: each survives its own text, and every wrong one is refused by part."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.vectors import cases
from wire import des3
from wire.cup_fields import (
    ClearKeys,
    Field44,
    Field48Totals,
    Field53,
    Field60,
    Field61,
    Field63,
    Totals,
    WorkingKeys62,
)
from wire.errors import MalformedError

TMK = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
CODES = st.text("ABC0123456789", max_size=11)
AMOUNTS = st.integers(0, 10**12 - 1)
COUNTS = st.integers(0, 999)
TOTALS = st.builds(Totals, AMOUNTS, COUNTS, AMOUNTS, COUNTS, st.integers(0, 3))
DIGITS = "0123456789"


def _digits(least: int, most: int | None = None) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=least, max_size=least if most is None else most)


def _words(size: int) -> st.SearchStrategy[str]:
    """Text of at most so many GBK bytes that does not end in the padding."""
    characters = st.characters(codec="gbk", exclude_categories=["Cc"])
    return st.text(characters, max_size=size // 2).map(lambda text: text.rstrip(" "))


def _from_the_left(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """The first few of `parts`; the others empty."""
    return st.integers(0, len(parts)).flatmap(
        lambda n: st.tuples(*parts[:n]).map(lambda held: held + ("",) * (len(parts) - n))
    )


@given(CODES, CODES)
def test_issuer_and_acquirer_survive_their_field(issuer: str, acquirer: str) -> None:
    encoded = Field44(issuer, acquirer).encode()
    assert len(encoded) == (22 if acquirer else 11)
    assert Field44.decode(encoded) == Field44(issuer, acquirer)


def test_what_follows_the_two_codes_is_the_hosts_own() -> None:
    assert Field44.decode("01020000   03040000   XYZ") == Field44("01020000", "03040000")
    assert Field44.decode("") == Field44("", "")


@given(TOTALS, TOTALS)
def test_totals_survive_their_field(domestic: Totals, foreign: Totals) -> None:
    totals = Field48Totals(domestic, foreign)
    assert len(totals.encode()) == 62
    assert Field48Totals.decode(totals.encode()) == totals


def test_the_results_stand_at_positions_30_and_61() -> None:
    digits = Field48Totals(Totals(result=1), Totals(result=2)).encode()
    assert [at for at, digit in enumerate(digits) if digit != "0"] == [30, 61]


@pytest.mark.parametrize(
    ("digits", "where"),
    [
        ("0" * 61, "F48 at byte 61: 61 digits, not 62"),
        ("0" * 63, "F48 at byte 63"),
        ("0" * 40 + "x" + "0" * 21, "F48 at byte 40: not a digit"),
        ("0" * 30 + "4" + "0" * 31, "F48.domestic.result at byte 30: not 0, 1, 2 or 3"),
        ("0" * 61 + "9", "F48.foreign.result at byte 61"),
    ],
)
def test_torn_totals_are_refused(digits: str, where: str) -> None:
    with pytest.raises(MalformedError, match=f"^{where}"):
        Field48Totals.decode(digits)


@pytest.mark.parametrize(
    ("totals", "path"),
    [
        (Totals(debit_minor=10**12), "F48.foreign.debit_minor"),
        (Totals(credit_count=1000), "F48.foreign.credit_count"),
        (Totals(credit_minor=-1), "F48.foreign.credit_minor"),
        (Totals(result=10), "F48.foreign.result"),
    ],
)
def test_totals_that_do_not_fit_are_not_written(totals: Totals, path: str) -> None:
    with pytest.raises(MalformedError, match=path):
        Field48Totals(Totals(), totals).encode()


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_security_control_survives_its_field(form: int, algorithm: int, track: int) -> None:
    assert Field53.decode(Field53(form, algorithm, track).encode()) == Field53(
        form, algorithm, track
    )


@pytest.mark.parametrize("case", [c for c in cases("cup_terminal") if c["what"] == "f53"])
def test_the_published_security_control_is_read_and_written(case: dict[str, Any]) -> None:
    control = Field53(case["pin_format"], case["algorithm"], case["track_encryption"])
    assert Field53.decode(case["digits"]) == control
    assert control.encode() == case["digits"]


def test_no_pin_means_all_zeros() -> None:
    assert Field53().encode() == "0" * 16


@pytest.mark.parametrize("digits", ["", "26", "2600000000000001", "26000000000000000", "26x" * 5])
def test_a_torn_security_control_is_refused(digits: str) -> None:
    with pytest.raises(MalformedError, match="F53"):
        Field53.decode(digits)


@given(
    _digits(2),
    _digits(6),
    _digits(3),
    _from_the_left(_digits(1), _digits(1), _digits(1, 8)),
)
def test_type_and_batch_survive_their_field(
    kind: str, batch: str, network: str, tail: tuple[str, ...]
) -> None:
    held = Field60(kind, batch, network, *tail)
    assert Field60.decode(held.encode()) == held


@pytest.mark.parametrize("case", [c for c in cases("cup_terminal") if c["what"] == "f60"])
def test_the_observed_field_60_is_read_and_written(case: dict[str, str]) -> None:
    parts = {part: case[part] for part in Field60.__dataclass_fields__}
    assert Field60.decode(case["digits"]) == Field60(**parts)
    assert Field60(**parts).encode() == case["digits"]


@pytest.mark.parametrize(
    ("field", "path"),
    [
        (Field60("2", "000001"), "F60.kind"),
        (Field60("22", "00001"), "F60.batch"),
        (Field60("22", "00000x"), "F60.batch"),
        (Field60("22", "000001", ""), "F60.network"),
        (Field60("22", "000001", "000", "", "0"), "F60.reader"),
        (Field60("22", "000001", "000", "2", "", "1"), "F60.condition"),
        (Field60("22", "000001", "000", "2", "0", "1" * 9), "F60.rest"),
    ],
)
def test_a_field_60_with_a_hole_or_a_wrong_part_is_not_written(field: Field60, path: str) -> None:
    with pytest.raises(MalformedError) as caught:
        field.encode()
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("digits", "where"),
    [
        ("", "F60 at byte 0: 0 digits, not 11 to 21"),
        ("2200000100", "F60 at byte 10"),
        ("2" * 22, "F60 at byte 22"),
        ("22000001x00", "F60 at byte 8: not a digit"),
    ],
)
def test_a_torn_field_60_is_refused(digits: str, where: str) -> None:
    with pytest.raises(MalformedError, match=f"^{where}"):
        Field60.decode(digits)


@given(_digits(6), _digits(6), _from_the_left(_digits(4), _digits(2), _digits(11)))
def test_the_original_transaction_survives_its_field(
    batch: str, trace: str, tail: tuple[str, ...]
) -> None:
    held = Field61(batch, trace, *tail)
    assert Field61.decode(held.encode()) == held


@pytest.mark.parametrize("size", [0, 11, 13, 15, 17, 19, 28, 30])
def test_an_original_that_ends_inside_a_part_is_refused(size: int) -> None:
    with pytest.raises(MalformedError, match=f"^F61 at byte {size}"):
        Field61.decode("0" * size)


@pytest.mark.parametrize(
    ("field", "path"),
    [
        (Field61("1", "000123"), "F61.batch"),
        (Field61("000001", ""), "F61.trace"),
        (Field61("000001", "000123", "", "01"), "F61.date"),
        (Field61("000001", "000123", "1123", "", "00000000001"), "F61.auth_mode"),
        (Field61("000001", "000123", "1123", "01", "1"), "F61.auth_institution"),
    ],
)
def test_an_original_with_a_hole_is_not_written(field: Field61, path: str) -> None:
    with pytest.raises(MalformedError) as caught:
        field.encode()
    assert caught.value.path == path


@given(_words(3), _from_the_left(_words(20), _words(20), _words(20), _words(60)))
def test_remarks_survive_their_field(first: str, tail: tuple[str, ...]) -> None:
    held = Field63(first, *tail)
    encoded = held.encode()
    assert Field63.decode(encoded) == held
    assert len(encoded.encode("gbk")) in (3, 23, 43, 63, 123)


def test_an_operator_alone_takes_three_bytes() -> None:
    assert Field63("01").encode() == "01 "
    assert Field63.decode("01 ") == Field63("01")
    assert Field63("").encode() == "   "


def test_remarks_are_counted_in_bytes() -> None:
    encoded = Field63("CUP", "", "银联提示", "收单").encode()
    assert encoded == "CUP" + " " * 20 + "银联提示" + " " * 12 + "收单" + " " * 16
    assert len(encoded.encode("gbk")) == 63


@pytest.mark.parametrize(
    ("field", "where"),
    [
        (Field63("CUPX"), "F63.first at byte 3: 4 bytes, over 3"),
        (Field63("CUP", "银" * 11), "F63.issuer at byte 20: 22 bytes, over 20"),
        (Field63("CUP", "", "", "", "a\N{GRINNING FACE}"), "F63.terminal at byte 1"),
    ],
)
def test_remarks_that_do_not_fit_are_not_written(field: Field63, where: str) -> None:
    with pytest.raises(MalformedError, match=f"^{where}"):
        field.encode()


def test_a_character_across_two_parts_is_refused() -> None:
    with pytest.raises(MalformedError, match=r"^F63\.first at byte 2"):
        Field63.decode("AB银行")


KEY_FORMS = {
    "001": (8, 8, 0, 24),
    "003": (16, 16, 0, 40),
    "004": (16, 16, 16, 60),
}


def _key(size: int) -> st.SearchStrategy[bytes]:
    return st.binary(min_size=size, max_size=size)


@pytest.mark.parametrize("network", sorted(KEY_FORMS))
@given(data=st.data())
def test_working_keys_survive_the_sign_on(network: str, data: st.DataObject) -> None:
    pin_size, mac_size, track_size, total = KEY_FORMS[network]
    keys = ClearKeys(*(data.draw(_key(size)) for size in (pin_size, mac_size, track_size)))
    master = data.draw(_key(16))
    sealed = WorkingKeys62.seal(master, keys)
    assert (sealed.network, len(sealed.encode())) == (network, total)
    assert WorkingKeys62.decode(sealed.encode()) == sealed
    assert sealed.open(master) == keys


def test_the_mac_key_is_checked_by_its_left_half() -> None:
    keys = ClearKeys(bytes(range(16)), bytes(range(16, 32)))
    data = WorkingKeys62.seal(TMK, keys).encode()
    assert data[:16] == des3.encrypt_ecb(TMK, keys.pin_key)
    assert data[16:20] == des3.kcv(keys.pin_key)
    assert data[20:36] == des3.encrypt_ecb(TMK, keys.mac_key)
    assert data[36:] == des3.kcv(keys.mac_key[:8])


@pytest.mark.parametrize(
    ("at", "where"),
    [
        (0, "F62.pin_key at byte 16"),
        (19, "F62.pin_key at byte 16"),
        (20, "F62.mac_key at byte 36"),
        (39, "F62.mac_key at byte 36"),
        (40, "F62.track_key at byte 56"),
        (59, "F62.track_key at byte 56"),
    ],
)
def test_a_changed_byte_is_found_by_the_check_value(at: int, where: str) -> None:
    keys = ClearKeys(bytes(range(16)), bytes(range(16, 32)), bytes(range(32, 48)))
    data = bytearray(WorkingKeys62.seal(TMK, keys).encode())
    data[at] ^= 1
    with pytest.raises(MalformedError, match=f"^{where}: the check value does not fit"):
        WorkingKeys62.decode(bytes(data)).open(TMK)


def test_keys_under_another_master_key_are_refused() -> None:
    sealed = WorkingKeys62.seal(TMK, ClearKeys(bytes(16), bytes(16)))
    with pytest.raises(MalformedError, match="another master key"):
        sealed.open(bytes(range(16)))


@pytest.mark.parametrize("size", [0, 23, 25, 39, 41, 59, 61, 999])
def test_keys_of_another_length_are_refused(size: int) -> None:
    with pytest.raises(MalformedError, match=f"^F62 at byte {size}: keys take 24, 40 or 60"):
        WorkingKeys62.decode(bytes(size))


def test_keys_of_no_form_are_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="no form of F62"):
        WorkingKeys62.seal(TMK, ClearKeys(bytes(8), bytes(16)))


def test_keys_show_nothing() -> None:
    keys = ClearKeys(b"P" * 16, b"M" * 16, b"T" * 16)
    assert repr(keys) == "ClearKeys()"
    assert repr(WorkingKeys62.seal(TMK, keys)) == "WorkingKeys62(network='004')"


@given(st.text(max_size=70) | st.text(DIGITS, max_size=70))
def test_any_text_is_a_field_or_malformed(text: str) -> None:
    for field in (Field44, Field48Totals, Field53, Field60, Field61, Field63):
        with suppress(MalformedError):
            field.decode(text).encode()


@given(st.binary(max_size=70), _key(16))
def test_any_bytes_are_keys_or_malformed(data: bytes, master: bytes) -> None:
    with suppress(MalformedError):
        WorkingKeys62.decode(data).open(master)
