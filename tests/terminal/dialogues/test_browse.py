"""A list from which entries are opened whole."""

from terminal.dialogue import Done, KeyPressed, NoAnswer, Refused
from terminal.dialogues.browse import Browse, Browsed
from terminal.dialogues.pick import PickEntry, entry_detail
from terminal.entry import Entry
from terminal.keys import Key
from terminal.messages import plain
from tests.terminal.dialogues.test_pick import entries

FOUR = entries(4)


def browse(listed: tuple[Entry, ...] = FOUR) -> Browse:
    return Browse(
        PickEntry(plain("LIST"), listed),
        lambda entry: entry_detail(plain("WHOLE"), entry, plain("hint")),
    )


def after(dialogue: Browse, *keys: str) -> Browse:
    for key in keys:
        step = dialogue.take(KeyPressed(Key(key)))
        assert isinstance(step, Browse), key
        dialogue = step
    return dialogue


def title(dialogue: Browse) -> str:
    return dialogue.screen().title.say("en")


def test_enter_opens_the_chosen_one_and_answers_it_from_there() -> None:
    opened = after(browse(), "DOWN", "ENTER")
    assert title(opened) == "WHOLE"
    done = opened.take(KeyPressed(Key.ENTER))
    assert isinstance(done, Done)
    assert isinstance(done.answer, Browsed)
    assert (done.answer.entry, done.answer.key) == (FOUR[1].key, Key.ENTER)


def test_cancel_in_the_detail_leads_back_to_the_same_filter_and_row() -> None:
    listed = after(browse(), "F1", "F1", "0", "DOWN")
    back = after(listed, "ENTER", "CANCEL")
    assert back == listed
    assert title(back) == "LIST"


def test_cancel_in_the_list_leaves() -> None:
    assert browse().take(KeyPressed(Key.CANCEL)) == Done(NoAnswer.CANCELLED)


def test_a_key_without_a_meaning_beeps_in_either() -> None:
    assert isinstance(browse().take(KeyPressed(Key.UP)), Refused)
    assert isinstance(after(browse(), "ENTER").take(KeyPressed(Key.F4)), Refused)


def test_a_list_that_has_shrunk_keeps_its_place_as_far_as_it_goes() -> None:
    last = after(browse(), "DOWN", "DOWN", "DOWN")
    assert last.over(FOUR[:2]).pick.chosen == 1
    assert last.over(FOUR).pick.chosen == 3
    assert last.over(()).pick.chosen == 0


def test_a_filter_stays_while_it_fits_something() -> None:
    filtered = after(browse(), "F1", "F1", "4")
    assert filtered.over(FOUR).pick.digits == "4"
    assert filtered.over(FOUR[1:]).pick.digits == ""
