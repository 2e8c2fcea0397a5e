"""Cards from their files: the tray is complete, and every mistake is answered with a sentence."""

from pathlib import Path

import pytest

import sim_cards
from sim_cards.card import Card, CardFileError, Network, UnknownCardError, load, load_file, names
from sim_cards.faults import Reading, StripeFault

PROFILES = Path(sim_cards.__file__).parent / "profiles"

GOOD = """
title_zh = "试卡"
title_en = "Trial"
network = "visa"
pan = "4000000000000010"
holder = "DOE/JANE"
expiry_yymm = "3012"
service_code = "101"
pin = "1234"

[track1]
discretionary = "12300"

[track2]
discretionary = "123"

[stripe_fault]
tracks = [2]
readings = ["blank", "whole"]
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "trial.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_tray_holds_every_profile_and_no_other() -> None:
    assert sorted(names()) == sorted(file.stem for file in PROFILES.glob("*.toml"))


@pytest.mark.parametrize("name", names())
def test_every_card_of_the_tray_loads(name: str) -> None:
    card = load(name)
    assert card.name == name
    assert card.pan.luhn_ok


@pytest.mark.parametrize("name", names())
def test_no_card_number_could_be_a_real_one(name: str) -> None:
    assert load(name).pan.digits[6:12] == "000000"


def test_no_two_cards_share_a_number() -> None:
    assert len({load(name).pan.digits for name in names()}) == len(names())


def test_the_debit_cards_demand_a_pin_and_their_holders_know_it() -> None:
    demanding = {name for name in names() if load(name).service_code[2] in "035"}
    assert demanding == {"unionpay_debit_pin", "unionpay_19"}
    assert demanding == {name for name in names() if load(name).pin}


def test_the_long_number_has_19_digits() -> None:
    assert len(load("unionpay_19").pan.digits) == 19


def test_all_fields_come_from_the_file(tmp_path: Path) -> None:
    card = load_file(written(tmp_path, GOOD))
    assert card == Card(
        name="trial",
        title_zh="试卡",
        title_en="Trial",
        network=Network.VISA,
        pan=card.pan,
        holder="DOE/JANE",
        expiry_yymm="3012",
        service_code="101",
        pin="1234",
        discretionary_1="12300",
        discretionary_2="123",
        discretionary_3=None,
        stripe_fault=StripeFault((2,), (Reading.BLANK, Reading.WHOLE)),
    )
    assert card.pan.digits == "4000000000000010"


def test_a_card_shows_neither_number_nor_pin_in_its_representation() -> None:
    shown = repr(load("unionpay_debit_pin"))
    assert load("unionpay_debit_pin").pan.digits not in shown
    assert "123456" not in shown


def test_an_unknown_card_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownCardError, match="no card is called 'amex'; there are: unionpay_cr"):
        load("amex")


def test_a_name_is_no_path() -> None:
    with pytest.raises(UnknownCardError):
        load("../profiles/visa")


CHANGES = [
    ('title_zh = "试卡"', "", "title_zh: is missing; give 1 to 40"),
    ('"Trial"', '""', "title_en: must be 1 to 40 characters"),
    ('"visa"', '"amex"', "network: must be one of unionpay, visa, mastercard"),
    ('"4000000000000010"', "4000000000000010", "pan: must be a text in quotes: 13 to 19 digits"),
    ('"4000000000000010"', '"40000000"', "pan: must be 13 to 19 digits"),
    ('"4000000000000010"', '"4000000000000011"', "pan: its last digit is not the Luhn check digit"),
    ('"DOE/JANE"', '"Doe/Jane"', "holder: must be 2 to 26 capitals"),
    ('"DOE/JANE"', '"DOE^JANE"', "holder: must be 2 to 26 capitals"),
    ('"3012"', '"3013"', "expiry_yymm: must be four digits, year and month"),
    ('"101"', '"301"', "service_code: must be three digits"),
    ('"1234"', '"12"', "pin: must be 4 to 12 digits"),
    (
        'pin = "1234"',
        'pni = "1234"',
        "pni: is not a field; remove it, or spell it as one of: title_",
    ),
    ('[track2]\ndiscretionary = "123"', "", r"track2: is missing; give a table \[track2\]"),
    ("[track2]", "[track4]", "track2: is missing|track4: is not a field"),
    ('"123"', '"12x"', r"track2\.discretionary: must be digits"),
    ('"12300"', '"a"', r"track1\.discretionary: must be capitals"),
    ('"123"', f'"{"1" * 14}"', r"track2\.discretionary: the track is 1 characters too long"),
    ('"12300"', f'"{"1" * 43}"', r"track1\.discretionary: the track is 1 characters too long"),
    ('"12300"', '"12300"\nlrc = "?"', r"track1\.lrc: is not a field"),
    ("[2]", "2", r"stripe_fault\.tracks: must be a list of some of 1, 2, 3"),
    ("[2]", "[4]", r"stripe_fault\.tracks: 4 has no meaning there; it must be a list"),
    ("[2]", "[true]", r"stripe_fault\.tracks: True has no meaning"),
    ('"blank"', '"burnt"', r"stripe_fault\.readings: 'burnt' has no meaning there"),
    ('["blank", "whole"]', "[]", r"stripe_fault\.readings: must be a list of some of whole, dam"),
    ("[stripe_fault]", "[stripe_fault.x]", r"stripe_fault\.tracks: must be a list"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), CHANGES, ids=[row[2] for row in CHANGES])
def test_a_wrong_field_is_named_with_what_to_do(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert old in GOOD
    with pytest.raises(CardFileError, match=f"^trial.toml: ({sentence})"):
        load_file(written(tmp_path, GOOD.replace(old, new, 1)))


@pytest.mark.parametrize(("old", "new", "sentence"), CHANGES, ids=[row[2] for row in CHANGES])
def test_no_error_repeats_a_number_or_a_pin(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    with pytest.raises(CardFileError) as raised:
        load_file(written(tmp_path, GOOD.replace(old, new, 1)))
    assert "40000000" not in str(raised.value)
    assert "1234" not in str(raised.value)
