"""Two languages on one slip, and money as a slip writes it."""

import pytest

from receipts.slip import Text
from receipts.wording import Language, Wording, label, mark, money, sentences

AMOUNT = Wording("金额", "AMOUNT")


@pytest.mark.parametrize(
    ("language", "shown"), [("zh", "金额:"), ("en", "AMOUNT:"), ("both", "金额(AMOUNT):")]
)
def test_a_label_names_the_field(language: Language, shown: str) -> None:
    assert label(AMOUNT, language) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("zh", "金额"), ("en", "AMOUNT"), ("both", "金额/AMOUNT")]
)
def test_a_mark_is_one_word_or_both(language: Language, shown: str) -> None:
    assert mark(AMOUNT, language) == shown


def test_sentences_in_both_languages_stand_one_under_the_other() -> None:
    assert list(sentences(AMOUNT, "both")) == [Text("金额"), Text("AMOUNT")]
    assert list(sentences(AMOUNT, "zh")) == [Text("金额")]
    assert list(sentences(AMOUNT, "en")) == [Text("AMOUNT")]


@pytest.mark.parametrize(
    ("minor", "decimals", "shown"),
    [
        (0, 2, "RMB 0.00"),
        (5, 2, "RMB 0.05"),
        (123456, 2, "RMB 1,234.56"),
        (10**12 - 1, 2, "RMB 9,999,999,999.99"),
        (1200, 0, "RMB 1,200"),
        (1234567, 3, "RMB 1,234.567"),
    ],
)
def test_money_has_its_thousands_and_its_cents(minor: int, decimals: int, shown: str) -> None:
    assert money(minor, "RMB", decimals) == shown
