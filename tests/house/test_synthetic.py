"""No real card and no private key stands anywhere in the repository."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import files, name_of

# Card numbers that belong to nobody -> where they come from.
SYNTHETIC: dict[str, str] = {
    "4012345678909": "the example of ANSI X9.24-1 A.4, in the PIN block vectors",
    "4761739001010119": "the scheme's own acquirer test card, in the magstripe vectors",
    "5413330089020011": "the scheme's own test card, in the magstripe vectors",
    "6228480402564890018": "the network's own test card, in the magstripe vectors",
}

DIGITS = re.compile(r"(?<![0-9A-Za-z.])[2-6](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z])")
# The ranges issuers use: Mastercard (2-series, 51-55), Amex, JCB and Diners, Visa, UnionPay.
ISSUER = re.compile(r"^(2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)|3(0[0-59]|[4-9])|4|5[0-8]|6)")
PRIVATE_KEY = "PRIVATE " + "KEY-----"


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _card_numbers(text: str) -> Iterator[str]:
    for found in DIGITS.findall(text):
        digits = re.sub(r"[ -]", "", found)
        if ISSUER.match(digits) and _luhn(digits) and not _made_up_at_sight(digits):
            yield digits


def _made_up_at_sight(digits: str) -> bool:
    return "000000" in digits or len(set(digits)) <= 3


def _texts() -> Iterator[tuple[str, str]]:
    for file in files():
        try:
            yield name_of(file), file.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_every_card_number_is_a_synthetic_one_we_know() -> None:
    unknown = {
        f"{name}: {number[:6]}...{number[-4:]}"
        for name, text in _texts()
        for number in _card_numbers(text)
        if number not in SYNTHETIC
    }
    assert sorted(unknown) == []


def test_no_private_key_is_kept_here() -> None:
    assert [name for name, text in _texts() if PRIVATE_KEY in text] == []


@pytest.mark.parametrize("form", ["{0}", "{0}=3012", "pan {1}", "'{0}'"])
def test_a_card_number_is_recognised_however_it_is_written(form: str) -> None:
    digits = "40" + "1" * 11 + "021"
    grouped = " ".join(digits[i : i + 4] for i in range(0, 16, 4))
    assert list(_card_numbers(form.format(digits, grouped))) == [digits]
