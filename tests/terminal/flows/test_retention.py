"""Pictures of signatures go when their time is over, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from terminal.config import Config
from terminal.entry import EntryKey, month_of
from terminal.events import HandwritingErased, SignedForOther, StoredForOther, Uploaded
from terminal.flows.retention import erase_old_handwriting
from tests.terminal.deeds import IMAGE, NOON, OTHER_SALE, brought, signed_sale
from tests.terminal.flows.stage import CONFIG, Stage

KEY = EntryKey(1, 1)
DAYS = 40
SHORT = replace(CONFIG, signature=replace(CONFIG.signature, retention_days=DAYS))


def a_stage(days_later: int, *, uploaded: bool = True, config: Config = SHORT) -> Stage:
    """So many days after a signed sale, the flow has run."""
    stage = Stage()
    for event in [*signed_sale(), *([Uploaded(KEY, "00", NOON)] if uploaded else [])]:
        stage.book.apply(event)
    assert stage.book[KEY].image
    stage.now = NOON + timedelta(days=days_later)
    stage.run(erase_old_handwriting(config))
    return stage


def test_after_the_month_in_which_its_time_ended_the_picture_is_gone() -> None:
    stage = a_stage(DAYS + 31)
    entry = stage.book[KEY]
    assert entry.image == b""
    assert entry.attempts[0].image_digest
    assert stage.book.terminal.hands_kept_from == month_of(NOON) + 1


def test_within_its_time_it_stays_and_nothing_is_written() -> None:
    for days in (0, DAYS - 1, DAYS):
        stage = a_stage(days)
        assert stage.book[KEY].image
        assert "Record HandwritingErased" not in stage.performed


def test_what_the_bank_does_not_have_yet_is_kept() -> None:
    stage = a_stage(1000, uploaded=False)
    assert stage.book[KEY].image


def test_what_was_signed_here_for_another_terminal_goes_too_once_the_bank_has_it() -> None:
    for stored, left in ((True, b""), (False, IMAGE)):
        stage = Stage()
        stage.book.apply(SignedForOther(OTHER_SALE, brought(), IMAGE))
        if stored:
            stage.book.apply(StoredForOther(OTHER_SALE.key, "00", NOON))
        stage.now = NOON + timedelta(days=DAYS + 31)
        stage.run(erase_old_handwriting(SHORT))
        assert stage.book.brought()[0].image == left


def test_where_all_is_gone_already_nothing_is_written_again() -> None:
    stage = a_stage(DAYS + 31)
    before = len(stage.performed)
    stage.run(erase_old_handwriting(SHORT))
    assert not any("HandwritingErased" in each for each in stage.performed[before:])


def test_the_default_is_two_years_as_at_the_bank() -> None:
    assert a_stage(729, config=CONFIG).book[KEY].image
    assert not a_stage(762, config=CONFIG).book[KEY].image


def test_the_event_names_the_first_month_that_is_kept() -> None:
    stage = a_stage(DAYS + 31)
    stage.book.terminal = replace(stage.book.terminal, hands_kept_from=0)
    assert stage.book.plan(HandwritingErased(month_of(NOON), NOON)).terminal.hands_kept_from
