"""docs/write-a-card.md: its card is a card, its fields are all there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from acquirer import issuers
from sim_cards.card import CardFileError, load_file
from sim_cards.faults import Reading
from tests.docs.pages import blocks, table

PAGE = "write-a-card.md"


def written(folder: Path, *parts: str) -> Path:
    path = folder / "example.toml"
    path.write_text("\n".join(parts), "utf-8")
    return path


def test_the_card_it_shows_is_one_the_bank_knows(tmp_path: Path) -> None:
    card = load_file(written(tmp_path, blocks(PAGE, "toml")[0]))
    assert (card.name, card.service_code) == ("example", "101")
    assert issuers.standard().account(card.pan) is not None


def test_the_worn_stripe_it_shows_is_one(tmp_path: Path) -> None:
    worn = load_file(written(tmp_path, *blocks(PAGE, "toml"))).stripe_fault
    assert [worn.reading(2, attempt) for attempt in (0, 1, 2, 9)] == [
        Reading.DAMAGED,
        Reading.SHORT,
        Reading.WHOLE,
        Reading.WHOLE,
    ]


def test_every_field_stands_there(tmp_path: Path) -> None:
    with pytest.raises(CardFileError) as refused:
        load_file(written(tmp_path, 'colour = "red"', blocks(PAGE, "toml")[0]))
    known = set(str(refused.value).partition("one of: ")[2].split(", "))
    assert set(re.findall(r"\w+", " ".join(row[0] for row in table(PAGE, "field")))) == known


def test_every_reading_stands_there() -> None:
    assert [row[0] for row in table(PAGE, "reading")] == list(Reading)
