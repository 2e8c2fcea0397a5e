"""Picking one transaction."""

from dataclasses import replace

from terminal.dialogue import Done, KeyPressed, Refused
from terminal.dialogues.pick import ROWS_SHOWN, PickEntry, entry_detail
from terminal.entry import Entry, EntryKey
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import SoftKey
from terminal.states import Payment
from tests.terminal.flows.stage import Stage, signed_on, sold


def entries(count: int) -> tuple[Entry, ...]:
    stage = signed_on(Stage())
    for trace in range(1, count + 1):
        sold(stage, trace, trace * 100)
    return tuple(stage.book.newest())


def after(dialogue: PickEntry, *keys: str) -> PickEntry:
    for key in keys:
        step = dialogue.take(KeyPressed(Key(key)))
        assert isinstance(step, PickEntry), key
        dialogue = step
    return dialogue


def said(pick: PickEntry) -> list[str]:
    return [line.say("en") for line in pick.screen().lines]


def test_the_newest_is_chosen_first_and_arrows_move() -> None:
    pick = PickEntry(plain("LIST"), entries(3))
    done = after(pick, "DOWN").take(KeyPressed(Key.ENTER))
    assert isinstance(done, Done)
    assert done.answer == entries(3)[1].key


def test_the_ends_of_the_list_beep() -> None:
    pick = PickEntry(plain("LIST"), entries(1))
    assert isinstance(pick.take(KeyPressed(Key.UP)), Refused)
    assert isinstance(pick.take(KeyPressed(Key.DOWN)), Refused)


def test_a_long_list_scrolls_with_the_chosen_row_in_sight() -> None:
    pick = after(PickEntry(plain("LIST"), entries(20)), *["DOWN"] * 12)
    rows = pick.screen().rows
    assert len(rows) == ROWS_SHOWN
    assert [row.chosen for row in rows].count(True) == 1


def test_digits_filter_by_amount_voucher_date_or_card() -> None:
    pick = PickEntry(plain("LIST"), entries(20))
    by_voucher = after(pick, "F1", "F1", "F1", "F1", "1", "7")
    assert [entry.key.trace for entry in by_voucher.matching] == [17]
    by_amount = after(pick, "F1", "F1", "1", "9", "0", "0")
    assert [entry.amount_minor for entry in by_amount.matching] == [1900]
    by_date = after(pick, "F1", "0", "3", "0", "2")
    assert len(by_date.matching) == 20
    by_card = after(pick, "F1", "F1", "F1", "0", "0", "0", "0")
    assert len(by_card.matching) == 20


def test_no_match_says_so_and_enter_beeps() -> None:
    pick = after(PickEntry(plain("LIST"), entries(2)), "F1", "9")
    assert said(pick) == ["date: 9_  0/0", "None matches"]
    assert isinstance(pick.take(KeyPressed(Key.ENTER)), Refused)


def test_what_is_typed_and_how_many_it_leaves_stand_above_the_list() -> None:
    pick = PickEntry(plain("LIST"), entries(20))
    assert said(pick) == ["1/20"]
    assert said(after(pick, "1", "9", "0")) == ["any: 190_  1/1"]


def test_another_filter_keeps_what_was_typed() -> None:
    pick = after(PickEntry(plain("LIST"), entries(20)), "1", "9", "0", "F1", "F1")
    assert said(pick) == ["amount: 190_  1/1"]


def test_clear_widens_the_filter_again() -> None:
    pick = after(PickEntry(plain("LIST"), entries(2)), "F1", "9", "CLEAR")
    assert len(pick.matching) == 2


def test_clear_beeps_where_nothing_is_typed() -> None:
    assert isinstance(PickEntry(plain("LIST"), entries(1)).take(KeyPressed(Key.CLEAR)), Refused)


def test_the_detail_answers_only_its_own_keys() -> None:
    soft = (SoftKey(Key.F1, text("soft.print")),)
    detail = entry_detail(plain("DETAIL"), entries(1)[0], text("hint.enter_cancel"), soft)
    assert detail.take(KeyPressed(Key.F1)) == Done(Key.F1)
    assert isinstance(detail.take(KeyPressed(Key.F2)), Refused)


def test_the_detail_of_a_sale_that_was_voided_and_then_settled_says_that_it_was_voided() -> None:
    sale = entries(1)[0]
    voided = replace(sale, payment=Payment.SETTLED, voided_by=EntryKey(1, 9))
    lines = entry_detail(plain("DETAIL"), voided, text("hint.enter_cancel")).screen().lines
    assert "Payment: voided" in [line.say("en") for line in lines]
